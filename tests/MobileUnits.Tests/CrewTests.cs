using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>What a crew's phone tells, also late, twice, and of things that cannot be.</summary>
public sealed class CrewTests : IAsyncLifetime
{
    private DispatchCity _city = null!;

    public async Task InitializeAsync() => _city = await DispatchCity.StartAsync();

    public async Task DisposeAsync() => await _city.DisposeAsync();

    [Fact]
    public async Task What_a_phone_says_again_has_been_done_already_and_its_id_stands_for_one_step()
    {
        var journey = await _city.JourneyOfAsync(await _city.TripAsync());
        var reportId = DispatchCity.NewId();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _city.ReportAsync(journey, "accept", new { reportId })));

        foreach (var answer in answers)
        {
            Assert.Equal("Accepted", (await answer.OkAsync()).GetProperty("state").GetString());
            answer.Dispose();
        }

        using var reused = await _city.ReportAsync(journey, "depart", new { reportId });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "report_id_reused"), await reused.RefusalAsync());
        using var failing = await _city.ReportAsync(journey, "fail", new { reportId, cause = "Breakdown" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "report_id_reused"), await failing.RefusalAsync());
        var other = await _city.AssignedAsync(await _city.TripAsync(), "MB-05");
        using var elsewhere = await _city.ReportAsync(other, "accept", new { reportId }, "MB-05");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "report_id_reused"), await elsewhere.RefusalAsync());
        Assert.Equal(JourneyState.Accepted, (await _city.JourneyAsync(journey)).State);
        Assert.Equal(1, await _city.ReadAsync(db => db.CrewReports.CountAsync()));
    }

    [Fact]
    public async Task What_was_done_in_a_dead_spot_keeps_its_times_and_its_order_however_often_it_is_replayed()
    {
        var time = new SettableTime();
        await using var city = await DispatchCity.StartAsync(time);
        var request = await city.TripAsync(to: "Pakunden");
        var journey = await city.JourneyOfAsync(request);
        var began = time.GetUtcNow();
        time.Advance(TimeSpan.FromMinutes(40));
        var steps = ((string Step, Guid Id, int Minute)[])[("accept", DispatchCity.NewId(), 1), ("depart", DispatchCity.NewId(), 2), ("arrive", DispatchCity.NewId(), 12), ("board", DispatchCity.NewId(), 14), ("complete", DispatchCity.NewId(), 33)];

        for (var round = 0; round < 2; round++)
        {
            foreach (var (step, reportId, minute) in steps)
            {
                using var told = await city.ReportAsync(journey, step, new { reportId, at = began.AddMinutes(minute) });
                await told.OkAsync();
            }
        }

        var stored = await city.RequestAsync(request);
        Assert.Equal(["Asked", "Assigned", "Accepted", "EnRoute", "Arrived", "OnBoard", "Completed"], stored.Timeline.Select(entry => entry.Code));
        Assert.Equal([1, 2, 12, 14, 33], stored.Timeline.Skip(2).Select(entry => (int)Math.Round((entry.At - began).TotalMinutes)));
        var ended = await city.JourneyAsync(journey);
        Assert.Equal((JourneyState.Completed, 31), (ended.State, (int)Math.Round((ended.EndedAt - ended.DepartedAt)!.Value.TotalMinutes)));
        // Whoever asks what changed since they were away finds what was heard of just now.
        Assert.True(stored.ChangedAt > began.AddMinutes(39));
        Assert.True(ended.ChangedAt > began.AddMinutes(39));
    }

    [Fact]
    public async Task A_step_out_of_its_order_is_refused_and_is_no_report()
    {
        var journey = await _city.JourneyOfAsync(await _city.TripAsync());
        var reportId = DispatchCity.NewId();

        using var early = await _city.ReportAsync(journey, "depart", new { reportId });
        Assert.Equal((HttpStatusCode.Conflict, "illegal_move"), await early.RefusalAsync());
        await _city.DoAsync(journey, "accept");
        using var later = await _city.ReportAsync(journey, "depart", new { reportId });
        Assert.Equal("EnRoute", (await later.OkAsync()).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData(6, "clock_ahead")]
    [InlineData(-60, "before_assignment")]
    public async Task A_clock_that_cannot_be_right_is_told_to_whoever_carries_it(int minutes, string code)
    {
        var journey = await _city.JourneyOfAsync(await _city.TripAsync());

        using var refused = await _city.ReportAsync(journey, "accept", new { at = TimeProvider.System.GetUtcNow().AddMinutes(minutes) });

        Assert.Equal(("at", code), await refused.FieldAsync());
        Assert.Equal(JourneyState.Assigned, (await _city.JourneyAsync(journey)).State);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-4)]
    [InlineData(null)]
    public async Task A_clock_that_is_a_little_wrong_tells_no_time_to_come_and_none_before_the_assignment(int? minutes)
    {
        var request = await _city.TripAsync();
        var journey = await _city.JourneyOfAsync(request);

        using var told = await _city.ReportAsync(journey, "accept", new { at = minutes is { } off ? TimeProvider.System.GetUtcNow().AddMinutes(off) : (DateTimeOffset?)null });
        await told.OkAsync();

        var stored = await _city.RequestAsync(request);
        Assert.InRange(stored.Timeline[^1].At, stored.Timeline[^2].At, TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task An_odometer_runs_neither_backwards_nor_around_the_earth()
    {
        var journey = await _city.JourneyOfAsync(await _city.TripAsync());
        using var first = await _city.ReportAsync(journey, "accept", new { odometer = 45_000 });
        await first.OkAsync();

        foreach (var (odometer, code) in ((int, string)[])[(44_999, "runs_backwards"), (-1, "out_of_range"), (2_000_001, "out_of_range"), (46_001, "too_far")])
        {
            using var refused = await _city.ReportAsync(journey, "depart", new { odometer });
            Assert.Equal(("odometer", code), await refused.FieldAsync());
        }

        foreach (var (step, odometer) in ((string, int)[])[("depart", 45_000), ("arrive", 45_004), ("complete", 45_012)])
        {
            using var told = await _city.ReportAsync(journey, step, new { odometer });
            await told.OkAsync();
        }

        var ended = await _city.JourneyAsync(journey);
        Assert.Equal((45_000, 45_012), (ended.OdometerStart, ended.OdometerEnd));
        var next = await _city.JourneyOfAsync(await _city.TripAsync());
        using var typo = await _city.ReportAsync(next, "accept", new { odometer = 450_130 });
        Assert.Equal(("odometer", "too_far"), await typo.FieldAsync());
        using var older = await _city.ReportAsync(next, "accept", new { odometer = 45_011 });
        Assert.Equal(("odometer", "runs_backwards"), await older.FieldAsync());
    }

    [Fact]
    public async Task A_trip_is_fetched_and_brought_and_what_it_took_is_told()
    {
        await _city.Service.ReadyAsync();
        await using var monitoring = await QueueWatcher.StartAsync(_city.Broker, "monitoring");
        var request = await _city.TripAsync(to: "Pakunden", passengers: 2);
        var journey = await _city.JourneyOfAsync(request);
        string[][] legal = [["accept"], ["depart"], ["arrive"], ["board", "complete"], ["arrive", "complete"], ["complete"], []];
        string[] steps = ["accept", "depart", "arrive", "board", "arrive", "complete"];
        string[] states = ["Accepted", "EnRoute", "Arrived", "OnBoard", "Arrived", "Completed"];

        for (var index = 0; index < steps.Length; index++)
        {
            using var told = await _city.ReportAsync(journey, steps[index]);
            var answer = await told.OkAsync();
            Assert.Equal(states[index], answer.GetProperty("state").GetString());
            Assert.Equal(legal[index + 1], answer.GetProperty("legalSteps").EnumerateArray().Select(step => step.GetString()));
        }

        Assert.NotNull((await _city.RequestAsync(request)).PickedUpAt);
        await Eventually.TrueAsync(() => Task.FromResult(Ended(monitoring).Count == 1), "the end is told");
        Assert.Equal((1, 2, false), (Ended(monitoring)[0].GetProperty("trips").GetInt32(), Ended(monitoring)[0].GetProperty("passengers").GetInt32(), Ended(monitoring)[0].GetProperty("isMeasured").GetBoolean()));
    }

    [Theory]
    [InlineData("Breakdown", "Mobil rusak")]
    [InlineData("DriverUnavailable", "Pengemudi berhalangan")]
    [InlineData("NobodyThere", "Tidak ada orang di tempat")]
    [InlineData("RoadBlocked", "Jalan tertutup")]
    [InlineData("Accident", "Kecelakaan")]
    [InlineData("Other", "Ban bocor dua-duanya")]
    public async Task Whatever_stops_a_unit_puts_the_request_back_in_front_of_the_dispatcher(string cause, string words)
    {
        var request = await _city.TripAsync("Tamanan", "Pakunden");
        var journey = await _city.JourneyOfAsync(request);
        await _city.DoAsync(journey, "accept", "depart");

        using var failed = await _city.ReportAsync(journey, "fail", new { cause, note = cause == "Other" ? words : null });

        Assert.Equal(("Failed", request), ((await failed.OkAsync()).GetProperty("state").GetString(), (await failed.OkAsync()).GetProperty("waitingAgain")[0].GetGuid()));
        var waiting = await _city.RequestAsync(request);
        Assert.Equal((RequestStatus.Waiting, 1, words), (waiting.Status, waiting.Failures, waiting.WaitsBecause));
        Assert.Equal((Guid?)null, (await _city.JourneyAsync(journey)).OccupiesUnitId);
        // Another unit takes it (T09).
        var second = await _city.AssignedAsync(request, "MB-05");
        await _city.DoAsync("MB-05", second, "accept", "depart", "arrive", "board", "complete");
        Assert.Equal(RequestStatus.Completed, (await _city.RequestAsync(request)).Status);
    }

    [Fact]
    public async Task A_failure_says_what_went_wrong_once_and_only_while_the_journey_is_open()
    {
        var journey = await _city.JourneyOfAsync(await _city.TripAsync());
        using var nothing = await _city.ReportAsync(journey, "fail");
        Assert.Equal(("cause", "required"), await nothing.FieldAsync());
        using var other = await _city.ReportAsync(journey, "fail", new { cause = "Other" });
        Assert.Equal(("note", "required"), await other.FieldAsync());
        using var stranger = await _city.ReportAsync(journey, "fail", new { cause = "Breakdown", requestId = DispatchCity.NewId() });
        Assert.Equal(("requestId", "not_on_journey"), await stranger.FieldAsync());

        var report = new { reportId = DispatchCity.NewId(), cause = "Breakdown" };
        for (var round = 0; round < 3; round++)
        {
            using var failed = await _city.ReportAsync(journey, "fail", report);
            Assert.Equal("Failed", (await failed.OkAsync()).GetProperty("state").GetString());
        }

        using var again = await _city.ReportAsync(journey, "fail", new { cause = "Breakdown" });
        Assert.Equal((HttpStatusCode.Conflict, "journey_ended"), await again.RefusalAsync());
    }

    [Fact]
    public async Task A_unit_departs_on_one_journey_at_a_time()
    {
        var now = TimeProvider.System.GetUtcNow();
        var first = await _city.JourneyOfAsync(await _city.TripAsync());
        var second = await _city.JourneyOfAsync(await _city.TripAsync(window: new(now.AddHours(5), now.AddHours(6))));
        await _city.DoAsync(first, "accept", "depart");
        await _city.DoAsync(second, "accept");

        using var refused = await _city.ReportAsync(second, "depart");
        Assert.Equal((HttpStatusCode.Conflict, "on_the_road"), await refused.RefusalAsync());
        await _city.DoAsync(first, "arrive", "complete");
        await _city.DoAsync(second, "depart");
    }

    [Fact]
    public async Task Two_crews_see_and_move_their_own_journeys_alone()
    {
        var mine = await _city.JourneyOfAsync(await _city.TripAsync());
        var theirs = await _city.AssignedAsync(await _city.TripAsync(), "MB-05");

        Assert.Equal([mine], await OpenAsync("MB-09"));
        Assert.Equal([theirs], await OpenAsync("MB-05"));
        foreach (var (step, body) in ((string, object)[])[("accept", new { reportId = DispatchCity.NewId() }), ("fail", new { cause = "Breakdown" })])
        {
            using var refused = await _city.ReportAsync(theirs, step, body);
            Assert.Equal((HttpStatusCode.Forbidden, "not_your_unit"), await refused.RefusalAsync());
        }
    }

    [Fact]
    public async Task Steps_for_somebody_whom_the_journey_lost_in_the_dead_spot_are_not_done_to_somebody_else()
    {
        var (journey, first, second) = await SharedAsync();
        await _city.DoAsync("MB-02", journey, "accept", "depart");
        // The phone has no network: it keeps these two, and the dispatcher takes back whom they are about.
        object[] kept = [Kept(first, "PickUp"), Kept(first, "PickUp")];
        using var lost = await _city.TellAsync(first, "unassign", new { reason = "Batal lewat telepon" });
        await lost.OkAsync();

        foreach (var (step, body) in ((string, object)[])[("arrive", kept[0]), ("board", kept[1])])
        {
            using var refused = await _city.ReportAsync(journey, step, body, "MB-02");
            var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((HttpStatusCode.Conflict, "other_stop"), await refused.RefusalAsync());
            Assert.Equal((second, "PickUp"), (problem.GetProperty("nextStop").GetProperty("requestId").GetGuid(), problem.GetProperty("nextStop").GetProperty("kind").GetString()));
        }

        Assert.Equal((JourneyState.EnRoute, RequestStatus.EnRoute), ((await _city.JourneyAsync(journey)).State, (await _city.RequestAsync(second)).Status));
        Assert.Equal(0, await _city.ReadAsync(db => db.CrewReports.CountAsync()));
        foreach (var (step, kind) in ((string, string)[])[("arrive", "PickUp"), ("board", "PickUp"), ("arrive", "DropOff"), ("complete", "DropOff")])
        {
            using var told = await _city.ReportAsync(journey, step, Kept(second, kind), "MB-02");
            await told.OkAsync();
        }

        Assert.Equal(RequestStatus.Completed, (await _city.RequestAsync(second)).Status);
    }

    [Fact]
    public async Task Steps_at_a_drop_off_are_not_done_at_the_pick_up_of_whoever_joined_in_the_dead_spot()
    {
        var opens = TimeProvider.System.GetUtcNow().AddMinutes(75);
        var first = await _city.TripAsync("Lirboyo", "Sukorame", window: new(opens, opens.AddMinutes(30)));
        var journey = await _city.AssignedAsync(first, "MB-02");
        await _city.DoAsync("MB-02", journey, "accept", "depart");
        (string Step, object Body)[] kept = [("arrive", Kept(first, "PickUp")), ("board", Kept(first, "PickUp")), ("arrive", Kept(first, "DropOff")), ("complete", Kept(first, "DropOff"))];
        var joins = await _city.TripAsync("Bujel", "Sukorame", window: new(opens, opens.AddMinutes(30)));
        using var shared = await _city.TellAsync(joins, "assign", new { unitId = await _city.UnitAsync("MB-02"), journeyId = journey });
        await shared.OkAsync();

        foreach (var (step, body) in kept[..2])
        {
            using var told = await _city.ReportAsync(journey, step, body, "MB-02");
            await told.OkAsync();
        }

        foreach (var (step, body) in kept[2..])
        {
            using var refused = await _city.ReportAsync(journey, step, body, "MB-02");
            Assert.Equal((HttpStatusCode.Conflict, "other_stop"), await refused.RefusalAsync());
        }

        Assert.Equal((RequestStatus.OnBoard, RequestStatus.Assigned), ((await _city.RequestAsync(first)).Status, (await _city.RequestAsync(joins)).Status));
        Assert.Equal(joins, (await _city.JourneyAsync(journey)).NextStop!.Request.Id);
    }

    [Fact]
    public async Task Whoever_says_that_it_is_at_a_stop_where_it_has_arrived_already_is_right_and_it_is_news_to_nobody()
    {
        var request = await _city.TripAsync(to: "Pakunden");
        var journey = await _city.JourneyOfAsync(request);
        await _city.DoAsync(journey, "accept", "depart", "arrive");
        var (reportId, version) = (DispatchCity.NewId(), (await _city.RequestAsync(request)).Version);

        for (var round = 0; round < 2; round++)
        {
            using var told = await _city.ReportAsync(journey, "arrive", new { reportId, requestId = request, kind = "PickUp", odometer = 45_004 });
            Assert.Equal("Arrived", (await told.OkAsync()).GetProperty("state").GetString());
        }

        Assert.Equal(version, (await _city.RequestAsync(request)).Version);
        Assert.Equal((45_004, 1), ((await _city.JourneyAsync(journey)).OdometerStart, await _city.ReadAsync(db => db.CrewReports.CountAsync())));
        using var elsewhere = await _city.ReportAsync(journey, "arrive", Kept(request, "DropOff"));
        Assert.Equal((HttpStatusCode.Conflict, "other_stop"), await elsewhere.RefusalAsync());
        using var board = await _city.ReportAsync(journey, "board", new { reportId });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "report_id_reused"), await board.RefusalAsync());
    }

    /// <summary>As a phone keeps a step: with an id, its time, and the stop that it was pressed for.</summary>
    private static object Kept(Guid request, string kind) => new { reportId = DispatchCity.NewId(), at = TimeProvider.System.GetUtcNow(), requestId = request, kind };

    /// <summary>Two who share a journey of MB-02, in the order in which they are fetched.</summary>
    private async Task<(Guid Journey, Guid First, Guid Second)> SharedAsync()
    {
        var opens = TimeProvider.System.GetUtcNow().AddMinutes(75);
        var one = await _city.TripAsync("Lirboyo", "Sukorame", window: new(opens, opens.AddMinutes(30)));
        var other = await _city.TripAsync("Bujel", "Sukorame", window: new(opens, opens.AddMinutes(30)));
        var journey = await _city.AssignedAsync(one, "MB-02");
        using var shared = await _city.TellAsync(other, "assign", new { unitId = await _city.UnitAsync("MB-02"), journeyId = journey });
        await shared.OkAsync();
        var first = (await _city.JourneyAsync(journey)).NextStop!.Request.Id;
        return (journey, first, first == one ? other : one);
    }

    private async Task<List<Guid>> OpenAsync(string unit)
        => [.. (await _city.Crew(unit).GetFromJsonAsync<JsonElement>("/api/dispatch/journeys?open=true")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("journeyId").GetGuid())];

    private static List<JsonElement> Ended(QueueWatcher monitoring)
        => [.. monitoring.Events.Select(envelope => envelope.GetProperty("message")).Where(message => message.TryGetProperty("isMeasured", out _))];
}
