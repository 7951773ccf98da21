using PlanningPlatform.Testing;
using RabbitMQ.Client;

namespace PlanningPlatform.Load;

/// <summary>Floor: a persistent message to a quorum queue, each waiting for the broker's confirm.</summary>
internal static class ConfirmedPublish
{
    public static async Task<Measurement> MeasureAsync(int count, int concurrency)
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.QueueDeclareAsync("floor", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" });
        var body = new byte[600];
        var properties = new BasicProperties { Persistent = true };
        await Measurement.OfAsync("warm-up", 300, concurrency, _ => PublishAsync());
        return await Measurement.OfAsync("floor: a publish that the broker confirms", count, concurrency, _ => PublishAsync());

        Task PublishAsync() => channel.BasicPublishAsync("", "floor", mandatory: true, properties, body).AsTask();
    }
}
