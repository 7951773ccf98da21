using System.Globalization;
using System.Net;
using System.Text.Json;
using static PlanningPlatform.MobileUnits.Tests.RunningFleet;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>The unit's logbook: what it drove, and nothing about why or whom.</summary>
public sealed class LogbookTests : IAsyncLifetime
{
    private RunningFleet _fleet = null!;

    public async Task InitializeAsync() => _fleet = await RunningFleet.StartAsync();

    public async Task DisposeAsync() => await _fleet.DisposeAsync();

    [Fact]
    public async Task A_trip_is_a_row_with_villages_times_and_kilometres_and_the_sums_are_below()
    {
        await _fleet.DriveAsync(await _fleet.AssignAsync(await _fleet.BookAsync(Banjaran, new { destination = "rsud-gambiran" }, passengers: 3), "MB-06"), minutes: 25, odometerStart: 12_000, odometerEnd: 12_009);
        await _fleet.DriveAsync(await _fleet.AssignAsync(await _fleet.BookAsync(Banjaran, new { regionCode = Bawang }, "Social"), "MB-06"), minutes: 15);
        await DoAsync(_fleet.SectionHead, $"/api/mobile-units/{await _fleet.IdOfAsync("MB-06")}/expenses", new { kind = "Fuel", on = _fleet.Today, rupiah = 100_000, litres = 10 });
        await DoAsync(_fleet.SectionHead, $"/api/mobile-units/{await _fleet.IdOfAsync("MB-06")}/expenses", new { kind = "DriverAllowance", on = _fleet.Today, rupiah = 75_000 });

        var book = await _fleet.ReadAsync(_fleet.SectionHead, $"/api/mobile-units/logbook?villageCode={Banjaran}");

        Assert.Equal($$"""[{"code":"MB-06","baseCode":"{{Banjaran}}"}]""", book.GetProperty("units").GetRawText());
        var rows = book.GetProperty("trips").GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(2, rows.Count);
        Assert.Equal(
            (_fleet.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "MB-06", "crew", Banjaran, 3, 12_000, 12_009, 9.0, true, false),
            (rows[0].GetProperty("date").GetString(), rows[0].GetProperty("unitCode").GetString(), rows[0].GetProperty("driver").GetString(), rows[0].GetProperty("fromVillage").GetString(),
                rows[0].GetProperty("passengers").GetInt32(), rows[0].GetProperty("odometerStart").GetInt32(), rows[0].GetProperty("odometerEnd").GetInt32(), rows[0].GetProperty("kilometres").GetDouble(),
                rows[0].GetProperty("isMeasured").GetBoolean(), rows[0].GetProperty("isShared").GetBoolean()));
        Assert.Equal(Bawang, rows[1].GetProperty("toVillage").GetString());
        var totals = book.GetProperty("totals");
        Assert.Equal((2, 5, 2, 9.0, 40.0, 100_000, 10.0, 75_000), (
            totals.GetProperty("trips").GetInt32(), totals.GetProperty("passengers").GetInt32(), totals.GetProperty("rides").GetInt32(), totals.GetProperty("measuredKilometres").GetDouble(),
            totals.GetProperty("minutes").GetDouble(), totals.GetProperty("fuelRupiah").GetInt64(), totals.GetProperty("fuelLitres").GetDouble(), totals.GetProperty("allowanceRupiah").GetInt64()));
        Assert.True(totals.GetProperty("kilometres").GetDouble() > 9);
        Assert.Equal(0, (await _fleet.ReadAsync(_fleet.SectionHead, $"/api/mobile-units/logbook?from={_fleet.Today.AddDays(-9):yyyy-MM-dd}&to={_fleet.Today.AddDays(-1):yyyy-MM-dd}")).GetProperty("totals").GetProperty("trips").GetInt32());
    }

    /// <summary>Whatever was booked, for whomever: the same words are looked for in all that the logbook says.</summary>
    [Theory]
    [InlineData("Health", "rsud-gambiran", "kontrol TB", "Warga Rahasia", "081298765432", "gang mawar tujuh")]
    [InlineData("Health", "puskesmas-balowerti", "cuci darah; HIV", "=HYPERLINK(\"x\")", "+62 812-3344-5566", "depan musala Nurul")]
    [InlineData("Social", "gor-jayabaya", "takziah keluarga Pak Lurah", "Kader Setempat", "081311112222", "RT 07 RW 03")]
    [InlineData("Administration", "disdukcapil", "perekaman KTP difabel", "Warga Berkursi", "085712121212", "\"kutip\", koma")]
    public async Task Nothing_of_who_was_carried_and_why_is_in_it(string purpose, string destination, string note, string name, string phone, string pickUp)
    {
        var request = await _fleet.BookAsync(Banjaran, new { destination }, purpose, 1, name, phone, note, pickUp);
        var number = (await _fleet.ReadAsync(_fleet.Dispatcher, "/api/dispatch/requests")).GetProperty("items").EnumerateArray().Single(row => row.GetProperty("id").GetGuid() == request).GetProperty("trackingNumber").GetString()!;
        await _fleet.DriveAsync(await _fleet.AssignAsync(request, "MB-06", reason: $"Alasan: {note}"));

        var json = (await _fleet.ReadAsync(_fleet.SectionHead, "/api/mobile-units/logbook")).GetRawText();
        var csv = await _fleet.SectionHead.GetStringAsync(new Uri("/api/mobile-units/logbook.csv", UriKind.Relative));

        var placeName = (await _fleet.ReadAsync(_fleet.Service.CreateClient(), "/api/mobile-units/booking-rules")).GetProperty("destinations").EnumerateArray()
            .Single(each => each.GetProperty("code").GetString() == destination).GetProperty("name").GetString()!;
        string[] words = [purpose, destination, placeName, note, name, phone, phone[^6..], pickUp, number, request.ToString(), .. note.Split(' ', ';').Where(word => word.Length > 3), .. name.Split(' ').Where(word => word.Length > 4)];
        foreach (var said in (string[])[json, csv])
        {
            Assert.Contains("MB-06", said, StringComparison.Ordinal);
            Assert.All(words, word => Assert.DoesNotContain(word, said, StringComparison.OrdinalIgnoreCase));
        }

        Assert.Equal(
            ["date", "unitCode", "driver", "fromVillage", "toVillage", "passengers", "departedAt", "arrivedAt", "endedAt", "odometerStart", "odometerEnd", "kilometres", "isMeasured", "isShared"],
            JsonDocument.Parse(json).RootElement.GetProperty("trips").GetProperty("items")[0].EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task The_spreadsheet_holds_the_rows_of_the_answer()
    {
        await _fleet.DriveAsync(await _fleet.AssignAsync(await _fleet.BookAsync(Banjaran, new { regionCode = Bawang }), "MB-06"), odometerStart: 500, odometerEnd: 512);

        var csv = await _fleet.SectionHead.GetStringAsync(new Uri("/api/mobile-units/logbook.csv", UriKind.Relative));

        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal("date,unit,driver,from_village,to_village,passengers,departed_at,arrived_at,ended_at,odometer_start,odometer_end,kilometres,measured,shared", lines[0]);
        Assert.StartsWith($"{_fleet.Today:yyyy-MM-dd},MB-06,crew,{Banjaran},{Bawang},2,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",500,512,12,true,false", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("villageCode=35.71.03.1009", 403, "outside_scope")]
    [InlineData("villageCode=35.71.99.1009", 400, "invalid_input")]
    [InlineData("from=2026-01-01&to=2025-01-01", 400, "invalid_input")]
    [InlineData("from=2024-01-01&to=2025-06-01", 400, "invalid_input")]
    [InlineData("unitId=01a1ff92-82a6-7d46-aa9f-9ac467833d1c", 404, "not_found")]
    [InlineData("unitId=01a1ff92-82a6-7d46-aa9f-9ac467833d1c&villageCode=35.71.02.1012", 400, "invalid_input")]
    public async Task What_is_not_theirs_or_makes_no_sense_is_refused(string query, int status, string code)
    {
        using var answer = await _fleet.SectionHead.GetAsync(new Uri($"/api/mobile-units/logbook?{query}", UriKind.Relative));

        Assert.Equal((HttpStatusCode)status, answer.StatusCode);
        Assert.Equal(code, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_unit_elsewhere_is_refused_and_a_manager_of_the_city_reads_all()
    {
        await _fleet.DriveAsync(await _fleet.AssignAsync(await _fleet.BookAsync(Bawang, new { regionCode = Banjaran }), "MB-09"));

        using var refused = await _fleet.SectionHead.GetAsync(new Uri($"/api/mobile-units/logbook?unitId={await _fleet.IdOfAsync("MB-09")}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(0, (await _fleet.ReadAsync(_fleet.SectionHead, "/api/mobile-units/logbook")).GetProperty("totals").GetProperty("trips").GetInt32());
        Assert.Equal(1, (await _fleet.ReadAsync(_fleet.Manager, "/api/mobile-units/logbook")).GetProperty("totals").GetProperty("trips").GetInt32());
    }
}
