using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>The running service as its callers use it.</summary>
internal sealed class ComplaintsApi : IAsyncDisposable
{
    private readonly RunningService<Program> _service;

    private ComplaintsApi(RunningService<Program> service, EventPublisher units)
    {
        _service = service;
        Units = units;
        Resident = service.CreateClient();
        Operator = service.CreateClientFor(Roles.Operator112);
    }

    public HttpClient Resident { get; }

    public HttpClient Operator { get; }

    /// <summary>Publishes what mobile-units would.</summary>
    public EventPublisher Units { get; }

    public TestDatabase Database => _service.Database;

    public static async Task<ComplaintsApi> StartAsync(params KeyValuePair<string, string>[] settings)
    {
        var broker = await (await PrivateRabbitMq.SharedAsync()).CreateVirtualHostAsync();
        return new ComplaintsApi(
            await RunningService<Program>.StartAsync("complaints", broker, settings),
            await EventPublisher.StartAsync(broker, typeof(JourneyStateChanged).Assembly));
    }

    public HttpClient ClientFor(string role) => _service.CreateClientFor(role);

    public HttpClient ClientGranted(params string[] grants) => _service.CreateClientGranted(grants);

    public HttpClient ClientWith(string token) => _service.CreateClientWith(token);

    public static object Report(string description = "Lampu jalan padam", string category = "PJU", string visibility = "Public") => new
    {
        categoryCode = category,
        description,
        villageCode = "35.71.02.1012",
        visibility,
        reporter = new { name = "warga", phone = "0800-RAHASIA", email = "warga@contoh.invalid" },
    };

    public async Task<HttpResponseMessage> LodgeAsync(object report, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/complaints") { Content = JsonContent.Create(report) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await Resident.SendAsync(request);
    }

    public async Task<Lodged> LodgeOneAsync(string category = "PJU")
    {
        using var response = await LodgeAsync(Report(category: category));
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Lodged>(StrictJson.Lenient))!;
    }

    public async Task<HttpResponseMessage> TrackAsync(string number, string? secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/complaints/track/{number}");
        if (secret is not null)
        {
            request.Headers.Add("X-Tracking-Secret", secret);
        }

        return await Resident.SendAsync(request);
    }

    public async Task<JsonElement> TimelineAsync(Lodged lodged)
    {
        using var response = await TrackAsync(lodged.TrackingNumber, lodged.TrackingSecret);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<List<string>> CodesAsync(Lodged lodged)
        => (await TimelineAsync(lodged)).GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("code").GetString()!).ToList();

    public Task<HttpResponseMessage> ActAsync(Guid id, string action, object? body = null)
        => Operator.PostAsJsonAsync($"/api/complaints/{id}/{action}", body ?? new { });

    public async Task RequestMobileUnitAsync(Lodged lodged)
    {
        foreach (var (action, body) in ((string, object?)[])[("verify", null), ("forward", new { agencyCode = "DINKES" }), ("request-mobile-unit", new { purpose = "Health", note = "cuci darah" })])
        {
            using var response = await ActAsync(lodged.Id, action, body);
            response.EnsureSuccessStatusCode();
        }
    }

    public Task JourneyAsync(Lodged lodged, Guid journey, params (int Version, string State)[] states)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Units.PublishAsync([.. states.Select(state => new JourneyStateChanged(
            journey, state.Version, now.AddSeconds(state.Version), lodged.Id, journey, "MB-09", state.State, now))]);
    }

    public async Task<int> TotalAsync() => (await Operator.GetFromJsonAsync<JsonElement>("/api/complaints")).GetProperty("total").GetInt32();

    public async ValueTask DisposeAsync()
    {
        Resident.Dispose();
        Operator.Dispose();
        await Units.DisposeAsync();
        await _service.DisposeAsync();
    }
}

internal sealed record Lodged(Guid Id, string TrackingNumber, string TrackingSecret, string Status, string? VillageCode, DateTimeOffset ReceivedAt);

internal static class Answers
{
    public static async Task<string?> CodeAsync(this HttpResponseMessage response) => (await response.ProblemAsync()).GetProperty("code").GetString();

    public static Task<JsonElement> ProblemAsync(this HttpResponseMessage response) => response.Content.ReadFromJsonAsync<JsonElement>();
}
