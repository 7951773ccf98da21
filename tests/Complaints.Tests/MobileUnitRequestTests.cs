using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>The desk asks for a Mobmas, now also with a time and a destination; the reporter reads what becomes of it.</summary>
public sealed class MobileUnitRequestTests : IAsyncLifetime
{
    private ComplaintsApi _api = null!;

    public async Task InitializeAsync() => _api = await ComplaintsApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Time_and_destination_go_to_the_dispatcher_and_are_not_kept_with_the_complaint()
    {
        await using var asked = await QueueWatcher.StartAsync(_api.Broker, "mobile-units");
        var lodged = await ForwardedAsync();
        var from = new DateTimeOffset(TimeProvider.System.GetUtcNow().AddDays(2).Date.AddHours(1), TimeSpan.Zero);

        await _api.DoAsync(lodged.Id, "request-mobile-unit", new { purpose = "Health", note = "cuci darah", pickUpFrom = from, pickUpUntil = from.AddHours(1), destinationCode = "rsud-gambiran" });

        await Eventually.TrueAsync(() => Task.FromResult(asked.Events.Any(each => each.GetRawText().Contains("MobileUnitRequested", StringComparison.Ordinal))), "the dispatcher is asked");
        var told = asked.Events.Single(each => each.GetRawText().Contains("MobileUnitRequested", StringComparison.Ordinal)).GetRawText();
        Assert.Contains("rsud-gambiran", told, StringComparison.Ordinal);
        Assert.Contains(from.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture), told, StringComparison.Ordinal);
        Assert.DoesNotContain("cuci darah", told, StringComparison.Ordinal);
        // The outbox forgets what was told.
        await Eventually.TrueAsync(async () => !(await _api.Database.EverythingStoredAsync()).Contains("rsud-gambiran", StringComparison.Ordinal), "nothing of it is kept here");
    }

    [Theory]
    [InlineData("pickUpUntil", "ends_before_start", 50, 49, null, null)]
    [InlineData("pickUpUntil", "ends_before_start", 50, 50, null, null)]
    [InlineData("pickUpUntil", "in_past", -3, -1, null, null)]
    [InlineData("pickUpUntil", "too_long", 10, 17, null, null)]
    [InlineData("pickUpUntil", "required", 10, null, null, null)]
    [InlineData("pickUpFrom", "required", null, 10, null, null)]
    [InlineData("pickUpFrom", "out_of_range", 24 * 365 * 200, (24 * 365 * 200) + 1, null, null)]
    [InlineData("destinationCode", "unknown_destination", null, null, "RSUD Gambiran", null)]
    [InlineData("destinationCode", "unknown_destination", null, null, "", null)]
    [InlineData("dropOffVillageCode", "outside_region", null, null, null, "35.78.08.1002")]
    [InlineData("dropOffVillageCode", "one_of_both", null, null, "rsud-gambiran", "35.71.02.1012")]
    public async Task What_is_wrong_with_time_or_destination_is_named_and_nothing_is_asked_for(string field, string code, int? from, int? until, string? destination, string? village)
    {
        var lodged = await ForwardedAsync();
        var now = TimeProvider.System.GetUtcNow();

        using var refused = await _api.ActAsync(lodged.Id, "request-mobile-unit", new
        {
            purpose = "Health", pickUpFrom = At(from), pickUpUntil = At(until), destinationCode = destination, dropOffVillageCode = village,
        });

        var problem = await refused.ProblemAsync();
        Assert.True(refused.StatusCode == HttpStatusCode.BadRequest, problem.GetRawText());
        Assert.Contains((field, code), problem.GetProperty("errors").EnumerateArray().Select(error => (error.Text("field")!, error.Text("code")!)));
        Assert.DoesNotContain("MobileUnitRequested", await _api.CodesAsync(lodged));

        DateTimeOffset? At(int? hours) => hours is { } later ? now.AddHours(later) : null;
    }

    [Fact]
    public async Task A_unit_that_is_taken_back_fails_or_no_longer_comes_is_on_the_timeline_and_its_name_stays_when_all_else_is_erased()
    {
        var lodged = await ForwardedAsync();
        await _api.DoAsync(lodged.Id, "request-mobile-unit", new { purpose = "Health" });
        var journey = Guid.CreateVersion7(lodged.ReceivedAt);

        await _api.JourneyAsync(lodged, journey, (2, "Assigned"), (3, "Unassigned"), (4, "Assigned"), (5, "Accepted"), (6, "EnRoute"), (7, "Arrived"), (8, "OnBoard"), (9, "Failed"), (10, "Cancelled"));

        await Eventually.TrueAsync(async () => (await _api.CodesAsync(lodged)).Contains("UnitCancelled"), "it is over");
        Assert.Equal(
            ["MobileUnitRequested", "Assigned", "UnitUnassigned", "Assigned", "Accepted", "Departed", "Arrived", "OnBoard", "UnitFailed", "UnitCancelled"], (await _api.CodesAsync(lodged)).Skip(3));
        // Nobody waits for a journey any more.
        await _api.DoAsync(lodged.Id, "resolve", new { note = "Diantar ambulans desa" });
        using var erasure = await _api.WithSlipAsync(lodged, "erasure", new { scope = "Everything" });
        erasure.EnsureSuccessStatusCode();
        using var officer = _api.ClientFor(Roles.InformationOfficer);
        var open = await officer.GetFromJsonAsync<JsonElement>("/api/complaints/erasure-requests?state=Open");
        using var granted = await officer.PostAsJsonAsync($"/api/complaints/erasure-requests/{open.GetProperty("items")[0].Id()}/grant", new { });
        granted.EnsureSuccessStatusCode();

        var timeline = (await _api.TimelineAsync(lodged)).GetProperty("timeline").EnumerateArray().ToList();
        Assert.All((string[])["OnBoard", "UnitUnassigned", "UnitFailed", "UnitCancelled"], code => Assert.Equal("Mobmas MB-09", timeline.Single(entry => entry.Text("code") == code).Text("note")));
        Assert.Null(timeline.Single(entry => entry.Text("code") == "Resolved").Text("note"));
    }

    private async Task<Lodged> ForwardedAsync()
    {
        var lodged = await _api.LodgeOneAsync("ANTAR");
        await _api.DoAsync(lodged.Id, "verify");
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "DINKES" });
        return lodged;
    }
}
