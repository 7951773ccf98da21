using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

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

    public static async Task<QueueWatcher> StartAsync(string broker, string queue)
    {
        var watcher = new QueueWatcher(await new ConnectionFactory { Uri = new Uri(broker), ConsumerDispatchConcurrency = 1 }.CreateConnectionAsync());
        var channel = await watcher._connection.CreateChannelAsync();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) =>
        {
            // The body's memory is the client's again after this.
            var envelope = JsonSerializer.Deserialize<JsonElement>(delivery.Body.Span);
            lock (watcher._events)
            {
                watcher._events.Add(envelope);
            }

            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
        return watcher;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
