using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>The dispatcher's and the crew's work against the running service: real Kestrel, database, broker and tokens.</summary>
public sealed class DispatchTests : IAsyncLifetime
{
    private RunningService<Program> _service = null!;
    private EventPublisher _complaints = null!;
    private HttpClient _dispatcher = null!;
    private HttpClient _crew = null!;

    public async Task InitializeAsync()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        _service = await RunningService<Program>.StartAsync("mobile-units", broker);
        _complaints = await EventPublisher.StartAsync(broker, typeof(MobileUnitRequested).Assembly);
        _dispatcher = _service.CreateClientFor(Roles.Dispatcher);
        _crew = _service.CreateClientFor(Roles.Crew);
    }

    public async Task DisposeAsync()
    {
        _dispatcher.Dispose();
        _crew.Dispose();
        await _complaints.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Of_twenty_dispatchers_who_assign_the_same_request_at_once_one_succeeds()
    {
        var request = await AskForAVisitAsync();
        var units = await SuggestionsAsync(request);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(index => AssignAsync(request, units[index % 5].Id)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Equal("already_assigned", await CodeOfAsync(refused));
        }

        Assert.Equal(1, await TotalAsync("/api/dispatch/journeys"));
    }

    [Fact]
    public async Task A_unit_serves_one_journey_at_a_time_whatever_two_dispatchers_do()
    {
        var requests = new[] { await AskForAVisitAsync(), await AskForAVisitAsync(), await AskForAVisitAsync(), await AskForAVisitAsync() };
        var unit = (await SuggestionsAsync(requests[0]))[0].Id;

        var answers = await Task.WhenAll(requests.Select(request => AssignAsync(request, unit)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            Assert.Equal("busy", await CodeOfAsync(refused));
        }
    }

    [Fact]
    public async Task Every_demo_unit_is_suggested_with_reasons_of_its_own()
    {
        var units = await SuggestionsAsync(await AskForAVisitAsync());

        Assert.Equal(12, units.Count);
        Assert.Equal(12, units.Select(unit => unit.Reasons).Distinct(StringComparer.Ordinal).Count());
        Assert.True(units[0].Recommended);
        Assert.Equal("Mobmas MB-09", units[0].Name);
        Assert.False(units.Single(unit => unit.Name == "Mobmas MB-03").Recommended);
        Assert.False(units.Single(unit => unit.Name == "Mobmas MB-07").Recommended);
    }

    [Fact]
    public async Task A_unit_in_the_workshop_is_refused_and_one_with_an_old_position_needs_a_reason()
    {
        var request = await AskForAVisitAsync();
        var units = await SuggestionsAsync(request);
        var workshop = units.Single(unit => unit.Name == "Mobmas MB-03").Id;
        var stale = units.Single(unit => unit.Name == "Mobmas MB-07").Id;

        using var refused = await AssignAsync(request, workshop, "tetap saja");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal("out_of_service", await CodeOfAsync(refused));
        using var unexplained = await AssignAsync(request, stale);
        Assert.Equal(HttpStatusCode.BadRequest, unexplained.StatusCode);
        Assert.Equal("reason", (await unexplained.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("field").GetString());
        using var explained = await AssignAsync(request, stale, "Pengemudi sudah ditelepon");
        Assert.Equal(HttpStatusCode.OK, explained.StatusCode);
    }

    [Fact]
    public async Task A_journey_goes_step_by_step_and_an_illegal_step_names_the_legal_one()
    {
        var journey = await StartJourneyAsync();

        using (var tooEarly = await MoveAsync(_crew, journey, "arrive"))
        {
            Assert.Equal(HttpStatusCode.Conflict, tooEarly.StatusCode);
            var problem = await tooEarly.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("illegal_move", problem.GetProperty("code").GetString());
            Assert.Equal("accept", problem.GetProperty("legalMoves")[0].GetString());
        }

        foreach (var (step, state) in ((string, string)[])[("accept", "Accepted"), ("depart", "EnRoute"), ("arrive", "Arrived"), ("complete", "Completed")])
        {
            using var moved = await MoveAsync(_crew, journey, step);
            Assert.Equal(state, (await moved.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        }

        Assert.Equal(0, await TotalAsync("/api/dispatch/journeys?open=true"));
    }

    [Fact]
    public async Task A_crew_cannot_move_or_see_the_journey_of_another_unit()
    {
        var journey = await StartJourneyAsync();
        using var stranger = _service.CreateClientGranted("crew region=35.71 unit=MB-01");
        using var owner = _service.CreateClientGranted("crew region=35.71 unit=MB-09");

        using var refused = await MoveAsync(stranger, journey, "accept");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("not_your_unit", await CodeOfAsync(refused));
        Assert.Equal(0, (await stranger.GetFromJsonAsync<JsonElement>("/api/dispatch/journeys")).GetProperty("total").GetInt32());
        using var accepted = await MoveAsync(owner, journey, "accept");
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/api/dispatch/requests")]
    [InlineData("GET", "/api/mobile-units")]
    [InlineData("POST", "/api/dispatch/journeys/01a1ff92-82a6-7d46-aa9f-9ac467833d1c/accept")]
    public async Task Without_a_token_it_is_401_and_with_the_wrong_role_403(string method, string path)
    {
        using var nobody = _service.CreateClient();
        using var citizen = _service.CreateClientFor(Roles.Citizen);

        using var unknown = await nobody.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        using var wrong = await citizen.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthenticated"), (unknown.StatusCode, await CodeOfAsync(unknown)));
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (wrong.StatusCode, await CodeOfAsync(wrong)));
    }

    private sealed record Unit(Guid Id, string Name, bool Recommended, string Reasons);

    [Fact]
    public async Task A_request_that_is_heard_of_after_the_erasure_waits_without_the_details()
    {
        var now = TimeProvider.System.GetUtcNow();
        var complaint = Guid.CreateVersion7(now);
        await _complaints.PublishAsync(new ComplaintErased(complaint, 5, now), new ComplaintErased(complaint, 9, now.AddDays(1)));

        // As when an administrator replays it after it had failed.
        await _complaints.PublishAsync(new MobileUnitRequested(complaint, 4, now, "ADU-TEST-0001", "Health", "35.71.03.1009", -7.8911, 112.0777, Passengers: 1, NeedsWheelchair: true));

        await Eventually.TrueAsync(async () => (await _dispatcher.GetFromJsonAsync<JsonElement>("/api/dispatch/requests?status=Waiting")).GetProperty("total").GetInt32() == 1, "they wait");
        var stored = await _service.Database.EverythingStoredAsync();
        Assert.All((string[])["ADU-TEST-0001", "-7.89", "112.0777"], word => Assert.DoesNotContain(word, stored, StringComparison.Ordinal));
        var waits = (await _dispatcher.GetFromJsonAsync<JsonElement>("/api/dispatch/requests?status=Waiting")).GetProperty("items")[0];
        Assert.Equal("35.71.03.1009", waits.GetProperty("villageCode").GetString());
        Assert.All((string[])["trackingNumber", "purpose", "passengers", "needsWheelchair"], member => Assert.Equal(JsonValueKind.Null, waits.GetProperty(member).ValueKind));
        Assert.Equal(1, await _service.Database.ValueAsync<long>("SELECT COUNT(*) FROM \"ErasedComplaints\""));
    }

    [Fact]
    public async Task More_people_than_any_unit_seats_wait_with_the_reason_and_what_to_do()
    {
        var now = TimeProvider.System.GetUtcNow();
        await _complaints.PublishAsync(new MobileUnitRequested(
            Guid.CreateVersion7(now), 4, now, "ADU-TEST-0001", "Health", "35.71.03.1009", null, null, Passengers: 9, NeedsWheelchair: false, DestinationCode: "rsud-gambiran"));
        await Eventually.TrueAsync(async () => await TotalAsync("/api/dispatch/requests?status=Waiting") == 1, "they wait");

        var waits = (await _dispatcher.GetFromJsonAsync<JsonElement>("/api/dispatch/requests?status=Waiting")).GetProperty("items")[0];
        Assert.StartsWith("Untuk 9 orang, sedangkan Mobmas terbesar 6 kursi.", waits.GetProperty("waitsBecause").GetString(), StringComparison.Ordinal);
        var request = waits.GetProperty("id").GetGuid();
        using var refused = await AssignAsync(request, (await SuggestionsAsync(request))[0].Id);
        Assert.Equal("seats", await CodeOfAsync(refused));
        using var closed = await _dispatcher.PostAsJsonAsync($"/api/dispatch/requests/{request}/close", new { outcome = "NoUnit", reason = waits.GetProperty("waitsBecause").GetString() });
        Assert.True(closed.IsSuccessStatusCode, await closed.Content.ReadAsStringAsync());
    }

    private async Task<Guid> AskForAVisitAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        var complaint = Guid.CreateVersion7(now);
        await _complaints.PublishAsync(new MobileUnitRequested(
            complaint, 4, now, "ADU-TEST-0001", "Health", "35.71.03.1009", null, null, Passengers: 1, NeedsWheelchair: false));
        var found = Guid.Empty;
        await Eventually.TrueAsync(async () =>
        {
            var waiting = await _dispatcher.GetFromJsonAsync<JsonElement>("/api/dispatch/requests?status=Waiting");
            var item = waiting.GetProperty("items").EnumerateArray().FirstOrDefault(row => row.GetProperty("complaintId").GetGuid() == complaint);
            found = item.ValueKind == JsonValueKind.Undefined ? Guid.Empty : item.GetProperty("id").GetGuid();
            return found != Guid.Empty;
        }, "the request waits in the queue");
        return found;
    }

    private async Task<List<Unit>> SuggestionsAsync(Guid request)
    {
        var answer = await _dispatcher.GetFromJsonAsync<JsonElement>($"/api/dispatch/requests/{request}/suggestions");
        return answer.GetProperty("items").EnumerateArray().Select(unit => new Unit(
            unit.GetProperty("unitId").GetGuid(), unit.GetProperty("name").GetString()!, unit.GetProperty("recommended").GetBoolean(),
            unit.GetProperty("reasons").GetRawText())).ToList();
    }

    private Task<HttpResponseMessage> AssignAsync(Guid request, Guid unit, string? reason = null)
        => _dispatcher.PostAsJsonAsync($"/api/dispatch/requests/{request}/assign", new { unitId = unit, reason });

    private async Task<Guid> StartJourneyAsync()
    {
        var request = await AskForAVisitAsync();
        using var assigned = await AssignAsync(request, (await SuggestionsAsync(request))[0].Id);
        return (await assigned.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("journeyId").GetGuid();
    }

    private static Task<HttpResponseMessage> MoveAsync(HttpClient client, Guid journey, string step)
        => client.PostAsync(new Uri($"/api/dispatch/journeys/{journey}/{step}", UriKind.Relative), content: null);

    private async Task<int> TotalAsync(string path) => (await _dispatcher.GetFromJsonAsync<JsonElement>(path)).GetProperty("total").GetInt32();

    private static async Task<string?> CodeOfAsync(HttpResponseMessage response)
        => (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
