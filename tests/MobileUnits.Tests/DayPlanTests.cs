using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
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

        var plan = await PlanAsync(seconds: 20);

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

    /// <summary>Local time that day.</summary>
    private static DateTimeOffset At(int hour, int minute = 0) => new(2026, 11, 23, hour, minute, 0, TimeSpan.FromHours(7));

    private async Task<JsonElement> PlanAsync(int seconds)
    {
        var id = await AskAsync(seconds);
        JsonElement plan = default;
        await Eventually.TrueAsync(async () => StateOf(plan = await ReadAsync(id)) != "Running", "the day is planned");
        return plan;
    }

    private async Task<Guid> AskAsync(int seconds)
    {
        using var asked = await _dispatcher.PostAsJsonAsync("/api/dispatch/plans", new { day = "2026-11-23", seconds });
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
