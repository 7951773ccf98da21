using System.Text.Json;

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
        await using var watcher = await QueueWatcher.StartAsync(broker, queue);
        await Eventually.TrueAsync(() => Task.FromResult(watcher.Events.Count > 0), $"a message waits in {queue}");
        return watcher.Events[0].GetProperty("message");
    }
}
