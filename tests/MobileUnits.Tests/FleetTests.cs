using System.Net;
using System.Text.Json;
using PlanningPlatform.Testing;
using static PlanningPlatform.MobileUnits.Tests.RunningFleet;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>Units from the day when they join the fleet to the day when they leave it, and their books.</summary>
public sealed class FleetTests : IAsyncLifetime
{
    private RunningFleet _fleet = null!;

    public async Task InitializeAsync() => _fleet = await RunningFleet.StartAsync();

    public async Task DisposeAsync() => await _fleet.DisposeAsync();

    [Fact]
    public async Task A_camat_registers_a_unit_in_the_own_district_and_everybody_hears_of_it()
    {
        await using var heard = await _fleet.HearAsync("monitoring");

        var unit = await DoAsync(_fleet.Camat, "/api/mobile-units", Described("MB-13", "35.71.02.1003", owner: "35.71.02.1003"));

        await Eventually.TrueAsync(() => Task.FromResult(heard.Events.Any(each => each.GetRawText().Contains("MB-13", StringComparison.Ordinal))), "monitoring hears of it");
        var detail = await _fleet.ReadAsync(_fleet.Camat, $"/api/mobile-units/{unit.GetProperty("id").GetGuid()}");
        Assert.Equal(("MB-13", "35.71.02", 6), (detail.GetProperty("code").GetString(), detail.GetProperty("districtCode").GetString(), detail.GetProperty("seats").GetInt32()));
        Assert.Equal(JsonValueKind.Null, detail.GetProperty("consentedAt").ValueKind);
        Assert.Equal(JsonValueKind.Null, detail.GetProperty("deviceId").ValueKind);
        Assert.Equal((HttpStatusCode.Conflict, "code_taken", "code"), await SayAsync(_fleet.Manager, "/api/mobile-units", Described("MB-13", "35.71.01", owner: null)));
        Assert.Equal((HttpStatusCode.Forbidden, "outside_scope", ""), await SayAsync(_fleet.Camat, "/api/mobile-units", Described("MB-14", "35.71.01", owner: null)));
    }

    [Theory]
    [InlineData("mb-13", "35.71.02", null, 6, 0, "code")]
    [InlineData("MB-13", "35.72.02", null, 6, 0, "baseCode")]
    [InlineData("MB-13", "35.71.02", "35.71.01.1002", 6, 0, "ownerVillageCode")]
    [InlineData("MB-13", "35.71.02", null, 0, 0, "seats")]
    [InlineData("MB-13", "35.71.02", null, 6, 1, "handedOverOn")]
    public async Task What_is_wrong_with_a_new_unit_is_said_with_its_field(string code, string baseCode, string? owner, int seats, int days, string field)
        => Assert.Equal(
            (HttpStatusCode.BadRequest, "invalid_input", field),
            await SayAsync(_fleet.Manager, "/api/mobile-units", new { code, baseCode, ownerVillageCode = owner, seats, hasWheelchairLift = false, handedOverOn = _fleet.Today.AddDays(days) }));

    [Fact]
    public async Task Of_two_who_change_a_unit_the_second_has_to_look_again_and_another_owner_has_to_consent_anew()
    {
        var before = await _fleet.DetailAsync("MB-06");
        var path = $"/api/mobile-units/{before.GetProperty("id").GetGuid()}";
        var version = before.GetProperty("version").GetInt32();
        Assert.NotEqual(JsonValueKind.Null, before.GetProperty("consentedAt").ValueKind);

        await DoAsync(_fleet.Camat, path, new { version, baseCode = Banjaran, ownerVillageCode = "35.71.02.1003", seats = 7, hasWheelchairLift = true });

        Assert.Equal((HttpStatusCode.Conflict, "stale", ""), await SayAsync(_fleet.Manager, path, new { version, baseCode = Banjaran, ownerVillageCode = Banjaran, seats = 4 }));
        var after = await _fleet.DetailAsync("MB-06");
        Assert.Equal((7, "35.71.02.1003", JsonValueKind.Null), (after.GetProperty("seats").GetInt32(), after.GetProperty("ownerVillageCode").GetString(), after.GetProperty("consentedAt").ValueKind));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_input", "version"), await SayAsync(_fleet.Manager, path, new { baseCode = Banjaran, seats = 4 }));
    }

    [Fact]
    public async Task Only_the_lurah_of_the_village_that_owns_a_unit_consents_and_then_others_are_served()
    {
        var path = $"/api/mobile-units/{await _fleet.IdOfAsync("MB-06")}/consent";
        using var neighbour = _fleet.Service.CreateClientGranted($"villageHead region={Bawang}");
        using var everywhere = _fleet.Service.CreateClientFor("villageHead");
        foreach (var other in (HttpClient[])[neighbour, everywhere])
        {
            Assert.Equal((HttpStatusCode.Forbidden, "outside_scope", ""), await SayAsync(other, $"{path}/withdraw", null));
        }

        Assert.Equal((HttpStatusCode.Forbidden, "forbidden", ""), await SayAsync(_fleet.SectionHead, $"{path}/withdraw", null));

        await DoAsync(_fleet.Lurah, $"{path}/withdraw", null);
        var request = await _fleet.BookAsync(Bawang, new { destination = "rsud-gambiran" });
        Assert.Equal("no_consent", await RefusedByAsync(request, "MB-06"));

        await DoAsync(_fleet.Lurah, path, null);
        Assert.NotEqual("no_consent", await RefusedByAsync(request, "MB-06"));
        Assert.Equal("villageHead", (await _fleet.DetailAsync("MB-06")).GetProperty("consentBy").GetString());
    }

    [Fact]
    public async Task A_block_is_refused_over_an_open_journey_and_names_it_and_otherwise_no_trip_is_assigned_in_it()
    {
        var path = $"/api/mobile-units/{await _fleet.IdOfAsync("MB-06")}/blocks";
        var journey = await _fleet.AssignAsync(await _fleet.BookAsync(Banjaran, new { destination = "rsud-gambiran" }), "MB-06");
        var now = _fleet.Time.GetUtcNow();
        var body = new { kind = "OfficeUse", from = now, until = now.AddHours(4), note = "Rapat" };

        using var refused = await PostAsync(_fleet.SectionHead, path, body);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((HttpStatusCode.Conflict, "journey_open", journey), (refused.StatusCode, problem.GetProperty("code").GetString(), problem.GetProperty("journeyId").GetGuid()));

        await _fleet.DriveAsync(journey);
        await DoAsync(_fleet.SectionHead, path, body);
        var next = await _fleet.BookAsync(Banjaran, new { destination = "rsud-gambiran" });
        Assert.Equal("office_use", await RefusedByAsync(next, "MB-06"));

        var block = (await _fleet.DetailAsync("MB-06")).GetProperty("blocks")[0];
        Assert.Equal(("OfficeUse", "Rapat", "villageSectionHead"), (block.GetProperty("kind").GetString(), block.GetProperty("note").GetString(), block.GetProperty("setBy").GetString()));
        await DoAsync(_fleet.SectionHead, $"{path}/{block.GetProperty("id").GetGuid()}/remove", null);
        Assert.NotEqual("office_use", await RefusedByAsync(next, "MB-06"));
        Assert.Equal(0, (await _fleet.DetailAsync("MB-06")).GetProperty("blocks").GetArrayLength());
    }

    [Fact]
    public async Task The_workshop_is_the_dispatchers_and_a_unit_of_another_village_is_not_the_section_heads()
    {
        var now = _fleet.Time.GetUtcNow();
        var body = new { kind = "Workshop", from = now, until = now.AddDays(2) };

        Assert.Equal((HttpStatusCode.Forbidden, "forbidden", "kind"), await SayAsync(_fleet.SectionHead, $"/api/mobile-units/{await _fleet.IdOfAsync("MB-06")}/blocks", body));
        Assert.Equal((HttpStatusCode.Forbidden, "outside_scope", ""), await SayAsync(_fleet.SectionHead, $"/api/mobile-units/{await _fleet.IdOfAsync("MB-09")}/blocks", body));
        await DoAsync(_fleet.Dispatcher, $"/api/mobile-units/{await _fleet.IdOfAsync("MB-09")}/blocks", body);
        await DoAsync(_fleet.SectionHead, $"/api/mobile-units/{await _fleet.IdOfAsync("MB-06")}/blocks", body with { kind = "OfficeUse" });
        var (workshop, office) = (await _fleet.UnitAsync("MB-09"), await _fleet.UnitAsync("MB-06"));
        Assert.Equal((true, false), (workshop.GetProperty("outOfService").GetBoolean(), workshop.GetProperty("inOfficeUse").GetBoolean()));
        Assert.Equal((false, true), (office.GetProperty("outOfService").GetBoolean(), office.GetProperty("inOfficeUse").GetBoolean()));
    }

    [Fact]
    public async Task Shifts_and_the_break_replace_what_was_there_and_are_checked()
    {
        var path = $"/api/mobile-units/{await _fleet.IdOfAsync("MB-06")}";
        await DoAsync(_fleet.Dispatcher, $"{path}/shifts", new { shifts = new[] { Shift("Monday", 7, 12), Shift("Monday", 13, 16), Shift("Sunday", 8, 10) } });
        await DoAsync(_fleet.Dispatcher, $"{path}/shifts", new { shifts = new[] { Shift("Tuesday", 7, 15) } });
        await DoAsync(_fleet.Dispatcher, $"{path}/break", new { from = "12:00:00", until = "12:30:00" });

        var detail = await _fleet.DetailAsync("MB-06");
        Assert.Equal("""[{"day":"Tuesday","from":"07:00:00","until":"15:00:00"}]""", detail.GetProperty("shifts").GetRawText());
        Assert.Equal("12:30:00", detail.GetProperty("breakUntil").GetString());
        Assert.Equal("shifts[1]", (await SayAsync(_fleet.Dispatcher, $"{path}/shifts", new { shifts = new[] { Shift("Monday", 7, 12), Shift("Monday", 11, 16) } })).Field);
        Assert.Equal("shifts[0].until", (await SayAsync(_fleet.Dispatcher, $"{path}/shifts", new { shifts = new[] { Shift("Monday", 22, 6) } })).Field);
        Assert.Equal("until", (await SayAsync(_fleet.Dispatcher, $"{path}/break", new { from = "12:00:00" })).Field);
        await DoAsync(_fleet.Dispatcher, $"{path}/break", new { });
        Assert.Equal(JsonValueKind.Null, (await _fleet.DetailAsync("MB-06")).GetProperty("breakFrom").ValueKind);
    }

    [Fact]
    public async Task A_new_tracker_has_another_name_and_only_dispatchers_read_it()
    {
        var path = $"/api/mobile-units/{await _fleet.IdOfAsync("MB-06")}";
        var old = (await _fleet.DetailAsync("MB-06")).GetProperty("deviceId").GetString();

        await DoAsync(_fleet.Dispatcher, $"{path}/device", new { hasTracker = true });
        var drawn = (await _fleet.DetailAsync("MB-06")).GetProperty("deviceId").GetString();
        Assert.NotEqual(old, drawn);
        Assert.Equal(16, drawn!.Length);
        Assert.DoesNotContain(drawn, (await _fleet.ReadAsync(_fleet.Camat, path)).GetRawText(), StringComparison.Ordinal);

        await DoAsync(_fleet.Dispatcher, $"{path}/device", new { hasTracker = false });
        Assert.Equal(JsonValueKind.Null, (await _fleet.DetailAsync("MB-06")).GetProperty("deviceId").ValueKind);
    }

    [Fact]
    public async Task An_odometer_never_runs_backwards_whoever_reads_it()
    {
        var path = $"/api/mobile-units/{await _fleet.IdOfAsync("MB-06")}/odometer";
        await DoAsync(_fleet.Dispatcher, path, new { kilometres = 12_000 });

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_input", "kilometres"), await SayAsync(_fleet.Dispatcher, path, new { kilometres = 11_999 }));

        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(step => SayAsync(_fleet.Dispatcher, path, new { kilometres = 12_000 + (step * 10) })));
        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(12_120, (await _fleet.DetailAsync("MB-06")).GetProperty("odometerKilometres").GetInt32());
    }

    [Fact]
    public async Task A_reading_that_was_typed_wrong_is_put_right_by_a_dispatcher_who_says_why_and_the_audit_log_keeps_it()
    {
        await using var heard = await _fleet.HearAsync("identity");
        var path = $"/api/mobile-units/{await _fleet.IdOfAsync("MB-06")}/odometer";
        await DoAsync(_fleet.Dispatcher, path, new { kilometres = 12_000 });
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_input", "kilometres"), await SayAsync(_fleet.Dispatcher, path, new { kilometres = 120_100 }));
        // Twenty thousand may be true after a long time; this one was not.
        await DoAsync(_fleet.Dispatcher, path, new { kilometres = 21_000 });
        var journey = await _fleet.AssignAsync(await _fleet.BookAsync(Banjaran, new { destination = "rsud-gambiran" }), "MB-06");
        await DoAsync(_fleet.Crew, $"/api/dispatch/journeys/{journey}/accept", new { odometer = 21_000 });
        Assert.Equal("odometer", (await SayAsync(_fleet.Crew, $"/api/dispatch/journeys/{journey}/depart", new { odometer = 12_110 })).Field);

        Assert.Equal("reason", (await SayAsync(_fleet.Dispatcher, $"{path}/correct", new { kilometres = 12_100 })).Field);
        Assert.Equal("kilometres", (await SayAsync(_fleet.Dispatcher, $"{path}/correct", new { kilometres = 2_000_001, reason = "Salah ketik" })).Field);
        using var elsewhere = _fleet.Service.CreateClientGranted("dispatcher region=35.71.01");
        Assert.Equal((HttpStatusCode.Forbidden, "outside_scope", ""), await SayAsync(elsewhere, $"{path}/correct", new { kilometres = 12_100, reason = "Salah ketik" }));
        await DoAsync(_fleet.Dispatcher, $"{path}/correct", new { kilometres = 12_100, reason = "Dua angka tertukar" });

        Assert.Equal(12_100, (await _fleet.DetailAsync("MB-06")).GetProperty("odometerKilometres").GetInt32());
        List<JsonElement> Corrections() => [.. heard.Events.Select(each => each.GetProperty("message")).Where(message => message.TryGetProperty("action", out var said) && said.GetString() == "odometer_corrected")];
        await Eventually.TrueAsync(() => Task.FromResult(Corrections().Count > 0), "the audit log hears of it");
        var told = Assert.Single(Corrections());
        Assert.Equal(("dispatcher", "MB-06", "21000 → 12100 km: Dua angka tertukar"), (told.GetProperty("actor").GetString(), told.GetProperty("target").GetString(), told.GetProperty("detail").GetString()));
        // What the journey under way began with was the same mistake: it is measured from the next true reading on.
        await DoAsync(_fleet.Crew, $"/api/dispatch/journeys/{journey}/depart", new { odometer = 12_110 });
        await DoAsync(_fleet.Crew, $"/api/dispatch/journeys/{journey}/arrive", null);
        await DoAsync(_fleet.Crew, $"/api/dispatch/journeys/{journey}/complete", new { odometer = 12_117 });
        var driven = (await _fleet.DetailAsync("MB-06")).GetProperty("journeys")[0];
        Assert.Equal((true, 7d), (driven.GetProperty("isMeasured").GetBoolean(), driven.GetProperty("kilometres").GetDouble()));
    }

    [Fact]
    public async Task A_unit_with_an_open_journey_does_not_leave_the_fleet_and_one_that_left_gets_no_trip()
    {
        await using var heard = await _fleet.HearAsync("monitoring");
        var path = $"/api/mobile-units/{await _fleet.IdOfAsync("MB-06")}/retire";
        var journey = await _fleet.AssignAsync(await _fleet.BookAsync(Banjaran, new { destination = "rsud-gambiran" }), "MB-06");
        Assert.Equal((HttpStatusCode.Conflict, "journey_open", ""), await SayAsync(_fleet.Camat, path, new { on = _fleet.Today }));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_input", "on"), await SayAsync(_fleet.Camat, path, new { on = _fleet.Today.AddDays(1) }));
        await _fleet.DriveAsync(journey);

        await DoAsync(_fleet.Camat, path, new { on = _fleet.Today });

        var next = await _fleet.BookAsync(Banjaran, new { destination = "rsud-gambiran" });
        Assert.Equal("retired", (await SayAsync(_fleet.Dispatcher, $"/api/dispatch/requests/{next}/assign", new { unitId = await _fleet.IdOfAsync("MB-06"), reason = "Tetap saja" })).Code);
        Assert.Equal((HttpStatusCode.Conflict, "retired", ""), await SayAsync(_fleet.Dispatcher, path.Replace("retire", "break", StringComparison.Ordinal), new { }));
        await Eventually.TrueAsync(() => Task.FromResult(heard.Events.Any(each => each.GetProperty("message").TryGetProperty("hasLeft", out var left) && left.GetBoolean())), "monitoring hears of it");
    }

    [Fact]
    public async Task An_expense_is_written_down_once_and_taken_back_by_an_entry_of_its_own()
    {
        await using var heard = await _fleet.HearAsync("monitoring");
        var path = $"/api/mobile-units/{await _fleet.IdOfAsync("MB-06")}/expenses";
        var fuel = new { kind = "Fuel", on = _fleet.Today, rupiah = 250_000, litres = 25.0, odometerKilometres = 12_000, note = "SPBU" };
        var first = (await DoAsync(_fleet.SectionHead, path, fuel, "satu-kunci-untuk-satu-nota")).GetProperty("id").GetGuid();
        Assert.Equal(first, (await DoAsync(_fleet.SectionHead, path, fuel, "satu-kunci-untuk-satu-nota")).GetProperty("id").GetGuid());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency_key_reused", ""), await SayAsync(_fleet.SectionHead, path, fuel with { rupiah = 1 }, "satu-kunci-untuk-satu-nota"));
        await DoAsync(_fleet.Camat, path, new { kind = "DriverAllowance", on = _fleet.Today, rupiah = 100_000 });

        await DoAsync(_fleet.SectionHead, $"{path}/{first}/reverse", new { reason = "Salah unit" });

        Assert.Equal((HttpStatusCode.Conflict, "already_reversed", ""), await SayAsync(_fleet.SectionHead, $"{path}/{first}/reverse", new { reason = "Sekali lagi" }));
        var entries = (await _fleet.ReadAsync(_fleet.Manager, path)).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([-250_000, 100_000, 250_000], entries.Select(entry => entry.GetProperty("rupiah").GetInt64()).Order());
        Assert.True(entries.Single(entry => entry.GetProperty("id").GetGuid() == first).GetProperty("isReversed").GetBoolean());
        var reversal = entries.Single(entry => entry.GetProperty("rupiah").GetInt64() < 0);
        Assert.Equal((first, "Salah unit"), (reversal.GetProperty("reverses").GetGuid(), reversal.GetProperty("note").GetString()));
        Assert.Equal("is_reversal", (await SayAsync(_fleet.SectionHead, $"{path}/{reversal.GetProperty("id").GetGuid()}/reverse", new { reason = "Batal" })).Code);
        var month = (await _fleet.DetailAsync("MB-06")).GetProperty("costs")[0];
        Assert.Equal((100_000, 0, 100_000), (month.GetProperty("total").GetInt64(), month.GetProperty("rupiah").GetProperty("Fuel").GetInt64(), month.GetProperty("rupiah").GetProperty("DriverAllowance").GetInt64()));
        IEnumerable<string> Told() => heard.Events.Select(each => each.GetProperty("message")).Where(message => message.TryGetProperty("rupiah", out _))
            .Select(message => $"{message.GetProperty("kind").GetString()} {message.GetProperty("rupiah").GetInt64()}");
        await Eventually.TrueAsync(() => Task.FromResult(Told().Count() == 3), "monitoring hears of all three");
        Assert.Equal(["Fuel 250000", "DriverAllowance 100000", "Fuel -250000"], Told());
        Assert.DoesNotContain(heard.Events, each => each.GetRawText().Contains("SPBU", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Fuel", 1, 10, null, "on")]
    [InlineData("Fuel", -301, 10, null, "on")]
    [InlineData("Fuel", 0, 0, null, "rupiah")]
    [InlineData("Tax", 0, 10, 3.5, "litres")]
    [InlineData("Fuel", 0, 10, 0.0, "litres")]
    [InlineData(null, 0, 10, null, "kind")]
    public async Task What_is_wrong_with_an_expense_is_said_with_its_field(string? kind, int days, long rupiah, double? litres, string field)
        => Assert.Equal(
            (HttpStatusCode.BadRequest, "invalid_input", field),
            await SayAsync(_fleet.Camat, $"/api/mobile-units/{await _fleet.IdOfAsync("MB-06")}/expenses", new { kind, on = _fleet.Today.AddDays(days), rupiah, litres }));

    [Fact]
    public async Task The_list_warns_two_weeks_before_service_and_tax_are_due()
    {
        var unit = await _fleet.DetailAsync("MB-06");
        await DoAsync(_fleet.Camat, $"/api/mobile-units/{unit.GetProperty("id").GetGuid()}", new
        {
            version = unit.GetProperty("version").GetInt32(), baseCode = Banjaran, ownerVillageCode = Banjaran, seats = 6, serviceDueOn = _fleet.Today.AddDays(14), taxDueOn = _fleet.Today.AddDays(-1),
        });

        Assert.Equal(["service_due 14", "tax_overdue -1"], Warnings(await _fleet.UnitAsync("MB-06")));
        Assert.Equal(["service_due 14", "tax_overdue -1"], Warnings(await _fleet.DetailAsync("MB-06")));
        Assert.Empty(Warnings(await _fleet.UnitAsync("MB-05")));
    }

    [Fact]
    public async Task The_page_of_a_unit_tells_what_it_drove_and_who_drove()
    {
        await _fleet.DriveAsync(await _fleet.AssignAsync(await _fleet.BookAsync(Banjaran, new { destination = "rsud-gambiran" }, passengers: 3), "MB-06"), odometerStart: 12_000, odometerEnd: 12_009);

        var detail = await _fleet.ReadAsync(_fleet.Camat, $"/api/mobile-units/{await _fleet.IdOfAsync("MB-06")}");

        var journey = Assert.Single(detail.GetProperty("journeys").EnumerateArray());
        Assert.Equal(("Completed", "crew", 3, 9.0, true), (
            journey.GetProperty("state").GetString(), journey.GetProperty("drivenBy").GetString(), journey.GetProperty("passengers").GetInt32(), journey.GetProperty("kilometres").GetDouble(),
            journey.GetProperty("isMeasured").GetBoolean()));
        Assert.Equal("""[{"account":"crew","journeys":1,"kilometres":9}]""", detail.GetProperty("drivers").GetRawText());
        Assert.DoesNotContain("Health", detail.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lurah_finds_the_units_of_the_village_and_no_others()
    {
        var units = (await _fleet.ReadAsync(_fleet.Lurah, "/api/mobile-units")).GetProperty("items").EnumerateArray().Select(unit => unit.GetProperty("code").GetString());

        Assert.Equal(["MB-06"], units);
        Assert.Equal((HttpStatusCode.Forbidden, "outside_scope", ""), await GetAsync(_fleet.Lurah, $"/api/mobile-units/{await _fleet.IdOfAsync("MB-09")}"));
        Assert.Equal((HttpStatusCode.NotFound, "not_found", ""), await GetAsync(_fleet.Lurah, $"/api/mobile-units/{Guid.CreateVersion7()}"));
    }

    private object Described(string code, string baseCode, string? owner)
        => new { code, baseCode, ownerVillageCode = owner, seats = 6, hasWheelchairLift = true, handedOverOn = _fleet.Today, serviceDueOn = _fleet.Today.AddDays(90), taxDueOn = (DateOnly?)null };

    private static object Shift(string day, int from, int until) => new { day, from = $"{from:00}:00:00", until = $"{until:00}:00:00" };

    private static IEnumerable<string> Warnings(JsonElement unit)
        => unit.GetProperty("warnings").EnumerateArray().Select(warning => $"{warning.GetProperty("code").GetString()} {warning.GetProperty("daysLeft").GetInt32()}");

    private async Task<string?> RefusedByAsync(Guid request, string unit)
        => (await _fleet.ReadAsync(_fleet.Dispatcher, $"/api/dispatch/requests/{request}/suggestions")).GetProperty("items").EnumerateArray()
            .Single(each => each.GetProperty("name").GetString() == $"Mobmas {unit}").GetProperty("refusedBy").GetString();

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object body)
        => client.PostAsync(new Uri(path, UriKind.Relative), System.Net.Http.Json.JsonContent.Create(body));

    private static async Task<(HttpStatusCode, string?, string)> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString(), "");
    }
}
