using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>What a dispatcher does with a request after it has a unit, and what two hundred of them do at once.</summary>
public sealed class BoardTests : IAsyncLifetime
{
    private DispatchCity _city = null!;

    public async Task InitializeAsync() => _city = await DispatchCity.StartAsync();

    public async Task DisposeAsync() => await _city.DisposeAsync();

    [Fact]
    public async Task A_request_goes_to_another_unit_with_a_reason_that_the_history_keeps()
    {
        var request = await _city.TripAsync();
        var first = await _city.AssignedAsync(request, "MB-09");
        var other = await _city.UnitAsync("MB-05");

        using var unexplained = await _city.TellAsync(request, "reassign", new { unitId = other });
        Assert.Equal(("reason", "required"), await unexplained.FieldAsync());
        using var same = await _city.TellAsync(request, "reassign", new { unitId = await _city.UnitAsync("MB-09"), reason = "Sama saja" });
        Assert.Equal((HttpStatusCode.Conflict, "same_unit"), await same.RefusalAsync());
        using var workshop = await _city.TellAsync(request, "reassign", new { unitId = await _city.UnitAsync("MB-03"), reason = "Yang ini saja" });
        Assert.Equal((HttpStatusCode.Conflict, "out_of_service"), await workshop.RefusalAsync());

        using var moved = await _city.TellAsync(request, "reassign", new { unitId = other, reason = "MB-09 dipakai lurah" });
        var second = (await moved.OkAsync()).GetProperty("journeyId").GetGuid();

        var stored = await _city.RequestAsync(request);
        Assert.Equal((RequestStatus.Assigned, (Guid?)second), (stored.Status, stored.JourneyId));
        Assert.Equal(["Asked", "Assigned", "Unassigned", "Assigned"], stored.Timeline.Select(entry => entry.Code));
        Assert.Equal("MB-09 dipakai lurah", stored.Timeline[2].Note);
        Assert.Equal(JourneyState.Cancelled, (await _city.JourneyAsync(first)).State);
        // The first is free at once.
        await _city.AssignedAsync(await _city.TripAsync(), "MB-09");
    }

    [Fact]
    public async Task A_request_that_is_taken_back_waits_again_with_the_reason()
    {
        var request = await _city.TripAsync();
        using var nothing = await _city.TellAsync(request, "unassign", new { reason = "Salah pilih" });
        Assert.Equal((HttpStatusCode.Conflict, "not_assigned"), await nothing.RefusalAsync());
        var journey = await _city.JourneyOfAsync(request);
        await _city.DoAsync(journey, "accept", "depart");

        using var unexplained = await _city.TellAsync(request, "unassign", new { reason = " " });
        Assert.Equal(("reason", "required"), await unexplained.FieldAsync());
        using var taken = await _city.TellAsync(request, "unassign", new { reason = "Warga minta ditunda" });
        Assert.Equal("Waiting", (await taken.OkAsync()).GetProperty("status").GetString());

        var waiting = Assert.Single((await ListAsync("status=Waiting")).EnumerateArray());
        Assert.Equal("Warga minta ditunda", waiting.GetProperty("waitsBecause").GetString());
        Assert.Equal(0, waiting.GetProperty("failures").GetInt32());
        var ended = await _city.JourneyAsync(journey);
        Assert.Equal((JourneyState.Cancelled, (Guid?)null), (ended.State, ended.OccupiesUnitId));
        Assert.Equal(["Asked", "Assigned", "Accepted", "EnRoute", "Unassigned"], (await _city.RequestAsync(request)).Timeline.Select(entry => entry.Code));
        using var late = await _city.ReportAsync(journey, "arrive");
        Assert.Equal((HttpStatusCode.Conflict, "illegal_move"), await late.RefusalAsync());
    }

    [Theory]
    [InlineData("Failed", "Failed", 0)]
    [InlineData("NoUnit", "Cancelled", 1)]
    [InlineData("Cancelled", "Cancelled", 0)]
    public async Task A_request_is_closed_with_its_outcome_and_only_one_without_a_unit_counts_as_unmet(string outcome, string status, int unmet)
    {
        var waiting = await _city.TripAsync("Ketami", passengers: 3);
        var assigned = await _city.TripAsync();
        var journey = await _city.JourneyOfAsync(assigned);

        using var unexplained = await _city.TellAsync(waiting, "close", new { outcome });
        Assert.Equal(("reason", "required"), await unexplained.FieldAsync());
        using var without = await _city.TellAsync(waiting, "close", new { reason = "Tidak jadi" });
        Assert.Equal(("outcome", "required"), await without.FieldAsync());
        using var closed = await _city.TellAsync(waiting, "close", new { outcome, reason = "Semua unit penuh" });
        Assert.Equal(status, (await closed.OkAsync()).GetProperty("status").GetString());
        using var again = await _city.TellAsync(waiting, "close", new { outcome, reason = "Semua unit penuh" });
        Assert.Equal((HttpStatusCode.Conflict, "not_waiting"), await again.RefusalAsync());
        using var gone = await _city.AssignAsync(waiting, "MB-05");
        Assert.Equal((HttpStatusCode.Conflict, "not_waiting"), await gone.RefusalAsync());
        using var underWay = await _city.TellAsync(assigned, "close", new { outcome = "Cancelled", reason = "Sembuh" });
        await underWay.OkAsync();

        Assert.Equal(JourneyState.Cancelled, (await _city.JourneyAsync(journey)).State);
        var counted = await _city.ReadAsync(db => db.UnmetDemand.AsNoTracking().ToListAsync());
        Assert.Equal(unmet, counted.Count);
        Assert.All(counted, demand => Assert.Equal((DispatchCity.Village("Ketami"), "no_unit", 3), (demand.VillageCode, demand.Reason, demand.Passengers)));
    }

    [Fact]
    public async Task Whoever_is_on_board_is_neither_taken_off_nor_closed()
    {
        var request = await _city.TripAsync(to: "Pakunden");
        var journey = await _city.JourneyOfAsync(request);
        await _city.DoAsync(journey, "accept", "depart", "arrive", "board");
        var other = await _city.UnitAsync("MB-05");

        foreach (var (step, body) in ((string, object)[])[
            ("unassign", new { reason = "Salah" }), ("reassign", new { unitId = other, reason = "Salah" }), ("close", new { outcome = "Cancelled", reason = "Salah" })])
        {
            using var refused = await _city.TellAsync(request, step, body);
            Assert.Equal((HttpStatusCode.Conflict, "on_board"), await refused.RefusalAsync());
        }
    }

    [Fact]
    public async Task A_dispatcher_of_another_district_neither_takes_back_nor_closes_nor_sends_a_unit_from_elsewhere()
    {
        var request = await _city.TripAsync();
        await _city.JourneyOfAsync(request);
        using var elsewhere = _city.Service.CreateClientGranted("dispatcher region=35.71.01");
        using var pesantren = _city.Service.CreateClientGranted("dispatcher region=35.71.03");
        var mojoroto = await _city.UnitAsync("MB-02");

        foreach (var (step, body) in ((string, object)[])[
            ("unassign", new { reason = "x" }), ("reassign", new { unitId = mojoroto, reason = "x" }), ("close", new { outcome = "Failed", reason = "x" })])
        {
            using var refused = await elsewhere.PostAsJsonAsync($"/api/dispatch/requests/{request}/{step}", body);
            Assert.Equal((HttpStatusCode.Forbidden, "outside_scope"), await refused.RefusalAsync());
        }

        using var foreign = await pesantren.PostAsJsonAsync($"/api/dispatch/requests/{request}/reassign", new { unitId = mojoroto, reason = "x" });
        Assert.Equal((HttpStatusCode.Forbidden, "outside_scope"), await foreign.RefusalAsync());
    }

    [Fact]
    public async Task The_queue_names_what_the_board_needs_and_several_states_at_once()
    {
        var (from, until) = (TimeProvider.System.GetUtcNow().AddHours(2), TimeProvider.System.GetUtcNow().AddHours(3));
        var later = await _city.TripAsync("Lirboyo", "Sukorame", passengers: 3, wheelchair: true, window: new(from, until));
        var soon = await _city.TripAsync();
        var assigned = await _city.TripAsync("Ketami");
        await _city.JourneyOfAsync(assigned);

        var both = await ListAsync("status=Waiting&status=Suggested");
        Assert.Equal([soon, later], both.EnumerateArray().Select(item => item.GetProperty("id").GetGuid()));
        Assert.Equal(DispatchCity.Village("Sukorame"), both[1].GetProperty("dropOffVillageCode").GetString());
        Assert.Equal(3, (await ListAsync("status=Waiting&status=Assigned")).GetArrayLength());
        Assert.Equal(3, (await ListAsync("")).GetArrayLength());
        using var unknown = await _city.Dispatcher.GetAsync(new Uri("/api/dispatch/requests?status=Waiting&status=waiting", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task A_failed_visit_that_another_unit_takes_over_is_told_in_the_order_of_its_versions()
    {
        await _city.Service.ReadyAsync();
        await using var complaints = await QueueWatcher.StartAsync(_city.Broker, "complaints");
        var request = await _city.TripAsync();
        var first = await _city.JourneyOfAsync(request);
        await _city.DoAsync(first, "accept", "depart");
        using var failed = await _city.ReportAsync(first, "fail", new { cause = "DriverUnavailable" });
        await failed.OkAsync();
        var second = await _city.AssignedAsync(request, "MB-05");
        using var moved = await _city.TellAsync(request, "reassign", new { unitId = await _city.UnitAsync("MB-08"), reason = "MB-05 terlalu jauh" });
        var third = (await moved.OkAsync()).GetProperty("journeyId").GetGuid();
        await _city.DoAsync("MB-08", third, "accept", "depart", "arrive", "complete");

        await Eventually.TrueAsync(() => Task.FromResult(Told(complaints).Count >= 11), "all is told");
        var told = Told(complaints).OrderBy(news => news.Version).ToList();
        Assert.Equal(Enumerable.Range(2, 11), told.Select(news => news.Version));
        Assert.Equal(
            ["Assigned", "Accepted", "EnRoute", "Failed", "Assigned", "Unassigned", "Assigned", "Accepted", "EnRoute", "Arrived", "Completed"], told.Select(news => news.State));
        Assert.Equal([first, first, first, first, second, second, third, third, third, third, third], told.Select(news => news.Journey));
        // Of one journey nothing overtakes.
        Assert.All(Told(complaints).GroupBy(news => news.Journey), journey => Assert.Equal(journey.Select(news => news.Version).Order(), journey.Select(news => news.Version)));
    }

    [Fact]
    public async Task Of_two_hundred_dispatchers_who_assign_fifty_requests_to_sixty_units_at_once_each_request_gets_one_unit_and_no_unit_two()
    {
        const int Requests = 50, Units = 60, Dispatchers = 200;
        var (requests, units) = (new List<Guid>(), new List<Guid>());
        var now = TimeProvider.System.GetUtcNow();
        await _city.WithAsync(db =>
        {
            var base_ = DispatchCity.Village("Bawang");
            for (var index = 0; index < Units; index++)
            {
                var unit = MobileUnit.Register(new($"TS-{index:00}", base_, "Bawang", "35.71.03", OwnerVillageCode: null, 6, HasWheelchairLift: false, null, null, null), now);
                db.Units.Add(unit);
                units.Add(unit.Id);
            }

            for (var index = 0; index < Requests; index++)
            {
                var request = TripRequest.ForComplaint(Guid.CreateVersion7(now), $"ADU-TEST-{index:0000}", new(base_, "Health", 1, NeedsWheelchair: false, new(base_, null, null, null), DropOff: null, Window: null), now);
                db.Requests.Add(request);
                requests.Add(request.Id);
            }
        });

        var answers = await Task.WhenAll(Enumerable.Range(0, Dispatchers).Select(async dispatcher =>
        {
            using var client = _city.Service.CreateClientFor(Roles.Dispatcher);
            var order = new Random(dispatcher);
            var told = new List<(Guid Request, HttpStatusCode Status, string? Code)>();
            // Each goes through the queue from another place in it, and chooses units of its own.
            foreach (var request in requests.Skip(dispatcher % Requests).Concat(requests.Take(dispatcher % Requests)).Take(Requests / 4))
            {
                // Whoever finds a unit busy tries the next.
                var first = order.Next(Units);
                for (var attempt = 0; attempt < Units; attempt++)
                {
                    using var answer = await client.PostAsJsonAsync($"/api/dispatch/requests/{request}/assign", new { unitId = units[(first + attempt) % Units], reason = "Bersamaan" });
                    var code = answer.IsSuccessStatusCode ? null : (await answer.RefusalAsync()).Code;
                    told.Add((request, answer.StatusCode, code));
                    if (code != "busy")
                    {
                        break;
                    }
                }
            }

            return told;
        }));

        var all = answers.SelectMany(told => told).ToList();
        Assert.All(all.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal(HttpStatusCode.Conflict, answer.Status));
        Assert.All(all.Where(answer => answer.Code is not null), answer => Assert.Contains(answer.Code, (string[])["already_assigned", "busy"]));
        var granted = all.Where(answer => answer.Status == HttpStatusCode.OK).Select(answer => answer.Request).ToList();
        Assert.Equal(granted.Count, granted.Distinct().Count());
        var journeys = await _city.ReadAsync(db => db.Journeys.AsNoTracking().Include(journey => journey.Requests).ToListAsync());
        Assert.Equal(Requests, journeys.Count);
        Assert.Equal(Requests, journeys.Select(journey => journey.UnitId).Distinct().Count());
        Assert.All(journeys, journey => Assert.Single(journey.Requests));
        Assert.Equal(Requests, granted.Count);
    }

    [Fact]
    public async Task Two_trips_to_the_same_health_centre_share_a_unit_and_everybody_is_fetched_and_brought_on_one_journey()
    {
        // T03 and T04 of the demo, an hour from now.
        var opens = TimeProvider.System.GetUtcNow().AddMinutes(75);
        var lirboyo = await _city.TripAsync("Lirboyo", "Sukorame", passengers: 3, window: new(opens, opens.AddMinutes(30)));
        var bujel = await _city.TripAsync("Bujel", "Sukorame", passengers: 2, window: new(opens, opens.AddMinutes(30)));
        var journey = await _city.AssignedAsync(lirboyo, "MB-02");

        var suggestions = (await _city.Dispatcher.GetFromJsonAsync<JsonElement>($"/api/dispatch/requests/{bujel}/suggestions")).GetProperty("items").EnumerateArray().ToList();
        var share = suggestions.Single(item => item.GetProperty("name").GetString() == "Mobmas MB-02").GetProperty("share");
        Assert.Equal(journey, share.GetProperty("journeyId").GetGuid());
        Assert.InRange(share.GetProperty("detourMinutes").GetInt32(), 0, 20);
        Assert.Equal(DispatchCity.Village("Lirboyo"), share.GetProperty("with")[0].GetString());
        Assert.All(suggestions.Where(item => item.GetProperty("name").GetString() != "Mobmas MB-02"), item => Assert.Equal(JsonValueKind.Null, item.GetProperty("share").ValueKind));

        using var shared = await _city.TellAsync(bujel, "assign", new { unitId = await _city.UnitAsync("MB-02"), journeyId = journey });
        Assert.Equal(journey, (await shared.OkAsync()).GetProperty("journeyId").GetGuid());
        using var again = await _city.TellAsync(bujel, "assign", new { unitId = await _city.UnitAsync("MB-02"), journeyId = journey });
        Assert.Equal((HttpStatusCode.Conflict, "already_assigned"), await again.RefusalAsync());

        string[] steps = ["accept", "depart", "arrive", "board", "arrive", "board", "arrive", "complete", "arrive", "complete"];
        await _city.DoAsync("MB-02", journey, steps);
        Assert.All(new[] { await _city.RequestAsync(lirboyo), await _city.RequestAsync(bujel) }, request => Assert.Equal(RequestStatus.Completed, request.Status));
        var ended = await _city.JourneyAsync(journey);
        Assert.Equal((JourneyState.Completed, 5, 2), (ended.State, ended.PassengersBrought, ended.Requests.Count));
    }

    [Fact]
    public async Task Of_a_shared_ride_one_who_is_not_there_waits_again_and_the_other_is_brought()
    {
        var opens = TimeProvider.System.GetUtcNow().AddMinutes(75);
        var stays = await _city.TripAsync("Lirboyo", "Sukorame", window: new(opens, opens.AddMinutes(30)));
        var missing = await _city.TripAsync("Bujel", "Sukorame", window: new(opens, opens.AddMinutes(30)));
        var journey = await _city.AssignedAsync(stays, "MB-02");
        using var shared = await _city.TellAsync(missing, "assign", new { unitId = await _city.UnitAsync("MB-02"), journeyId = journey });
        await shared.OkAsync();
        await _city.DoAsync("MB-02", journey, "accept", "depart", "arrive");
        var first = (await _city.JourneyAsync(journey)).NextStop!.Request.Id;
        var (aboard, other) = first == stays ? (missing, stays) : (stays, missing);

        using var failed = await _city.ReportAsync(journey, "fail", new { cause = "NobodyThere", requestId = first }, "MB-02");
        var answer = await failed.OkAsync();
        Assert.Equal((first, "EnRoute"), (Assert.Single(answer.GetProperty("waitingAgain").EnumerateArray()).GetGuid(), answer.GetProperty("state").GetString()));

        Assert.Equal(RequestStatus.Waiting, (await _city.RequestAsync(other)).Status);
        await _city.DoAsync("MB-02", journey, "arrive", "board", "arrive", "complete");
        Assert.Equal(RequestStatus.Completed, (await _city.RequestAsync(aboard)).Status);
    }

    [Fact]
    public async Task A_refused_share_names_its_rule_and_the_last_seats_go_to_one_of_two()
    {
        var opens = TimeProvider.System.GetUtcNow().AddMinutes(75);
        var journey = await _city.AssignedAsync(await _city.TripAsync("Lirboyo", "Sukorame", passengers: 3, window: new(opens, opens.AddMinutes(30))), "MB-01");
        var unit = await _city.UnitAsync("MB-01");
        foreach (var (request, code) in ((Guid, string)[])[
            (await _city.TripAsync("Bujel", "Sukorame", passengers: 4, window: new(opens, opens.AddMinutes(30))), "no_seat_left"),
            (await _city.TripAsync("Bujel", "Sukorame", wheelchair: true, window: new(opens, opens.AddMinutes(30))), "capability"),
            (await _city.TripAsync("Ketami", "Sukorame", window: new(opens.AddMinutes(-74), opens.AddMinutes(-70))), "window_missed"),
            (await _city.TripAsync("Ketami", "Blabak", window: new(opens, opens.AddHours(3))), "detour_too_long"),
        ])
        {
            using var refused = await _city.TellAsync(request, "assign", new { unitId = unit, journeyId = journey });
            Assert.Equal((HttpStatusCode.Conflict, code), await refused.RefusalAsync());
        }

        using var elsewhere = await _city.TellAsync(await _city.TripAsync(), "assign", new { unitId = await _city.UnitAsync("MB-09"), journeyId = journey });
        Assert.Equal(("journeyId", "unknown_journey"), await elsewhere.FieldAsync());

        var two = new[] { await _city.TripAsync("Lirboyo", "Sukorame", 2, window: new(opens, opens.AddMinutes(30))), await _city.TripAsync("Lirboyo", "Sukorame", 2, window: new(opens, opens.AddMinutes(30))) };
        var answers = await Task.WhenAll(two.Select(request => _city.TellAsync(request, "assign", new { unitId = unit, journeyId = journey })));
        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        // There is a seat once somebody has got out, and that is too late.
        Assert.Contains((await answers.Single(answer => !answer.IsSuccessStatusCode).RefusalAsync()).Code, (string?[])["no_seat_left", "window_missed"]);
        Assert.Equal(2, (await _city.JourneyAsync(journey)).Requests.Count);
    }

    private static List<(int Version, string State, Guid Journey)> Told(QueueWatcher complaints)
        => [.. complaints.Events.Select(envelope => envelope.GetProperty("message")).Where(message => message.TryGetProperty("state", out _))
            .Select(message => (message.GetProperty("version").GetInt32(), message.GetProperty("state").GetString()!, message.GetProperty("journeyId").GetGuid()))];

    private async Task<JsonElement> ListAsync(string query) => (await _city.Dispatcher.GetFromJsonAsync<JsonElement>($"/api/dispatch/requests?{query}")).GetProperty("items");
}
