using System.Text.Json;
using RabbitMQ.Client;

namespace PlanningPlatform.Testing;

/// <summary>Stands where a subscriber stands that has not started yet: takes what waits in its queue, as it lies there.</summary>
public static class QueueReader
{
    /// <summary>Takes the next message of a queue and waits for it if need be.</summary>
    /// <param name="broker">amqp address with the virtual host.</param>
    /// <param name="queue">Name of the subscribing service.</param>
    /// <returns>The event itself, without the envelope.</returns>
    public static async Task<JsonElement> NextEventAsync(string broker, string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        BasicGetResult? message = null;
        await Eventually.TrueAsync(async () => (message = await channel.BasicGetAsync(queue, autoAck: true)) is not null, $"a message waits in {queue}");
        return JsonDocument.Parse(message!.Body).RootElement.GetProperty("message");
    }
}
