using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Gateway;

/// <summary>What <c>/health</c> of the gateway answers.</summary>
/// <param name="Status">Healthy; Degraded (serving, with reasons); Unhealthy (a service is not ready).</param>
internal sealed record PlatformHealthAnswer(string Status, IReadOnlyList<string> Reasons, IReadOnlyList<ServiceHealth> Services);

internal sealed record ServiceHealth(string Name, string Status, IReadOnlyList<string> Reasons);

/// <summary>
/// Is the whole platform ready? Asks every service, all at once, and keeps the answer for a second: everybody may ask, and asking
/// must not become a way to keep six services busy.
/// </summary>
internal sealed class PlatformHealth(IConfiguration configuration, IHttpClientFactory clients, TimeProvider time)
{
    public const string Healthy = "Healthy";
    public const string Degraded = "Degraded";
    public const string Unhealthy = "Unhealthy";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Task<PlatformHealthAnswer>? latest;
    private long askedAt;

    public Task<PlatformHealthAnswer> AskAsync()
    {
        lock (gate)
        {
            if (latest is null || latest.IsFaulted || (latest.IsCompleted && time.GetElapsedTime(askedAt) > Freshness))
            {
                latest = AskAllAsync();
                askedAt = time.GetTimestamp();
            }

            return latest;
        }
    }

    private async Task<PlatformHealthAnswer> AskAllAsync()
    {
        var services = await Task.WhenAll(Routes.Services.Select(AskServiceAsync));
        return new(
            Worst(services.Select(service => service.Status)),
            [.. services.SelectMany(service => service.Reasons.Select(reason => $"{service.Name}: {reason}"))],
            services);
    }

    /// <summary>A service with several replicas is ready when one is; the others degrade it.</summary>
    private async Task<ServiceHealth> AskServiceAsync(string service)
    {
        var addresses = ServiceClients.AddressesOf(configuration, service);
        if (addresses.Count == 0)
        {
            return new(service, Unhealthy, ["no address is configured"]);
        }

        var replicas = await Task.WhenAll(addresses.Select(AskReplicaAsync));
        var status = Worst(replicas.Select(replica => replica.Status));
        if (status == Unhealthy && replicas.Any(replica => replica.Status != Unhealthy))
        {
            status = Degraded;
        }

        return new(service, status, [.. replicas.SelectMany(replica => replica.Reasons).Distinct(StringComparer.Ordinal)]);
    }

    private async Task<HealthAnswer> AskReplicaAsync(string address)
    {
        try
        {
            using var response = await clients.CreateClient(nameof(PlatformHealth)).GetAsync(new Uri(new Uri(address), "/health"));
            var answer = await response.Content.ReadFromJsonAsync<HealthAnswer>(StrictJson.Lenient);
            return response.IsSuccessStatusCode && answer is { Status: Healthy or Degraded }
                ? answer with { Reasons = answer.Reasons ?? [] }
                : new(Unhealthy, answer?.Reasons ?? [$"answers {(int)response.StatusCode}"]);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or JsonException)
        {
            return new(Unhealthy, ["does not answer"]);
        }
    }

    private static string Worst(IEnumerable<string> statuses)
        => statuses.Aggregate(Healthy, (worst, status) => worst == Unhealthy || status == Unhealthy ? Unhealthy : status == Healthy ? worst : status);
}

internal static class PlatformHealthEndpoints
{
    public static void AddPlatformHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(nameof(PlatformHealth), client => client.Timeout = PlatformHealth.Patience)
            .RemoveAllLoggers();
        builder.Services.AddSingleton<PlatformHealth>();
    }

    public static void MapPlatformHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health", async (PlatformHealth health) =>
        {
            var answer = await health.AskAsync();
            return TypedResults.Json(answer, statusCode: answer.Status == PlatformHealth.Unhealthy ? 503 : 200);
        });
        app.MapGet("/alive", () => TypedResults.Ok(new HealthAnswer(PlatformHealth.Healthy, [])));
    }
}
