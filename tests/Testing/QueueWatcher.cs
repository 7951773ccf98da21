using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace PlanningPlatform.Testing;

/// <summary>
/// Stands where a subscriber stands that has not started yet: takes everything out of its queue, one after the other, and remembers it in
/// the order of its arrival.
/// </summary>
public sealed class QueueWatcher : IAsyncDisposable
{
    private readonly List<JsonElement> _events = [];
    private readonly IConnection _connection;

    private QueueWatcher(IConnection connection) => _connection = connection;

    /// <summary>The envelopes so far.</summary>
    public IReadOnlyList<JsonElement> Events
    {
        get
        {
            lock (_events)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>Waits until the queue is there: the service that sends to it declares it when it has reached the broker.</summary>
    public static async Task<QueueWatcher> StartAsync(string broker, string queue)
    {
        var watcher = new QueueWatcher(await new ConnectionFactory { Uri = new Uri(broker), ConsumerDispatchConcurrency = 1 }.CreateConnectionAsync());
        await Eventually.TrueAsync(() => watcher.TryConsumeAsync(queue), $"there is a queue {queue}");
        return watcher;
    }

    private async Task<bool> TryConsumeAsync(string queue)
    {
        var channel = await _connection.CreateChannelAsync();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            // The body's memory is the client's again after this.
            var envelope = JsonSerializer.Deserialize<JsonElement>(delivery.Body.Span);
            lock (_events)
            {
                _events.Add(envelope);
            }

            return Task.CompletedTask;
        };
        try
        {
            await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
            return true;
        }
        catch (OperationInterruptedException exception) when (exception.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            // The broker has closed the channel.
            return false;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
