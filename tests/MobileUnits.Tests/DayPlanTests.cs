using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.DayPlans;
using PlanningPlatform.MobileUnits.Travel;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>A day is planned, looked at and adopted, against the running service.</summary>
public sealed class DayPlanTests : IAsyncLifetime
{
    // 05.00 WIB on a Monday.
    private static readonly DateTimeOffset Dawn = new(2026, 11, 22, 22, 0, 0, TimeSpan.Zero);

    private readonly SettableTime _time = new();
    private RunningService<Program> _service = null!;
    private HttpClient _dispatcher = null!;
    private HttpClient _crew = null!;
    private HttpClient _office = null!;
    private Counter _counter = null!;

    public async Task InitializeAsync()
    {
        _time.SetTo(Dawn);
        _service = await RunningService<Program>.StartAtAsync(_time, "mobile-units");
        _dispatcher = _service.CreateClientFor(Roles.Dispatcher);
        _crew = _service.CreateClientFor(Roles.Crew);
        _office = _service.CreateClientFor(Roles.VillageSectionHead);
        _counter = new(_office);
    }

    public async Task DisposeAsync()
    {
        _dispatcher.Dispose();
        _crew.Dispose();
        _office.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_day_is_planned_suggested_and_adopted_so_that_no_unit_is_twice_at_once()
    {
        var wheelchair = (await _counter.BookAsync(Counter.Wish("Ketami", "disdukcapil", At(9), wheelchair: true, purpose: "Administration")))[0];
        List<Guid> all =
        [
            wheelchair,
            .. await _counter.BookAsync(Counter.Wish("Bawang", "rsud-gambiran", At(7))),
            .. await _counter.BookAsync(Counter.Wish("Semampir", "rsud-kilisuci", At(8))),
            .. await _counter.BookAsync(Counter.Wish("Lirboyo", "puskesmas-sukorame", At(8, 15), passengers: 3)),
            .. await _counter.BookAsync(Counter.Wish("Bujel", "puskesmas-sukorame", At(8, 15))),
            .. await _counter.BookAsync(Counter.Wish("Dermo", "pemakaman-dermo", At(10), passengers: 6, purpose: "Social")),
            .. await _counter.BookAsync(Counter.Wish("Banjaran", to: null, At(11), passengers: 0)),
        ];

        var plan = await PlanAsync(seconds: 2);

        Assert.Equal("Done", plan.GetProperty("plan").GetProperty("state").GetString());
        Assert.Empty(plan.GetProperty("leftOut").EnumerateArray());
        Assert.Equal(all.Count, plan.GetProperty("plan").GetProperty("served").GetInt32());
        Assert.Equal(["Suggested"], (await RequestsAsync()).Select(StatusOf).Distinct());

        var adopted = await AdoptAsync(plan);

        Assert.Empty(adopted.GetProperty("conflicts").EnumerateArray());
        Assert.Equal(all.Count, adopted.GetProperty("requests").GetInt32());
        var requests = await RequestsAsync();
        Assert.Equal(["Assigned"], requests.Select(StatusOf).Distinct());
        Assert.Contains(UnitOf(requests, wheelchair), (string[])["MB-02", "MB-06", "MB-11"]);
        Assert.DoesNotContain("MB-03", requests.Select(request => request.GetProperty("unitCode").GetString())); // In the workshop.
        AssertNoOverlap(await ItemsAsync("/api/dispatch/journeys?open=true"));

        using var again = await _dispatcher.PostAsync(new Uri($"/api/dispatch/plans/{IdOf(plan)}/adopt", UriKind.Relative), content: null);
        Assert.Equal((HttpStatusCode.Conflict, "plan_not_ready"), (again.StatusCode, await CodeOfAsync(again)));
    }

    [Fact]
    public async Task Each_request_that_the_plan_leaves_out_says_why_and_waits_on()
    {
        foreach (var _ in Enumerable.Range(0, 14))
        {
            await _counter.BookAsync(Counter.Wish("Bawang", "rsud-kilisuci", At(7), passengers: 6, minutes: 5));
        }

        var plan = await PlanAsync(seconds: 50); // It is done long before, unless the machine is very busy.

        var left = plan.GetProperty("leftOut").EnumerateArray().ToList();
        Assert.NotEmpty(left);
        Assert.Equal(14, left.Count + plan.GetProperty("plan").GetProperty("served").GetInt32());
        Assert.All(left, each => Assert.Matches("menit|terpakai|penuh", each.GetProperty("why").GetString()));
        var waiting = (await RequestsAsync()).Where(request => StatusOf(request) == "Waiting").ToList();
        Assert.Equal(left.Count, waiting.Count);
        Assert.All(waiting, request => Assert.NotEmpty(request.GetProperty("waitsBecause").GetString()!));
    }

    [Fact]
    public async Task A_run_that_is_stopped_keeps_the_best_plan_so_far_and_one_that_is_not_ends_in_its_time()
    {
        foreach (var hour in Enumerable.Range(7, 9))
        {
            foreach (var village in (string[])["Bawang", "Semampir", "Lirboyo", "Bujel", "Ngronggo", "Tosaren", "Pojok", "Blabak"])
            {
                await _counter.BookAsync(Counter.Wish(village, "rsud-gambiran", At(hour), minutes: 90));
            }
        }

        var id = await AskAsync(seconds: 120);
        await Eventually.TrueAsync(async () => (await ReadAsync(id)).GetProperty("plan").GetProperty("served").GetInt32() > 0, "the run tells how far it is");
        using var stopped = await _dispatcher.PostAsync(new Uri($"/api/dispatch/plans/{id}/stop", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.OK, stopped.StatusCode);
        await Eventually.TrueAsync(async () => StateOf(await ReadAsync(id)) == "Stopped", "the run is stopped");
        Assert.True((await ReadAsync(id)).GetProperty("routes").GetArrayLength() > 0);
        using var over = await _dispatcher.PostAsync(new Uri($"/api/dispatch/plans/{id}/stop", UriKind.Relative), content: null);
        Assert.Equal((HttpStatusCode.Conflict, "not_running"), (over.StatusCode, await CodeOfAsync(over)));

        var plan = (await PlanAsync(seconds: 2)).GetProperty("plan");
        var took = plan.GetProperty("endedAt").GetDateTimeOffset() - plan.GetProperty("askedAt").GetDateTimeOffset();
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(2 + 10)); // What is left is for reading and writing on a busy machine.
    }

    [Fact]
    public async Task What_has_set_out_is_not_moved_and_what_was_taken_meanwhile_stays_as_it_is()
    {
        var first = (await _counter.BookAsync(Counter.Wish("Bawang", "rsud-gambiran", At(7))))[0];
        var journey = await AssignAsync(first, "MB-09");
        _time.SetTo(At(6, 50));
        foreach (var step in (string[])["accept", "depart"])
        {
            using var moved = await _crew.PostAsync(new Uri($"/api/dispatch/journeys/{journey}/{step}", UriKind.Relative), content: null);
            Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        }

        var second = (await _counter.BookAsync(Counter.Wish("Bawang", "rsud-kilisuci", At(9))))[0];
        var third = (await _counter.BookAsync(Counter.Wish("Semampir", "rsud-kilisuci", At(9))))[0];
        var plan = await PlanAsync(seconds: 1);
        await AssignAsync(second, "MB-12");

        var adopted = await AdoptAsync(plan);

        var requests = await RequestsAsync();
        Assert.Equal(("MB-09", "EnRoute"), (UnitOf(requests, first), StatusOf(requests.Single(request => request.GetProperty("id").GetGuid() == first))));
        Assert.Equal("MB-12", UnitOf(requests, second));
        Assert.Equal("Assigned", StatusOf(requests.Single(request => request.GetProperty("id").GetGuid() == third)));
        Assert.Equal(1, adopted.GetProperty("requests").GetInt32());
        AssertNoOverlap(await ItemsAsync("/api/dispatch/journeys?open=true"));
    }

    [Theory]
    [InlineData("""{ "day": "2026-11-20" }""", "day")]
    [InlineData("""{ "day": "2036-11-20" }""", "day")]
    [InlineData("""{ "seconds": 5 }""", "day")]
    [InlineData("""{ "day": "2026-11-23", "seconds": 0 }""", "seconds")]
    [InlineData("""{ "day": "2026-11-23", "seconds": 301 }""", "seconds")]
    public async Task A_day_that_is_over_or_far_away_and_an_absurd_time_limit_are_refused(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var refused = await _dispatcher.PostAsync(new Uri("/api/dispatch/plans", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(field, (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_dispatcher_of_a_district_plans_it_alone_and_sees_no_other_plans()
    {
        await _counter.BookAsync(Counter.Wish("Bawang", "rsud-gambiran", At(8)));
        await _counter.BookAsync(Counter.Wish("Semampir", "rsud-kilisuci", At(8)));
        var city = await PlanAsync(seconds: 1);
        using var pesantren = _service.CreateClientGranted("dispatcher region=35.71.03");

        using var outside = await pesantren.GetAsync(new Uri($"/api/dispatch/plans/{IdOf(city)}", UriKind.Relative));
        Assert.Equal((HttpStatusCode.Forbidden, "outside_scope"), (outside.StatusCode, await CodeOfAsync(outside)));
        using var asked = await pesantren.PostAsJsonAsync("/api/dispatch/plans", new { day = "2026-11-23", seconds = 1 });
        var id = (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        JsonElement own = default;
        await Eventually.TrueAsync(async () => StateOf(own = await pesantren.GetFromJsonAsync<JsonElement>($"/api/dispatch/plans/{id}")) == "Done", "the district is planned");
        Assert.Equal(1, own.GetProperty("plan").GetProperty("served").GetInt32());
        Assert.Equal(1, (await pesantren.GetFromJsonAsync<JsonElement>("/api/dispatch/plans")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_request_that_came_in_since_goes_into_the_plan_and_whoever_was_in_it_stays_with_their_unit()
    {
        foreach (var (village, to, hour) in ((string, string, int)[])[("Bawang", "rsud-gambiran", 7), ("Semampir", "rsud-kilisuci", 8), ("Lirboyo", "puskesmas-sukorame", 9), ("Bujel", "puskesmas-sukorame", 9)])
        {
            await _counter.BookAsync(Counter.Wish(village, to, At(hour)));
        }

        var before = await PlanAsync(seconds: 1);
        var late = (await _counter.BookAsync(Counter.Wish("Bujel", "puskesmas-sukorame", At(9), passengers: 1)))[0];

        var got = await InsertedAsync(before, late);

        Assert.Equal(late, got.GetProperty("requestId").GetGuid());
        Assert.InRange(got.GetProperty("pickUpAt").GetDateTimeOffset(), At(9), At(9, 30));
        Assert.True(got.GetProperty("dropOffAt").GetDateTimeOffset() > got.GetProperty("pickUpAt").GetDateTimeOffset());
        Assert.NotEmpty(got.GetProperty("sharesWith").EnumerateArray()); // Somebody goes there from the same village at that hour.
        Assert.Equal(5, got.GetProperty("plan").GetProperty("served").GetInt32());
        var after = await ReadAsync(IdOf(before));
        Assert.Equal(UnitsOf(before).Append((late, got.GetProperty("unitCode").GetString())).Order(), UnitsOf(after).Order());
        var request = await _dispatcher.GetFromJsonAsync<JsonElement>($"/api/dispatch/requests/{late}");
        Assert.Equal(("Suggested", got.GetProperty("pickUpAt").GetDateTimeOffset()), (StatusOf(request.GetProperty("request")), request.GetProperty("request").GetProperty("plannedPickUpAt").GetDateTimeOffset()));
        Assert.All((await RequestsAsync()).Join(StopsOf(after), each => each.GetProperty("id").GetGuid(), stop => stop.Request, (each, stop) => (each, stop)).Where(pair => pair.stop.Kind == "PickUp"),
            pair => Assert.InRange(pair.each.GetProperty("plannedPickUpAt").GetDateTimeOffset(), pair.stop.Begin.AddMinutes(-1), pair.stop.Begin.AddMinutes(1)));

        var adopted = await AdoptAsync(after);

        Assert.Empty(adopted.GetProperty("conflicts").EnumerateArray());
        Assert.Equal(5, adopted.GetProperty("requests").GetInt32());
        AssertNoOverlap(await ItemsAsync("/api/dispatch/journeys?open=true"));
        Assert.Equal((409, "plan_not_ready"), await RefusalOfAsync(after, (await _counter.BookAsync(Counter.Wish("Bujel", "puskesmas-sukorame", At(10))))[0]));
    }

    [Fact]
    public async Task Dispatchers_who_insert_at_the_same_time_lose_nobody_and_put_nobody_in_twice()
    {
        await _counter.BookAsync(Counter.Wish("Bawang", "rsud-gambiran", At(7)));
        var plan = await PlanAsync(seconds: 1);
        List<Guid> late = [];
        foreach (var village in (string[])["Bujel", "Lirboyo", "Semampir", "Ngronggo"])
        {
            late.AddRange(await _counter.BookAsync(Counter.Wish(village, "rsud-kilisuci", At(9))));
        }

        var answers = await Task.WhenAll(late.Concat(late).Select(request => InsertAsync(plan, request)));

        Assert.Equal(late.Count, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            Assert.Equal((HttpStatusCode.Conflict, "already_in_plan"), (refused.StatusCode, await CodeOfAsync(refused)));
        }

        var after = await ReadAsync(IdOf(plan));
        Assert.Equal(5, after.GetProperty("plan").GetProperty("served").GetInt32());
        Assert.Equal(5, StopsOf(after).Where(stop => stop.Kind == "PickUp").Select(stop => stop.Request).Distinct().Count());
        Assert.All(await RequestsAsync(), request => Assert.Equal("Suggested", StatusOf(request)));
        Assert.Empty((await AdoptAsync(after)).GetProperty("conflicts").EnumerateArray());
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task What_cannot_go_into_a_plan_is_refused_with_the_reason_and_changes_nothing()
    {
        await _counter.BookAsync(Counter.Wish("Bawang", "rsud-gambiran", At(7)));
        var plan = await PlanAsync(seconds: 1);
        var inPlan = StopsOf(plan)[0].Request;
        var tomorrow = (await _counter.BookAsync(Counter.Wish("Bujel", "rsud-kilisuci", At(9).AddDays(1))))[0];
        var crowd = await AskedByComplaintAsync("Jamsaren", new(At(13), At(13, 30)), passengers: 9);
        var taken = (await _counter.BookAsync(Counter.Wish("Bujel", "rsud-kilisuci", At(15))))[0];
        var nowhere = await AskedByComplaintAsync(village: null, new(At(9), At(9, 30)));
        var soon = await AskedByComplaintAsync("Bujel", window: null);
        await AssignAsync(taken, "MB-12");
        var before = await ReadAsync(IdOf(plan));

        Assert.Equal((409, "already_in_plan"), await RefusalOfAsync(plan, inPlan));
        Assert.Equal((409, "other_day"), await RefusalOfAsync(plan, tomorrow));
        Assert.Equal((409, "already_assigned"), await RefusalOfAsync(plan, taken));
        Assert.Equal((409, "PlaceUnknown"), await RefusalOfAsync(plan, nowhere));
        Assert.Equal((400, "invalid_input"), await RefusalOfAsync(plan, Guid.CreateVersion7(_time.GetUtcNow())));
        using var without = await _dispatcher.PostAsJsonAsync($"/api/dispatch/plans/{IdOf(plan)}/insert", new { });
        Assert.Equal("requestId", (await without.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("field").GetString());
        Assert.Equal(before.GetRawText(), (await ReadAsync(IdOf(plan))).GetRawText());

        // MB-12 has a journey since that this plan knows nothing of.
        Assert.Equal((409, "day_changed"), await RefusalOfAsync(plan, soon));
        var anew = await PlanAsync(seconds: 1, "2026-11-24");
        Assert.Equal((409, "no_window"), await RefusalOfAsync(anew, soon));
        var again = await PlanAsync(seconds: 1);
        Assert.Equal("TooManyPassengers", LeftOutOf(again, crowd).GetProperty("code").GetString());
        using var refused = await InsertAsync(again, crowd);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("TooManyPassengers", LeftOutOf(again, crowd).GetProperty("why").GetString()), (problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString()));
        var asSoonAsPossible = await AskedByComplaintAsync("Ngronggo", window: null);
        Assert.True((await InsertedAsync(again, asSoonAsPossible)).GetProperty("pickUpAt").GetDateTimeOffset() < At(9));
        _time.SetTo(At(10));
        var over = await AskedByComplaintAsync("Bujel", new(At(8), At(8, 30)));
        Assert.Equal((409, "window_over"), await RefusalOfAsync(again, over));
    }

    [Fact]
    public async Task Only_who_has_the_region_of_the_plan_and_of_the_request_puts_one_into_the_other()
    {
        using var pesantren = _service.CreateClientGranted("dispatcher region=35.71.03");
        await _counter.BookAsync(Counter.Wish("Bawang", "rsud-gambiran", At(8)));
        var city = await PlanAsync(seconds: 1);
        using var asked = await pesantren.PostAsJsonAsync("/api/dispatch/plans", new { day = "2026-11-23", seconds = 1 });
        var id = (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        JsonElement own = default;
        await Eventually.TrueAsync(async () => StateOf(own = await ReadAsync(id)) == "Done", "the district is planned");
        var outside = (await _counter.BookAsync(Counter.Wish("Semampir", "rsud-kilisuci", At(9))))[0];
        var inside = (await _counter.BookAsync(Counter.Wish("Blabak", "rsud-gambiran", At(9))))[0];

        Assert.Equal((403, "outside_scope"), await RefusalOfAsync(city, inside, pesantren));
        Assert.Equal((403, "outside_scope"), await RefusalOfAsync(own, outside, pesantren));
        Assert.Equal((409, "other_region"), await RefusalOfAsync(own, outside));
        using var crew = await InsertAsync(own, inside, _crew);
        Assert.Equal(HttpStatusCode.Forbidden, crew.StatusCode);
        using var taken = await InsertAsync(own, inside, pesantren);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    [Fact]
    public async Task A_plan_that_the_day_has_overtaken_says_so_instead_of_becoming_a_wrong_one()
    {
        var first = (await _counter.BookAsync(Counter.Wish("Bawang", "rsud-gambiran", At(7))))[0];
        await _counter.BookAsync(Counter.Wish("Semampir", "rsud-kilisuci", At(9)));
        var plan = await PlanAsync(seconds: 1);
        var late = (await _counter.BookAsync(Counter.Wish("Bujel", "rsud-kilisuci", At(11))))[0];
        var unit = UnitsOf(plan).Single(each => each.Request == first).Unit!;
        var other = ((string[])["MB-01", "MB-05", "MB-08"]).First(code => UnitsOf(plan).All(each => each.Unit != code));

        // The unit goes to the workshop when it should fetch somebody.
        var block = await BlockAsync(unit, At(6, 30), At(8));
        Assert.Equal(("late", unit), await ChangeOfAsync(plan, late));
        using var unblocked = await _dispatcher.PostAsync(new Uri($"/api/mobile-units/{await UnitAsync(unit)}/blocks/{block}/remove", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.OK, unblocked.StatusCode);

        // In the afternoon it is in nobody's way.
        await BlockAsync(unit, At(15), At(16));
        Assert.NotEqual(Guid.Empty, (await InsertedAsync(plan, late)).GetProperty("unitId").GetGuid());

        // Somebody takes it by hand.
        await AssignAsync(first, other);
        var later = (await _counter.BookAsync(Counter.Wish("Bujel", "rsud-kilisuci", At(12))))[0];
        Assert.Equal(("other_journey", other), await ChangeOfAsync(plan, later));
        Assert.Equal("Waiting", StatusOf((await RequestsAsync()).Single(request => request.GetProperty("id").GetGuid() == later)));

        // The hour of the ride goes by without anybody adopting it.
        var again = await PlanAsync(seconds: 1);
        var latest = (await _counter.BookAsync(Counter.Wish("Ngronggo", "rsud-kilisuci", At(13))))[0];
        _time.SetTo(At(9, 45));
        Assert.Equal("late", (await ChangeOfAsync(again, latest)).Because);
    }

    [Fact]
    public async Task Inserting_leaves_what_has_set_out_as_it_is_and_drives_to_nobody_who_cancelled()
    {
        var first = (await _counter.BookAsync(Counter.Wish("Bawang", "rsud-gambiran", At(7))))[0];
        var journey = await AssignAsync(first, "MB-09");
        var cancelled = (await _counter.BookAsync(Counter.Wish("Ngronggo", "rsud-kilisuci", At(11))))[0];
        _time.SetTo(At(6, 50));
        await ReportAsync(journey, "accept", "depart");
        var plan = await PlanAsync(seconds: 1);
        await ReportAsync(journey, "arrive", "board");
        using var closed = await _dispatcher.PostAsJsonAsync($"/api/dispatch/requests/{cancelled}/close", new { outcome = "Cancelled", reason = "Tidak jadi" });
        Assert.True(closed.StatusCode == HttpStatusCode.OK, await closed.Content.ReadAsStringAsync());
        var late = (await _counter.BookAsync(Counter.Wish("Bawang", "rsud-gambiran", At(8))))[0];

        var got = await InsertedAsync(plan, late);

        var after = await ReadAsync(IdOf(plan));
        Assert.DoesNotContain(cancelled, StopsOf(after).Select(stop => stop.Request));
        var own = StopsOf(after).Where(stop => stop.Unit == "MB-09").ToList();
        Assert.Equal((first, "DropOff"), (own[0].Request, own[0].Kind)); // On board already: nothing comes between.
        Assert.Contains(late, StopsOf(after).Select(stop => stop.Request));
        Assert.Equal(1, got.GetProperty("plan").GetProperty("served").GetInt32());
        Assert.Empty((await AdoptAsync(after)).GetProperty("conflicts").EnumerateArray());
    }

    [Fact]
    public async Task A_ride_whose_hour_has_gone_by_is_not_driven_and_a_plan_of_yesterday_not_adopted()
    {
        var early = (await _counter.BookAsync(Counter.Wish("Bawang", "rsud-gambiran", At(7))))[0];
        var later = (await _counter.BookAsync(Counter.Wish("Semampir", "rsud-kilisuci", At(12))))[0];
        var plan = await PlanAsync(seconds: 1);
        _time.SetTo(At(8, 30));

        var adopted = await AdoptAsync(plan);

        Assert.Equal((early, "too_late"), adopted.GetProperty("conflicts").EnumerateArray().Select(each => (each.GetProperty("requestId").GetGuid(), each.GetProperty("code").GetString())).Single());
        var requests = await RequestsAsync();
        Assert.Equal("Assigned", StatusOf(requests.Single(request => request.GetProperty("id").GetGuid() == later)));
        var next = await PlanAsync(seconds: 1);
        _time.SetTo(At(8, 30).AddDays(1));
        using var over = await _dispatcher.PostAsync(new Uri($"/api/dispatch/plans/{IdOf(next)}/adopt", UriKind.Relative), content: null);
        Assert.Equal((HttpStatusCode.Conflict, "day_over"), (over.StatusCode, await CodeOfAsync(over)));
    }

    [Fact]
    public async Task Dispatchers_who_adopt_at_the_same_time_send_nobody_twice()
    {
        foreach (var village in (string[])["Bawang", "Semampir", "Lirboyo", "Bujel", "Ngronggo", "Tosaren"])
        {
            await _counter.BookAsync(Counter.Wish(village, "rsud-gambiran", At(9)));
        }

        var plan = await PlanAsync(seconds: 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var answer = await _dispatcher.PostAsync(new Uri($"/api/dispatch/plans/{IdOf(plan)}/adopt", UriKind.Relative), content: null);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.True(answer.StatusCode == HttpStatusCode.OK || body.GetProperty("code").GetString() == "plan_not_ready", body.GetRawText());
            return answer.StatusCode == HttpStatusCode.OK ? body.GetProperty("requests").GetInt32() : 0;
        }));

        Assert.Equal(6, answers.Sum());
        var journeys = await ItemsAsync("/api/dispatch/journeys?open=true");
        Assert.Equal(6, journeys.Sum(journey => journey.GetProperty("stops").EnumerateArray().Count(stop => stop.GetProperty("kind").GetString() == "PickUp")));
        AssertNoOverlap(journeys);
        Assert.Equal("Adopted", StateOf(await ReadAsync(IdOf(plan))));
    }

    [Fact]
    public async Task Nobody_is_planned_for_the_hours_between_two_shifts()
    {
        foreach (var code in (string[])["MB-02", "MB-06", "MB-11"])
        {
            using var set = await _dispatcher.PostAsJsonAsync(
                $"/api/mobile-units/{await UnitAsync(code)}/shifts",
                new { shifts = (object[])[new { day = "Monday", from = "07:00", until = "12:00" }, new { day = "Monday", from = "16:00", until = "19:00" }] });
            Assert.True(set.IsSuccessStatusCode, await set.Content.ReadAsStringAsync());
        }

        var between = (await _counter.BookAsync(Counter.Wish("Ketami", "disdukcapil", At(13), wheelchair: true, purpose: "Administration")))[0];
        var within = (await _counter.BookAsync(Counter.Wish("Ketami", "disdukcapil", At(17), wheelchair: true, purpose: "Administration")))[0];

        var plan = await PlanAsync(seconds: 1);

        Assert.Equal("TakenByPauses", LeftOutOf(plan, between).GetProperty("code").GetString());
        Assert.Contains(within, StopsOf(plan).Select(stop => stop.Request));
    }

    [Fact]
    public async Task What_was_promised_is_planned_within_what_they_asked_for()
    {
        var request = (await _counter.BookAsync(Counter.Wish("Bawang", "rsud-gambiran", At(9), minutes: 5)))[0];
        await AssignAsync(request, "MB-09");
        await using var scope = _service.Services.CreateAsyncScope();
        var (db, regency, travel) = (scope.ServiceProvider.GetRequiredService<MobileUnitsDb>(), scope.ServiceProvider.GetRequiredService<Regency>(), scope.ServiceProvider.GetRequiredService<ITravelTimes>());
        var frame = DayFrame.Of(new(2026, 11, 23), regency, _time.GetUtcNow());

        var day = await DayProblem.MakeAsync(
            new(frame, await db.RulesOnAsync(frame.Day, default), await db.DayTimetablesAsync(frame, places: null, regency, default), []), scope.ServiceProvider.GetRequiredService<RoadEstimate>(),
            places => Task.FromResult(travel.KnownBetween(places)));

        var promised = Assert.Single(day.Problem.Requests);
        Assert.Equal("MB-09", promised.PinnedTo);
        Assert.InRange(frame.At(promised.PickUp.Earliest), At(9), At(9, 5));
        Assert.InRange(frame.At(promised.PickUp.Latest), At(9), At(9, 5));
    }

    [Fact]
    public async Task Who_would_join_a_journey_that_somebody_else_joined_since_waits_on()
    {
        var first = (await _counter.BookAsync(Counter.Wish("Lirboyo", "puskesmas-sukorame", At(8, 15), passengers: 1)))[0];
        var journey = await AssignAsync(first, "MB-01");
        var second = (await _counter.BookAsync(Counter.Wish("Bujel", "puskesmas-sukorame", At(8, 15), passengers: 1)))[0];
        var plan = await PlanAsync(seconds: 2);
        Assert.Contains((second, "MB-01"), UnitsOf(plan));
        var third = (await _counter.BookAsync(Counter.Wish("Bujel", "puskesmas-sukorame", At(8, 15), passengers: 1)))[0];
        using var joined = await _dispatcher.PostAsJsonAsync($"/api/dispatch/requests/{third}/assign", new { unitId = await UnitAsync("MB-01"), journeyId = journey });
        Assert.True(joined.StatusCode == HttpStatusCode.OK, await joined.Content.ReadAsStringAsync());

        var adopted = await AdoptAsync(plan);

        Assert.Equal([(second, "journey_changed")], adopted.GetProperty("conflicts").EnumerateArray().Select(each => (each.GetProperty("requestId").GetGuid(), each.GetProperty("code").GetString())));
        Assert.Equal("Suggested", StatusOf((await RequestsAsync()).Single(request => request.GetProperty("id").GetGuid() == second)));
    }

    /// <summary>Local time that day.</summary>
    private static DateTimeOffset At(int hour, int minute = 0) => new(2026, 11, 23, hour, minute, 0, TimeSpan.FromHours(7));

    private async Task<JsonElement> PlanAsync(int seconds, string day = "2026-11-23")
    {
        var id = await AskAsync(seconds, day);
        JsonElement plan = default;
        await Eventually.TrueAsync(async () => StateOf(plan = await ReadAsync(id)) != "Running", "the day is planned");
        return plan;
    }

    private async Task<Guid> AskAsync(int seconds, string day = "2026-11-23")
    {
        using var asked = await _dispatcher.PostAsJsonAsync("/api/dispatch/plans", new { day, seconds });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        return (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private Task<JsonElement> ReadAsync(Guid id) => _dispatcher.GetFromJsonAsync<JsonElement>($"/api/dispatch/plans/{id}");

    private async Task<JsonElement> AdoptAsync(JsonElement plan)
    {
        using var adopted = await _dispatcher.PostAsync(new Uri($"/api/dispatch/plans/{IdOf(plan)}/adopt", UriKind.Relative), content: null);
        Assert.True(adopted.StatusCode == HttpStatusCode.OK, await adopted.Content.ReadAsStringAsync());
        return await adopted.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<HttpResponseMessage> InsertAsync(JsonElement plan, Guid request, HttpClient? by = null)
        => await (by ?? _dispatcher).PostAsJsonAsync($"/api/dispatch/plans/{IdOf(plan)}/insert", new { requestId = request });

    private async Task<JsonElement> InsertedAsync(JsonElement plan, Guid request)
    {
        using var inserted = await InsertAsync(plan, request);
        Assert.True(inserted.StatusCode == HttpStatusCode.OK, await inserted.Content.ReadAsStringAsync());
        return await inserted.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<(int Status, string? Code)> RefusalOfAsync(JsonElement plan, Guid request, HttpClient? by = null)
    {
        using var refused = await InsertAsync(plan, request, by);
        return ((int)refused.StatusCode, await CodeOfAsync(refused));
    }

    /// <summary>What has changed, and which unit it shows at.</summary>
    private async Task<(string? Because, string? Unit)> ChangeOfAsync(JsonElement plan, Guid request)
    {
        using var refused = await InsertAsync(plan, request);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((HttpStatusCode.Conflict, "day_changed"), (refused.StatusCode, problem.GetProperty("code").GetString()));
        return (problem.GetProperty("because").GetString(), problem.GetProperty("unitCode").GetString());
    }

    /// <param name="village">Null where nobody knows the place.</param>
    private async Task<Guid> AskedByComplaintAsync(string? village, Period? window, int passengers = 1)
    {
        var code = village is null ? null : Counter.Village(village);
        var request = TripRequest.ForComplaint(
            Guid.CreateVersion7(_time.GetUtcNow()), "ADU-TEST-0001", new(code, "Health", passengers, NeedsWheelchair: false, new(code, null, null, null), new(Counter.Village("Pakelan"), null, null, null), window), _time.GetUtcNow());
        await using var scope = _service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MobileUnitsDb>();
        db.Requests.Add(request);
        await db.SaveChangesAsync();
        return request.Id;
    }

    private async Task<Guid> BlockAsync(string unit, DateTimeOffset from, DateTimeOffset until)
    {
        var id = await UnitAsync(unit);
        using var blocked = await _dispatcher.PostAsJsonAsync($"/api/mobile-units/{id}/blocks", new { kind = "Workshop", from, until });
        Assert.True(blocked.IsSuccessStatusCode, await blocked.Content.ReadAsStringAsync());
        return (await _dispatcher.GetFromJsonAsync<JsonElement>($"/api/mobile-units/{id}")).GetProperty("blocks").EnumerateArray()
            .Single(block => block.GetProperty("from").GetDateTimeOffset() == from).GetProperty("id").GetGuid();
    }

    private async Task<Guid> UnitAsync(string code)
        => (await ItemsAsync("/api/mobile-units?pageSize=100")).Single(unit => unit.GetProperty("code").GetString() == code).GetProperty("id").GetGuid();

    private async Task ReportAsync(Guid journey, params string[] steps)
    {
        foreach (var step in steps)
        {
            using var moved = await _crew.PostAsync(new Uri($"/api/dispatch/journeys/{journey}/{step}", UriKind.Relative), content: null);
            Assert.True(moved.StatusCode == HttpStatusCode.OK, await moved.Content.ReadAsStringAsync());
        }
    }

    private static List<(string? Unit, string? Kind, Guid Request, DateTimeOffset Begin)> StopsOf(JsonElement plan)
        => [.. plan.GetProperty("routes").EnumerateArray().SelectMany(route => route.GetProperty("stops").EnumerateArray().Where(stop => stop.GetProperty("kind").GetString() != "Pause")
            .Select(stop => (route.GetProperty("unitCode").GetString(), stop.GetProperty("kind").GetString(), stop.GetProperty("requestId").GetGuid(), stop.GetProperty("begin").GetDateTimeOffset())))];

    private static List<(Guid Request, string? Unit)> UnitsOf(JsonElement plan) => [.. StopsOf(plan).Select(stop => (stop.Request, stop.Unit)).Distinct()];

    private static JsonElement LeftOutOf(JsonElement plan, Guid request) => plan.GetProperty("leftOut").EnumerateArray().Single(each => each.GetProperty("requestId").GetGuid() == request);

    private async Task<Guid> AssignAsync(Guid request, string unit)
    {
        var units = await ItemsAsync($"/api/dispatch/requests/{request}/suggestions");
        var unitId = units.Single(each => each.GetProperty("name").GetString() == $"Mobmas {unit}").GetProperty("unitId").GetGuid();
        using var assigned = await _dispatcher.PostAsJsonAsync($"/api/dispatch/requests/{request}/assign", new { unitId, reason = "Dipilih" });
        Assert.True(assigned.StatusCode == HttpStatusCode.OK, await assigned.Content.ReadAsStringAsync());
        return (await assigned.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("journeyId").GetGuid();
    }

    private Task<List<JsonElement>> RequestsAsync() => ItemsAsync("/api/dispatch/requests?pageSize=200");

    private async Task<List<JsonElement>> ItemsAsync(string path) => [.. (await _dispatcher.GetFromJsonAsync<JsonElement>(path)).GetProperty("items").EnumerateArray()];

    private static void AssertNoOverlap(List<JsonElement> journeys)
    {
        foreach (var unit in journeys.GroupBy(journey => journey.GetProperty("unitCode").GetString()))
        {
            var slots = unit.Select(journey => (From: journey.GetProperty("slotFrom").GetDateTimeOffset(), Until: journey.GetProperty("slotUntil").GetDateTimeOffset())).OrderBy(slot => slot.From).ToList();
            Assert.All(slots.Zip(slots.Skip(1)), pair => Assert.True(pair.First.Until <= pair.Second.From, $"{unit.Key} is on two journeys at once."));
        }
    }

    private static string? UnitOf(List<JsonElement> requests, Guid id) => requests.Single(request => request.GetProperty("id").GetGuid() == id).GetProperty("unitCode").GetString();

    private static string? StatusOf(JsonElement request) => request.GetProperty("status").GetString();

    private static string? StateOf(JsonElement plan) => plan.GetProperty("plan").GetProperty("state").GetString();

    private static Guid IdOf(JsonElement plan) => plan.GetProperty("plan").GetProperty("id").GetGuid();

    private static async Task<string?> CodeOfAsync(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
