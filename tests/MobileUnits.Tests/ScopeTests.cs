using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>
/// Dispatchers, camats and crews where their grants say: Bawang lies in the district 35.71.03 and has the unit MB-09, Banjaran in 35.71.02
/// and has MB-06; Bandar Kidul with MB-01 in 35.71.01.
/// </summary>
public sealed class ScopeTests : IAsyncLifetime
{
    private const string Bawang = "35.71.03.1009";
    private const string Banjaran = "35.71.02.1012";

    private RunningService<Program> _service = null!;
    private EventPublisher _complaints = null!;
    private HttpClient _city = null!;

    public async Task InitializeAsync()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        _service = await RunningService<Program>.StartAsync("mobile-units", broker);
        _complaints = await EventPublisher.StartAsync(broker, typeof(MobileUnitRequested).Assembly);
        _city = _service.CreateClientFor(Roles.Dispatcher);
    }

    public async Task DisposeAsync()
    {
        _city.Dispose();
        await _complaints.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task A_dispatcher_of_a_district_has_its_requests_its_units_and_the_journeys_to_it()
    {
        var (here, there) = (await AskForAVisitAsync(Bawang), await AskForAVisitAsync(Banjaran));
        await AssignAsync(_city, here, "MB-09");
        await AssignAsync(_city, there, "MB-06");
        using var dispatcher = _service.CreateClientGranted("dispatcher region=35.71.03");

        Assert.Equal([here], (await ItemsAsync(dispatcher, "/api/dispatch/requests")).Select(item => item.GetProperty("id").GetGuid()));
        Assert.Equal(["MB-09", "MB-10", "MB-11", "MB-12"], Texts(await ItemsAsync(dispatcher, "/api/mobile-units"), "code"));
        Assert.Equal(["MB-09"], Texts(await ItemsAsync(dispatcher, "/api/dispatch/journeys"), "unitCode"));
        Assert.Equal(
            ["Mobmas MB-09", "Mobmas MB-10", "Mobmas MB-11", "Mobmas MB-12"],
            Texts(await ItemsAsync(dispatcher, $"/api/dispatch/requests/{here}/suggestions"), "name").Order(StringComparer.Ordinal));
        Assert.Equal(12, (await ItemsAsync(_city, $"/api/dispatch/requests/{here}/suggestions")).Count);
    }

    [Fact]
    public async Task A_request_elsewhere_is_not_assigned_and_neither_is_a_unit_from_elsewhere()
    {
        var (here, there) = (await AskForAVisitAsync(Bawang), await AskForAVisitAsync(Banjaran));
        using var dispatcher = _service.CreateClientGranted("dispatcher region=35.71.03");

        using var suggested = await dispatcher.GetAsync(new Uri($"/api/dispatch/requests/{there}/suggestions", UriKind.Relative));
        using var request = await AssignAsync(dispatcher, there, "MB-09");
        using var unit = await AssignAsync(dispatcher, here, "MB-06");

        Assert.All([suggested, request, unit], refused => Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode));
        Assert.Equal("outside_scope", await CodeOfAsync(suggested));
        Assert.Equal("outside_scope", await CodeOfAsync(request));
        Assert.Equal("unitId", (await unit.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("field").GetString());
        Assert.Equal(2, (await ItemsAsync(_city, "/api/dispatch/requests?status=Waiting")).Count);
        Assert.Empty(await ItemsAsync(_city, "/api/dispatch/journeys"));
    }

    [Fact]
    public async Task A_request_that_nobody_knows_the_village_of_belongs_to_the_whole_city()
    {
        var request = await AskForAVisitAsync(village: null);
        using var districts = _service.CreateClientGranted("dispatcher region=35.71.01", "dispatcher region=35.71.02", "dispatcher region=35.71.03");

        using var refused = await AssignAsync(districts, request, "MB-09");

        Assert.Equal((HttpStatusCode.Forbidden, "outside_scope"), (refused.StatusCode, await CodeOfAsync(refused)));
        Assert.Empty(await ItemsAsync(districts, "/api/dispatch/requests"));
        Assert.Single(await ItemsAsync(_city, "/api/dispatch/requests"));
    }

    [Fact]
    public async Task A_camat_sees_the_units_of_the_district_and_a_manager_of_two_villages_theirs()
    {
        using var camat = _service.CreateClientGranted("districtHead region=35.71.02");
        using var manager = _service.CreateClientGranted("programManager region=35.71.03.1009", "programManager region=35.71.02.1012");

        Assert.Equal(["MB-05", "MB-06", "MB-07", "MB-08"], Texts(await ItemsAsync(camat, "/api/mobile-units"), "code"));
        Assert.Equal(["MB-06", "MB-09"], Texts(await ItemsAsync(manager, "/api/mobile-units"), "code"));
    }

    [Theory]
    [InlineData("MB-09", "crew region=35.71 unit=MB-09")]
    [InlineData("MB-09", "crew region=35.71.03 unit=*")]
    [InlineData("MB-09", "crew region=35.71.03.1009 unit=MB-09")]
    [InlineData("MB-06 MB-09", "crew region=35.71 unit=MB-09", "crew region=35.71.02 unit=*")]
    [InlineData("MB-06 MB-09", "crew region=35.71 unit=*")]
    [InlineData("MB-06 MB-09", "crew region=35.71.03 unit=MB-09", "dispatcher region=35.71.02")]
    [InlineData("", "crew region=35.71.02 unit=MB-09")]
    [InlineData("", "crew region=35.71")]
    public async Task A_crew_has_the_journeys_of_the_units_that_its_grants_name(string units, params string[] grants)
    {
        await AssignAsync(_city, await AskForAVisitAsync(Bawang), "MB-09");
        await AssignAsync(_city, await AskForAVisitAsync(Banjaran), "MB-06");
        using var crew = _service.CreateClientGranted(grants);

        Assert.Equal(units, string.Join(' ', Texts(await ItemsAsync(crew, "/api/dispatch/journeys"), "unitCode").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task What_a_dispatcher_sees_only_the_crew_of_the_unit_moves_and_a_unit_beside_the_grants_gives_nothing()
    {
        await AssignAsync(_city, await AskForAVisitAsync(Bawang), "MB-09");
        var journey = (await ItemsAsync(_city, "/api/dispatch/journeys"))[0].GetProperty("journeyId").GetGuid();
        var issuer = await TestIssuer.SharedAsync();
        using var both = _service.CreateClientGranted("dispatcher region=35.71", "crew region=35.71.02 unit=*");
        using var flat = _service.CreateClientWith(issuer.Token("awak", new Claim("role", "crew"), new Claim("unit", "*"), new Claim("grant", "crew region=35.71 unit=MB-01")));
        using var own = _service.CreateClientGranted("crew region=35.71.02 unit=*", "crew region=35.71 unit=MB-09");

        foreach (var stranger in (HttpClient[])[both, flat])
        {
            using var refused = await stranger.PostAsync(new Uri($"/api/dispatch/journeys/{journey}/accept", UriKind.Relative), content: null);
            Assert.Equal((HttpStatusCode.Forbidden, "not_your_unit"), (refused.StatusCode, await CodeOfAsync(refused)));
        }

        using var accepted = await own.PostAsync(new Uri($"/api/dispatch/journeys/{journey}/accept", UriKind.Relative), content: null);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
    }

    private async Task<Guid> AskForAVisitAsync(string? village)
    {
        var now = TimeProvider.System.GetUtcNow();
        var complaint = Guid.CreateVersion7(now);
        await _complaints.PublishAsync(new MobileUnitRequested(complaint, 4, now, "ADU-TEST-0001", "Health", village, null, null, Passengers: 1, NeedsWheelchair: false));
        JsonElement found = default;
        await Eventually.TrueAsync(async () =>
        {
            // Not by ItemsAsync: the request may arrive between the count and the page.
            var queue = await _city.GetFromJsonAsync<JsonElement>("/api/dispatch/requests");
            found = queue.GetProperty("items").EnumerateArray().FirstOrDefault(row => row.GetProperty("complaintId").GetGuid() == complaint);
            return found.ValueKind != JsonValueKind.Undefined;
        }, "the request waits in the queue");
        return found.GetProperty("id").GetGuid();
    }

    private async Task<HttpResponseMessage> AssignAsync(HttpClient dispatcher, Guid request, string unit)
    {
        var unitId = (await ItemsAsync(_city, "/api/mobile-units")).Find(row => row.GetProperty("code").GetString() == unit).GetProperty("id").GetGuid();
        return await dispatcher.PostAsJsonAsync($"/api/dispatch/requests/{request}/assign", new { unitId, reason = "Paling dekat" });
    }

    private static async Task<List<JsonElement>> ItemsAsync(HttpClient client, string path)
    {
        var list = await client.GetFromJsonAsync<JsonElement>(path);
        var items = list.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(list.GetProperty("total").GetInt32(), items.Count);
        return items;
    }

    private static IEnumerable<string?> Texts(IEnumerable<JsonElement> items, string name) => items.Select(item => item.GetProperty(name).GetString());

    private static async Task<string?> CodeOfAsync(HttpResponseMessage response)
        => (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
