using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.Testing;
using static PlanningPlatform.Complaints.Tests.CallLine;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>From "darurat" to the unit that says that it is over.</summary>
public sealed class CallEmergencyTests(CallLine line) : IClassFixture<CallLine>
{
    [Fact]
    public async Task A_snake_in_a_kitchen_is_two_keys_and_its_card_is_open_until_the_unit_says_that_it_is_over()
    {
        var desk = line.Desk("petugas-a");
        var call = await EmergencyAsync(desk);

        // A04: the category, a landmark, nothing else.
        var lodged = await DoAsync(desk, $"/{call}/lodge", new { categoryCode = "EM-HEWAN", villageCode = "35.71.01.1011", address = new { landmark = "belakang musala" }, description = "Ular masuk dapur" });
        var id = lodged.GetProperty("id").GetGuid();
        var card = await DoAsync(desk, $"/emergencies/{id}/units", new { unit = "Damkar Satpol PP" });
        Assert.Equal(("petugas-a", false), (card.Text("calledBy"), card.GetProperty("alarming").GetBoolean()));
        await DoAsync(desk, $"/{call}/finish");

        // The next operator goes on with the card: the radio does not ask whose call it was.
        var other = line.Desk("petugas-i");
        var steps = $"/emergencies/{id}/units/{card.GetProperty("id").GetGuid()}";
        await DoAsync(other, steps, new { step = "EnRoute" });
        await DoAsync(other, steps, new { step = "OnScene" });
        using (var early = await other.PostAsJsonAsync($"/api/complaints/{id}/resolve", new { note = "Sudah" }))
        {
            Assert.Equal("hand_off_open", await early.CodeAsync());
        }

        Assert.Equal("invalid_input", await RefusedAsync(other, steps, new { step = "Confirmed" }));
        var over = await DoAsync(other, steps, new { step = "Confirmed", outcome = "Ular dievakuasi" });
        Assert.NotEqual(JsonValueKind.Null, over.GetProperty("confirmedAt").ValueKind);
        Assert.Equal("already_confirmed", await RefusedAsync(other, steps, new { step = "OnScene" }));
        Assert.Equal(["Received", "UnitCalled", "UnitEnRoute", "UnitOnScene", "UnitConfirmed"], await CodesAsync(desk, id));
        Assert.Equal(call, (await GetAsync(desk, $"/emergencies/{id}")).GetProperty("callId").GetGuid());
    }

    [Fact]
    public async Task An_emergency_is_lodged_before_anybody_knows_where_it_is_or_what()
    {
        var desk = line.Desk("petugas-a");
        var call = await EmergencyAsync(desk);

        var lodged = await DoAsync(desk, $"/{call}/lodge", new { categoryCode = "EM-API", unit = "Damkar Satpol PP" });
        await DoAsync(desk, $"/{call}/finish");

        var emergency = await GetAsync(desk, $"/emergencies/{lodged.GetProperty("id").GetGuid()}");
        Assert.Equal("Keadaan darurat lewat telepon 112: Kebakaran.", emergency.Text("description"));
        Assert.Null(emergency.Text("villageCode"));
        Assert.Equal("Damkar Satpol PP", Assert.Single(emergency.GetProperty("units").EnumerateArray()).Text("unit"));
    }

    [Fact]
    public async Task Emergencies_that_somebody_makes_up_on_the_site_push_no_call_off_the_screen()
    {
        // Fills the screen of everybody, so it has a service of its own.
        await using var api = await ComplaintsApi.StartAsync();
        for (var madeUp = 0; madeUp < 50; madeUp++)
        {
            await api.LodgeOneAsync("EM-API");
        }

        var lodged = await DoAsync(api.Operator, $"/{await TakeAsync(api.Operator, line.NewNumber())}/lodge", new { categoryCode = "EM-API" });
        using var supervisor = api.ClientGranted("supervisor112 region=35.71");

        foreach (var screen in (JsonElement[])[await GetAsync(api.Operator, "/desk"), await GetAsync(supervisor, "/live"), await DoAsync(api.Operator, "/shifts/end")])
        {
            var shown = screen.GetProperty("emergencies");
            Assert.Equal(50, shown.GetArrayLength());
            Assert.Contains(lodged.Text("trackingNumber"), shown.EnumerateArray().Select(card => card.Text("trackingNumber")));
        }
    }

    [Fact]
    public async Task A_unit_that_is_called_twice_by_two_operators_at_once_has_one_card()
    {
        var desk = line.Desk("petugas-a");
        var id = await LodgedAsync(desk, "EM-API");

        var cards = await Task.WhenAll(new[] { "petugas-a", "petugas-i", "petugas-h" }.Select(name => DoAsync(line.Desk(name), $"/emergencies/{id}/units", new { unit = "Damkar Satpol PP" })));

        Assert.Single(cards.Select(card => card.GetProperty("id").GetGuid()).Distinct());
        Assert.Equal(["Received", "UnitCalled"], await CodesAsync(desk, id));
    }

    [Fact]
    public async Task A_mobmas_is_refused_for_an_emergency_and_the_ambulance_is_called_in_its_place()
    {
        var desk = line.Desk("petugas-a");
        // A05.
        var call = await EmergencyAsync(desk);
        var id = (await DoAsync(desk, $"/{call}/lodge", new { categoryCode = "EM-MEDIS", description = "Sesak napas, minta Mobmas", villageCode = "35.71.03.1002" })).GetProperty("id").GetGuid();
        await DoAsync(desk, $"/{call}/finish");

        using var refused = await desk.PostAsJsonAsync($"/api/complaints/{id}/request-mobile-unit", new { purpose = "Health" });
        Assert.Equal("emergency_needs_ambulance", await refused.CodeAsync());

        var ambulance = (await GetAsync(desk, "/units")).GetProperty("items").EnumerateArray().First(unit => unit.GetProperty("ambulance").GetBoolean());
        Assert.Equal(("PSC", "Ambulans PSC", "119"), (ambulance.Text("code"), ambulance.Text("name"), ambulance.Text("phone")));
        await DoAsync(desk, $"/emergencies/{id}/units", new { unit = ambulance.Text("name") });
        Assert.Equal(["Received", "UnitCalled"], await CodesAsync(desk, id));
    }

    [Fact]
    public async Task A_fire_beyond_the_border_is_handed_over_and_not_refused()
    {
        var desk = line.Desk("petugas-a");
        // A10: a point in Kabupaten Kediri.
        var call = await EmergencyAsync(desk);
        var lodged = await DoAsync(desk, $"/{call}/lodge", new
        {
            categoryCode = "EM-API", description = "Kebakaran di Kabupaten Kediri", location = new { latitude = -7.75, longitude = 112.2 }, outsideParty = "Damkar Kabupaten Kediri",
        });
        await DoAsync(desk, $"/{call}/finish");

        Assert.Equal("TransferredOutside", lodged.Text("status"));
        var id = lodged.GetProperty("id").GetGuid();
        var emergency = await GetAsync(desk, $"/emergencies/{id}");
        Assert.Equal(("Damkar Kabupaten Kediri", null), (emergency.Text("outsideParty"), emergency.Text("villageCode")));
        Assert.Equal(["Received", "TransferredOutside"], await CodesAsync(desk, id));
        await DoAsync(desk, $"/emergencies/{id}/transfer", new { party = "Damkar Kabupaten Kediri", ticket = "K-17" });
        Assert.DoesNotContain(await OpenIdsAsync(desk), open => open == id);
    }

    [Fact]
    public async Task An_operator_of_one_district_takes_an_emergency_of_another_calls_the_unit_and_then_keeps_to_their_own()
    {
        var desk = line.Desk("petugas-d", "operator112 region=35.71.02");
        var call = await EmergencyAsync(desk);

        var id = (await DoAsync(desk, $"/{call}/lodge", new { categoryCode = "EM-API", villageCode = "35.71.01.1011", description = "Rumah terbakar" })).GetProperty("id").GetGuid();
        await DoAsync(desk, $"/{call}/finish");
        var card = await DoAsync(desk, $"/emergencies/{id}/units", new { unit = "Damkar Satpol PP" });
        await DoAsync(desk, $"/emergencies/{id}/units/{card.GetProperty("id").GetGuid()}", new { step = "Confirmed", outcome = "Padam" });

        using var file = await desk.GetAsync(new Uri($"/api/complaints/{id}", UriKind.Relative));
        using var resolve = await desk.PostAsJsonAsync($"/api/complaints/{id}/resolve", new { note = "Padam" });
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (file.StatusCode, resolve.StatusCode));
    }

    [Fact]
    public async Task An_emergency_call_is_not_finished_without_its_case_nor_sorted_away_without_a_reason()
    {
        var desk = line.Desk("petugas-a");
        var call = await EmergencyAsync(desk);

        Assert.Equal("emergency_needs_case", await RefusedAsync(desk, $"/{call}/finish"));
        Assert.Equal("emergency_needs_case", await RefusedAsync(desk, $"/{call}/answer-question", new { code = "KIA" }));
        Assert.Equal("emergency_needs_case", await RefusedAsync(desk, $"/{call}/lodge", new { categoryCode = "PJU", description = "Lampu", villageCode = "35.71.02.1012" }));
        Assert.Equal("invalid_input", await RefusedAsync(desk, $"/{call}/categorise", new { kind = "Ghost" }));
        var sorted = await SortAsync(desk, call, "Ghost", "Salah tekan, tidak ada suara");

        Assert.Equal("Ended", sorted.Text("state"));
        var steps = (await CallAsync(desk, call)).GetProperty("steps").EnumerateArray().ToList();
        Assert.Contains(steps, step => step.Text("code") == "MarkedEmergency");
        Assert.Equal("Salah tekan, tidak ada suara", steps.Single(step => step.Text("code") == "Categorised").Text("reason"));
    }

    [Fact]
    public async Task An_emergency_that_hung_up_is_called_back_and_leaves_the_list_when_its_case_is_open()
    {
        var desk = line.Desk("petugas-a");
        var call = await RingAsync(desk, line.NewNumber(), emergency: true);
        await DoAsync(line.Desk("telefoni"), $"/{call}/hang-up");
        Assert.Contains((await GetAsync(desk, "/desk")).GetProperty("callBacks").EnumerateArray(), each => each.GetProperty("id").GetGuid() == call);

        Assert.StartsWith("+62", (await DoAsync(desk, $"/{call}/reveal-number")).Text("number"), StringComparison.Ordinal);
        await DoAsync(desk, $"/{call}/lodge", new { categoryCode = "EM-LAKA", description = "Tabrakan" });

        Assert.DoesNotContain((await GetAsync(desk, "?callBack=true")).GetProperty("items").EnumerateArray(), each => each.GetProperty("id").GetGuid() == call);
    }

    [Fact]
    public async Task A_silent_unit_alarms_until_it_reports_and_again_when_it_falls_silent()
    {
        var desk = line.Desk("petugas-a");
        var id = await LodgedAsync(desk, "EM-API");
        var card = await DoAsync(desk, $"/emergencies/{id}/units", new { unit = "Damkar Satpol PP" });
        var steps = $"/emergencies/{id}/units/{card.GetProperty("id").GetGuid()}";

        line.Time.Advance(TimeSpan.FromMinutes(3));
        await Eventually.TrueAsync(() => AlarmsAsync(desk, id), "the silence is an alarm");
        Assert.Contains((await desk.GetFromJsonElementAsync("/api/complaints?due=Alarm")).GetProperty("items").EnumerateArray(), each => each.GetProperty("id").GetGuid() == id);

        await DoAsync(desk, steps, new { step = "EnRoute" });
        Assert.False(await AlarmsAsync(desk, id));
        line.Time.Advance(TimeSpan.FromMinutes(16));
        await Eventually.TrueAsync(() => AlarmsAsync(desk, id), "the silence is an alarm again");
        await DoAsync(desk, steps, new { step = "Confirmed", outcome = "Padam" });
        Assert.False(await AlarmsAsync(desk, id));
    }

    [Fact]
    public async Task What_is_no_emergency_has_no_card()
    {
        var desk = line.Desk("petugas-a");
        var lodged = await line.Api.LodgeOneAsync();

        Assert.Equal("no_emergency", await RefusedAsync(desk, $"/emergencies/{lodged.Id}/units", new { unit = "Damkar Satpol PP" }));
        Assert.Equal("not_found", await RefusedAsync(desk, "/emergencies/00000000-0000-7000-8000-000000000000/units", new { unit = "Damkar Satpol PP" }));
    }

    [Fact]
    public async Task A_supervisor_of_the_whole_city_keeps_the_list_of_units()
    {
        var supervisor = line.Desk("ketua", "supervisor112 region=35.71");
        const string path = "/api/complaints/calls/units/TAGANA";

        using var added = await supervisor.PutAsJsonAsync(path, new { name = "Tagana", agencyCode = "DINSOS", ambulance = false });
        using var blind = await supervisor.PutAsJsonAsync(path, new { name = "Tagana Kota", agencyCode = "DINSOS" });
        using var corrected = await supervisor.PutAsJsonAsync(path, new { name = "Tagana Kota", agencyCode = "DINSOS", version = 1 });
        using var unknown = await supervisor.PutAsJsonAsync("/api/complaints/calls/units/X", new { name = "X", agencyCode = "TIADA" });
        using var misspelt = await supervisor.PutAsJsonAsync("/api/complaints/calls/units/tagana", new { name = "X" });
        using var district = await line.Desk("ketua kecamatan", "supervisor112 region=35.71.02").PutAsJsonAsync(path, new { name = "X", version = 2 });
        using var op = await line.Desk("petugas-a").DeleteAsync(new Uri(path, UriKind.Relative));
        Assert.Contains((await GetAsync(supervisor, "/units")).GetProperty("items").EnumerateArray(), unit => unit.Text("name") == "Tagana Kota");
        using var removed = await supervisor.DeleteAsync(new Uri(path, UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NoContent), (added.StatusCode, corrected.StatusCode, removed.StatusCode));
        Assert.Equal(("changed_meanwhile", "invalid_input", "invalid_input"), (await blind.CodeAsync(), await unknown.CodeAsync(), await misspelt.CodeAsync()));
        Assert.Equal(("outside_scope", "forbidden"), (await district.CodeAsync(), await op.CodeAsync()));
    }

    private async Task<Guid> EmergencyAsync(HttpClient desk)
    {
        var call = await TakeAsync(desk, line.NewNumber());
        Assert.Equal(("Open", "Emergency"), (await SortAsync(desk, call, "Emergency") is var sorted ? sorted.Text("state") : null, sorted.Text("kind")));
        return call;
    }

    private async Task<Guid> LodgedAsync(HttpClient desk, string category)
    {
        var call = await EmergencyAsync(desk);
        var lodged = await DoAsync(desk, $"/{call}/lodge", new { categoryCode = category });
        await DoAsync(desk, $"/{call}/finish");
        return lodged.GetProperty("id").GetGuid();
    }

    private static async Task<bool> AlarmsAsync(HttpClient desk, Guid id) => (await GetAsync(desk, $"/emergencies/{id}")).GetProperty("alarming").GetBoolean();

    private static async Task<List<Guid>> OpenIdsAsync(HttpClient desk)
        => [.. (await GetAsync(desk, "/emergencies?pageSize=200")).GetProperty("items").EnumerateArray().Select(each => each.GetProperty("id").GetGuid())];

    private async Task<List<string?>> CodesAsync(HttpClient desk, Guid id)
        => [.. (await desk.GetFromJsonElementAsync($"/api/complaints/{id}")).GetProperty("timeline").EnumerateArray().Select(entry => entry.Text("code")).Where(code => code is not ("Warned" or "Escalated" or "Alarmed"))];
}
