using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Identity.Tests;

/// <summary>Stands where the Notifications service stands: takes what Identity has somebody told and opens it.</summary>
internal sealed class Mailbox(IdentityService identity, QueueWatcher queue) : IAsyncDisposable
{
    internal sealed record Letter(NotificationRequested Request, NotificationContent Content)
    {
        public string Token => Staff.TokenIn(Content.Values["link"]);
    }

    /// <summary>So far, in the order of their arrival.</summary>
    public IReadOnlyList<Letter> Letters => [.. queue.Events.Select(Open)];

    /// <summary>As the broker has them.</summary>
    public string Sealed => string.Concat(queue.Events.Select(envelope => envelope.GetRawText()));

    /// <param name="identity">With a broker.</param>
    public static async Task<Mailbox> OpenAsync(IdentityService identity)
    {
        using var client = identity.CreateClient();
        // Its queue is there once the service has found the broker.
        await Eventually.TrueAsync(async () => (await client.GetFromJsonAsync<JsonElement>("/health")).Text("status") == "Healthy", "the service is healthy");
        return new(identity, await QueueWatcher.StartAsync(identity.Broker, "notifications"));
    }

    public async Task<IReadOnlyList<Letter>> HasAsync(int letters)
    {
        await Eventually.TrueAsync(() => Task.FromResult(queue.Events.Count >= letters), $"{letters} letters have arrived");
        Assert.Equal(letters, queue.Events.Count);
        return Letters;
    }

    public ValueTask DisposeAsync() => queue.DisposeAsync();

    private Letter Open(JsonElement envelope)
    {
        var request = envelope.GetProperty("message").Deserialize<NotificationRequested>(JsonSerializerOptions.Web)!;
        return new(request, identity.Services.GetRequiredService<NotificationSeal>().Open(request.SealedContent));
    }
}
