using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>What an administrator sees of a message that the service cannot handle, and does about it.</summary>
public sealed class StuckMessageTests : IAsyncLifetime
{
    private const string Address = "/api/complaints/stuck-messages";

    private ComplaintsApi _api = null!;
    private HttpClient _administrator = null!;

    public async Task InitializeAsync()
    {
        _api = await ComplaintsApi.StartAsync(new KeyValuePair<string, string>("Messaging:HandlerRetries", "1"));
        _administrator = _api.ClientFor(Roles.Admin);
    }

    public async Task DisposeAsync()
    {
        _administrator.Dispose();
        await _api.DisposeAsync();
    }

    [Fact]
    public async Task It_is_listed_and_read_replayed_and_listed_again_when_it_fails_again_and_discarded_with_a_reason()
    {
        await using var auditLog = await QueueWatcher.StartAsync(_api.Broker, "identity");
        var id = await StickAsync();

        var detail = await _administrator.GetFromJsonAsync<JsonElement>($"{Address}/{id}");
        Assert.Contains("\"unitCode\"", detail.GetProperty("payload").GetString(), StringComparison.Ordinal);

        using var replayed = await PostAsync($"{Address}/{id}/replay", null);
        Assert.Equal(HttpStatusCode.OK, replayed.StatusCode);
        await Eventually.TrueAsync(async () => (await ListAsync())[0].GetProperty("failures").GetInt32() == 2, "it failed again");

        using var unexplained = await PostAsync($"{Address}/{id}/discard", new { });
        Assert.Equal("reason", (await unexplained.ProblemAsync()).GetProperty("field").GetString());
        using var discarded = await PostAsync($"{Address}/{id}/discard", new { reason = "aduan uji" });
        Assert.Equal(HttpStatusCode.NoContent, discarded.StatusCode);
        Assert.Empty(await ListAsync());
        using var gone = await PostAsync($"{Address}/{id}/replay", null);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        await Eventually.TrueAsync(() => Task.FromResult(auditLog.Events.Count >= 2), "the audit log is told");
        Assert.Equal(
            [("message_replayed", nameof(JourneyStateChanged), $"message={id}"), ("message_discarded", nameof(JourneyStateChanged), $"message={id} reason=aduan uji")],
            auditLog.Events.Select(act => act.GetProperty("message")).Select(act => (act.GetProperty("action").GetString(), act.GetProperty("target").GetString(), act.GetProperty("detail").GetString())));
    }

    [Fact]
    public async Task What_could_not_be_published_leaves_once_it_is_replayed_and_not_before()
    {
        await _api.ReadyAsync();
        await using var monitoring = await QueueWatcher.StartAsync(_api.Broker, "monitoring");
        var parked = await _api.ParkAsync(new ComplaintReceived(NewId(), 1, Now, "PJU", VillageCode: null, "Public"));
        await _api.LodgeOneAsync(ComplaintsApi.Report());
        await Eventually.TrueAsync(() => Task.FromResult(monitoring.Events.Count == 1), "what came after it has left");
        var listed = Assert.Single(await ListAsync());
        Assert.Equal((typeof(ComplaintReceived).FullName, "Outgoing", 3), (listed.GetProperty("type").GetString(), listed.GetProperty("direction").GetString(), listed.GetProperty("failures").GetInt32()));

        using var replayed = await PostAsync($"{Address}/{listed.GetProperty("id").GetGuid()}/replay", null);

        Assert.Equal(HttpStatusCode.OK, replayed.StatusCode);
        await Eventually.TrueAsync(() => Task.FromResult(monitoring.Events.Count == 2), "it has left");
        Assert.Equal(parked.ComplaintId, monitoring.Events[1].GetProperty("message").GetProperty("complaintId").GetGuid());
        Assert.Empty(await ListAsync());
        using var gone = await PostAsync($"{Address}/{listed.GetProperty("id").GetGuid()}/replay", null);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Nobody_but_an_administrator_sees_it()
    {
        using var operatorsTry = await _api.Operator.GetAsync(new Uri(Address, UriKind.Relative));
        using var residentsTry = await _api.Resident.GetAsync(new Uri(Address, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, operatorsTry.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, residentsTry.StatusCode);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static Guid NewId() => Guid.CreateVersion7(Now);

    /// <summary>Publishes the news of a journey for a complaint that there is not, and waits until it is stuck.</summary>
    private async Task<Guid> StickAsync()
    {
        await _api.Units.PublishAsync(new JourneyStateChanged(NewId(), 1, Now, NewId(), NewId(), "MB-01", "Assigned", Now));
        await Eventually.TrueAsync(async () => (await ListAsync()).Count == 1, "it is listed");
        var stuck = (await ListAsync())[0];
        Assert.Equal((typeof(JourneyStateChanged).FullName, "Incoming", 1), (stuck.GetProperty("type").GetString(), stuck.GetProperty("direction").GetString(), stuck.GetProperty("failures").GetInt32()));
        Assert.Contains("unknown complaint", stuck.GetProperty("error").GetString(), StringComparison.Ordinal);
        return stuck.GetProperty("id").GetGuid();
    }

    private async Task<List<JsonElement>> ListAsync()
        => [.. (await _administrator.GetFromJsonAsync<JsonElement>(Address)).GetProperty("items").EnumerateArray()];

    private Task<HttpResponseMessage> PostAsync(string path, object? body)
        => _administrator.PostAsync(new Uri(path, UriKind.Relative), body is null ? null : JsonContent.Create(body));
}
