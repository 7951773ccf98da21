using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.MobileUnits.Domain;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>What dispatchers see of journeys that are under way, and how one ends whose crew cannot say so.</summary>
public sealed class JourneyDispatchTests : IAsyncLifetime
{
    private DispatchCity _city = null!;

    public async Task InitializeAsync() => _city = await DispatchCity.StartAsync();

    public async Task DisposeAsync() => await _city.DisposeAsync();

    [Theory]
    [InlineData("Completed")]
    [InlineData("Failed")]
    public async Task A_dispatcher_ends_the_journey_of_a_crew_whose_phone_is_lost_and_the_unit_drives_again(string outcome)
    {
        var (journey, aboard, waiting) = await SharedAsync();
        await _city.DoAsync("MB-02", journey, "accept", "depart", "arrive", "board");
        using var closed = await _city.TellAsync(aboard, "close", new { outcome = "Failed", reason = "Telepon kru hilang" });
        Assert.Equal((HttpStatusCode.Conflict, "on_board"), await closed.RefusalAsync());

        using var ended = await EndAsync(journey, outcome, "Telepon kru hilang");

        var answer = await ended.OkAsync();
        Assert.Equal(outcome, answer.GetProperty("state").GetString());
        Assert.Equal(outcome == "Completed" ? [waiting] : new[] { aboard, waiting }.Order(), answer.GetProperty("waitingAgain").EnumerateArray().Select(id => id.GetGuid()).Order());
        var stored = await _city.JourneyAsync(journey);
        Assert.Equal((outcome, (Guid?)null, outcome == "Completed" ? 1 : 0), (stored.State.ToString(), stored.OccupiesUnitId, stored.PassengersBrought));
        var brought = await _city.RequestAsync(aboard);
        Assert.Equal(outcome == "Completed" ? RequestStatus.Completed : RequestStatus.Waiting, brought.Status);
        Assert.Equal((outcome, "dispatcher", "Telepon kru hilang"), (brought.Timeline[^1].Code, brought.Timeline[^1].Actor, brought.Timeline[^1].Note));
        var back = await _city.RequestAsync(waiting);
        Assert.Equal((RequestStatus.Waiting, 1, "Telepon kru hilang"), (back.Status, back.Failures, back.WaitsBecause));
        Assert.Equal(("Failed", "dispatcher"), (back.Timeline[^1].Code, back.Timeline[^1].Actor));

        // Who finds the phone again changes nothing by it, and the unit is free.
        using var late = await _city.ReportAsync(journey, "complete", new { requestId = aboard, kind = "DropOff" }, "MB-02");
        Assert.Equal((HttpStatusCode.Conflict, "illegal_move"), await late.RefusalAsync());
        using var twice = await EndAsync(journey, outcome, "Sekali lagi");
        Assert.Equal((HttpStatusCode.Conflict, "journey_ended"), await twice.RefusalAsync());
        await _city.DoAsync("MB-02", await _city.AssignedAsync(waiting, "MB-02"), "accept", "depart");
    }

    [Fact]
    public async Task A_journey_is_ended_with_a_reason_by_a_dispatcher_of_all_who_are_on_it_and_as_what_it_was()
    {
        var (journey, _, _) = await SharedAsync(other: "Banjaran");
        using var early = await EndAsync(journey, "Failed", "Belum berangkat");
        Assert.Equal((HttpStatusCode.Conflict, "not_departed"), await early.RefusalAsync());
        await _city.DoAsync("MB-02", journey, "accept", "depart");
        using var empty = await EndAsync(journey, "Completed", "Tidak ada kabar");
        Assert.Equal((HttpStatusCode.Conflict, "nobody_brought"), await empty.RefusalAsync());

        foreach (var (body, field) in ((object, string)[])[(new { outcome = "Failed" }, "reason"), (new { outcome = "Failed", reason = new string('x', 501) }, "reason"), (new { reason = "Telepon mati" }, "outcome")])
        {
            using var refused = await _city.Dispatcher.PostAsJsonAsync($"/api/dispatch/journeys/{journey}/end", body);
            Assert.Equal(field, (await refused.FieldAsync()).Field);
        }

        using var district = _city.Service.CreateClientGranted("dispatcher region=35.71.01");
        using var outside = await district.PostAsJsonAsync($"/api/dispatch/journeys/{journey}/end", new { outcome = "Failed", reason = "Telepon mati" });
        Assert.Equal((HttpStatusCode.Forbidden, "outside_scope"), await outside.RefusalAsync());
        using var crew = await _city.ReportAsync(journey, "end", new { outcome = "Failed", reason = "Telepon mati" }, "MB-02");
        Assert.Equal(HttpStatusCode.Forbidden, crew.StatusCode);
        using var unknown = await EndAsync(DispatchCity.NewId(), "Failed", "Telepon mati");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(JourneyState.EnRoute, (await _city.JourneyAsync(journey)).State);
    }

    [Fact]
    public async Task Of_those_who_share_a_ride_from_another_district_a_dispatcher_reads_the_village_alone()
    {
        var (journey, _, _) = await SharedAsync(other: "Banjaran");
        using var district = _city.Service.CreateClientGranted("dispatcher region=35.71.01");

        var seen = await OneAsync(district, journey);

        var (theirs, ours) = (StopsOf(seen, ofOther: true), StopsOf(seen, ofOther: false));
        Assert.Equal((2, 2), (theirs.Count, ours.Count));
        Assert.All(theirs, stop =>
        {
            Assert.All((string[])["trackingNumber", "latitude", "longitude", "name", "passengers", "needsWheelchair"], hidden => Assert.Equal(JsonValueKind.Null, stop.GetProperty(hidden).ValueKind));
            Assert.Equal(DispatchCity.Village(stop.GetProperty("kind").GetString() == "PickUp" ? "Lirboyo" : "Sukorame"), stop.GetProperty("villageCode").GetString());
        });
        Assert.All(ours, stop => Assert.Equal(("ADU-TEST-0001", 1), (stop.GetProperty("trackingNumber").GetString(), stop.GetProperty("passengers").GetInt32())));
        var next = await _city.JourneyAsync(journey);
        var whole = await OneAsync(_city.Dispatcher, journey);
        Assert.All(whole.GetProperty("stops").EnumerateArray(), stop => Assert.NotEqual(JsonValueKind.Null, stop.GetProperty("passengers").ValueKind));
        // The line above the stops says no more than they do.
        var theirTurn = theirs.Exists(stop => stop.GetProperty("requestId").GetGuid() == next.NextStop!.Request.Id);
        Assert.Equal(theirTurn ? JsonValueKind.Null : JsonValueKind.String, seen.GetProperty("trackingNumber").ValueKind);
        using var elsewhere = _city.Service.CreateClientGranted("dispatcher region=35.71.02");
        var other = await OneAsync(elsewhere, journey);
        Assert.Equal(theirTurn ? JsonValueKind.String : JsonValueKind.Null, other.GetProperty("trackingNumber").ValueKind);
        Assert.Equal(JsonValueKind.String, whole.GetProperty("trackingNumber").ValueKind);

        List<JsonElement> StopsOf(JsonElement item, bool ofOther)
            => [.. item.GetProperty("stops").EnumerateArray().Where(stop => (stop.GetProperty("requestId").GetGuid() == _theirs) == ofOther)];
    }

    /// <summary>Who joined the journey last.</summary>
    private Guid _theirs;

    /// <summary>Two who share a journey of MB-02, in the order in which they are fetched.</summary>
    /// <param name="other">Whose resident the second is who joins.</param>
    private async Task<(Guid Journey, Guid First, Guid Second)> SharedAsync(string? other = null)
    {
        var opens = TimeProvider.System.GetUtcNow().AddMinutes(75);
        var one = await _city.TripAsync("Lirboyo", "Sukorame", window: new(opens, opens.AddMinutes(30)));
        _theirs = await _city.TripAsync("Lirboyo", "Sukorame", window: new(opens, opens.AddMinutes(30)), residentsOf: other);
        var journey = await _city.AssignedAsync(one, "MB-02");
        using var shared = await _city.TellAsync(_theirs, "assign", new { unitId = await _city.UnitAsync("MB-02"), journeyId = journey });
        await shared.OkAsync();
        var first = (await _city.JourneyAsync(journey)).NextStop!.Request.Id;
        return (journey, first, first == one ? _theirs : one);
    }

    private Task<HttpResponseMessage> EndAsync(Guid journey, string outcome, string reason)
        => _city.Dispatcher.PostAsJsonAsync($"/api/dispatch/journeys/{journey}/end", new { outcome, reason });

    private static async Task<JsonElement> OneAsync(HttpClient client, Guid journey)
        => (await client.GetFromJsonAsync<JsonElement>("/api/dispatch/journeys")).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("journeyId").GetGuid() == journey);
}
