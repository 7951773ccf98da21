using System.Globalization;
using System.Net;
using System.Text.Json;
using PlanningPlatform.MobileUnits.Domain;
using static PlanningPlatform.MobileUnits.Tests.RunningFleet;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>How near a region is to the target. Of the demo city's villages nine own a unit; three units are of districts.</summary>
public sealed class CoverageTests : IAsyncLifetime
{
    private const string Dandangan = "35.71.02.1003";

    private RunningFleet _fleet = null!;

    public async Task InitializeAsync() => _fleet = await RunningFleet.StartAsync();

    public async Task DisposeAsync() => await _fleet.DisposeAsync();

    [Fact]
    public async Task Every_village_of_the_region_has_its_units_its_need_and_its_gap()
    {
        var coverage = await _fleet.ReadAsync(_fleet.Manager, "/api/mobile-units/coverage");

        Assert.Equal(46, coverage.GetProperty("villages").GetArrayLength());
        Assert.Equal("""{"units":12,"need":46,"gap":37,"villages":46,"coveredVillages":9,"trips":0,"unmetDemand":0}""", coverage.GetProperty("total").GetRawText());
        Assert.Equal(["35.71.01 4", "35.71.02 4", "35.71.03 4"], coverage.GetProperty("districts").EnumerateArray().Select(row => $"{row.GetProperty("code").GetString()} {row.GetProperty("sums").GetProperty("units").GetInt32()}"));
        var banjaran = VillageOf(coverage, Banjaran);
        Assert.Equal(("Banjaran", 1, "MB-06", 1, false, 0), (
            banjaran.GetProperty("name").GetString(), banjaran.GetProperty("units").GetInt32(), banjaran.GetProperty("unitCodes")[0].GetString(), banjaran.GetProperty("need").GetInt32(),
            banjaran.GetProperty("needIsRegistered").GetBoolean(), banjaran.GetProperty("gap").GetInt32()));
    }

    [Fact]
    public async Task A_camat_registers_the_need_of_the_own_villages_and_sees_the_own_district()
    {
        await DoAsync(_fleet.Camat, "/api/mobile-units/needs", new { villageCode = Dandangan, unitsNeeded = 3, plannedOn = _fleet.Today.AddDays(60), note = "Terminal" });
        await DoAsync(_fleet.Camat, "/api/mobile-units/needs", new { villageCode = Dandangan, unitsNeeded = 2, plannedOn = _fleet.Today.AddDays(90) });

        var coverage = await _fleet.ReadAsync(_fleet.Camat, "/api/mobile-units/coverage");

        Assert.Equal(17, coverage.GetProperty("villages").GetArrayLength());
        var village = VillageOf(coverage, Dandangan);
        Assert.Equal((2, true, 2, _fleet.Today.AddDays(90).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), (
            village.GetProperty("need").GetInt32(), village.GetProperty("needIsRegistered").GetBoolean(), village.GetProperty("gap").GetInt32(), village.GetProperty("plannedOn").GetString()));
        Assert.Equal(4, coverage.GetProperty("total").GetProperty("units").GetInt32());
        Assert.Equal((HttpStatusCode.Forbidden, "outside_scope", "villageCode"), await SayAsync(_fleet.Camat, "/api/mobile-units/needs", new { villageCode = Bawang, unitsNeeded = 1 }));
        Assert.Equal("plannedOn", (await SayAsync(_fleet.Camat, "/api/mobile-units/needs", new { villageCode = Dandangan, unitsNeeded = 1, plannedOn = _fleet.Today.AddDays(-1) })).Field);
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden", ""), await SayAsync(_fleet.Manager, "/api/mobile-units/needs", new { villageCode = Dandangan, unitsNeeded = 1 }));
    }

    [Fact]
    public async Task Trips_and_what_was_refused_count_where_they_were_asked_for_and_lead_the_list_of_gaps()
    {
        await _fleet.DriveAsync(await _fleet.AssignAsync(await _fleet.BookAsync(Banjaran, new { destination = "rsud-gambiran" }), "MB-06"));
        using var refused = await _fleet.Service.CreateClient().PostAsync(new Uri("/api/mobile-units/bookings", UriKind.Relative), System.Net.Http.Json.JsonContent.Create(new
        {
            purpose = "Health", passengers = 1, pickUp = new { villageCode = Dandangan }, dropOff = new { regionCode = "35.78.01.1001" }, from = _fleet.Time.GetUtcNow().AddHours(3), until = _fleet.Time.GetUtcNow().AddHours(4),
            contact = new { phone = "081234567890", privacyNotice = ServiceDefaults.PrivacyNotice.Version },
        }));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        await DoAsync(_fleet.Camat, "/api/mobile-units/needs", new { villageCode = "35.71.02.1004", unitsNeeded = 3 });

        var coverage = await _fleet.ReadAsync(_fleet.Camat, "/api/mobile-units/coverage");

        Assert.Equal(1, VillageOf(coverage, Banjaran).GetProperty("trips").GetInt32());
        Assert.Equal("""{"outside_region":1}""", VillageOf(coverage, Dandangan).GetProperty("unmetByReason").GetRawText());
        Assert.Equal([Dandangan, "35.71.02.1004", "35.71.02.1002"], coverage.GetProperty("gaps").EnumerateArray().Take(3).Select(code => code.GetString()));
        var last = await _fleet.ReadAsync(_fleet.Camat, $"/api/mobile-units/coverage?year={_fleet.Today.Year - 1}");
        Assert.Equal(0, last.GetProperty("total").GetProperty("trips").GetInt32());
        Assert.Equal($"{_fleet.Today.Year - 1}-12-31", last.GetProperty("asOf").GetString());
        using var never = await _fleet.Camat.GetAsync(new Uri($"/api/mobile-units/coverage?year={_fleet.Today.Year + 1}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, never.StatusCode);
    }

    [Fact]
    public async Task The_spreadsheet_holds_exactly_the_villages_of_the_answer()
    {
        await DoAsync(_fleet.Camat, "/api/mobile-units/needs", new { villageCode = Dandangan, unitsNeeded = 2, plannedOn = _fleet.Today.AddDays(90) });
        var shown = (await _fleet.ReadAsync(_fleet.Camat, "/api/mobile-units/coverage")).GetProperty("villages").EnumerateArray().ToList();

        using var answer = await _fleet.Camat.GetAsync(new Uri("/api/mobile-units/coverage.csv", UriKind.Relative));

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("village_code,village,district_code,units,unit_codes,need,need_registered,gap,planned_on,trips,unmet_demand,unmet_by_reason", lines[0]);
        Assert.Equal(shown.Select(row => row.GetProperty("code").GetString()), lines.Skip(1).Select(line => line.Split(',')[0]));
        Assert.Contains($"{Dandangan},{VillageOf(shown, Dandangan).GetProperty("name").GetString()},35.71.02,0,,2,true,2,{_fleet.Today.AddDays(90):yyyy-MM-dd},0,0,", lines);
    }

    [Fact]
    public void At_the_rate_of_the_last_three_years_the_gap_closes_year_by_year()
    {
        // Six in three years are two a year; the one of 2020 is long ago.
        var today = new DateOnly(2026, 7, 1);
        DateOnly[] handedOver = [new(2020, 1, 1), new(2023, 7, 2), new(2024, 1, 1), new(2024, 7, 1), new(2025, 1, 1), new(2025, 7, 1), new(2026, 1, 1)];
        VillageCoverage[] villages = [.. Enumerable.Range(0, 7).Select(_ => new VillageCoverage(1, 1, null)), .. Enumerable.Range(0, 6).Select(index => new VillageCoverage(0, 1, index < 2 ? new DateOnly(2027, 3, 1) : null))];

        var forecast = CoverageForecast.Of(2029, today, units: 7, handedOver, villages);

        Assert.Equal((6, 13, 6), (forecast.HandedOver, forecast.Needed, forecast.Gap));
        Assert.Equal(2.0, forecast.RatePerYear, 1);
        Assert.Equal(
            [new(2026, 8, 5, 7, 6), new(2027, 10, 3, 9, 4), new(2028, 12, 1, 9, 4), new(2029, 14, 0, 9, 4)],
            forecast.ByYear);
        Assert.Equal((true, false, 2029), (forecast.ReachedByRate, forecast.ReachedByPlan, forecast.ReachedInYearByRate));
    }

    [Fact]
    public void What_has_no_history_has_no_rate_and_what_one_village_has_too_many_helps_no_other()
    {
        var today = new DateOnly(2026, 7, 1);

        var forecast = CoverageForecast.Of(2027, today, units: 3, [], [new(3, 1, null), new(0, 1, new DateOnly(2026, 6, 1))]);

        Assert.Equal((1, 0.0, false, false, null), (forecast.Gap, forecast.RatePerYear, forecast.ReachedByRate, forecast.ReachedByPlan, forecast.ReachedInYearByRate));
        // The day that was planned has passed.
        Assert.All(forecast.ByYear, year => Assert.Equal(1, year.GapByPlan));
        Assert.True(CoverageForecast.Of(2027, today, 1, [], [new(1, 1, null)]).ReachedByRate);
        // A batch of last month is no speed of a hundred a year.
        Assert.Equal(12, CoverageForecast.Of(2027, today, 12, [.. Enumerable.Repeat(new DateOnly(2026, 6, 1), 12)], []).RatePerYear);
    }

    private static JsonElement VillageOf(JsonElement coverage, string code) => VillageOf(coverage.GetProperty("villages").EnumerateArray(), code);

    private static JsonElement VillageOf(IEnumerable<JsonElement> villages, string code) => villages.Single(row => row.GetProperty("code").GetString() == code);
}
