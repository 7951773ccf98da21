using System.Net;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

/// <summary>Units, coverage, logbook and rules of the mobile units, on their pages.</summary>
public sealed class FleetPagesTests
{
    private const string Unit = $"/armada/unit/{Canned.Id}", Api = $"/api/mobile-units/{Canned.Id}";

    [Fact]
    public async Task The_list_begins_with_what_somebody_has_to_look_after()
    {
        await using var portal = await RunningPortal.StartAsync();

        var html = await portal.Browser(Roles.DistrictHead).ReadAsync("/armada/unit");

        Assert.Contains("1 Mobmas bertugas, 1 perlu perhatian", html, StringComparison.Ordinal);
        Assert.Contains("Pajak terlambat 2 hari", html, StringComparison.Ordinal);
        Assert.Contains("1 unit tidak bertugas lagi", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/armada/unit/baru\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/armada/unit/baru", await portal.Browser(Roles.Dispatcher).ReadAsync("/armada/unit"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Dispatcher, "pakai odometer betulkan-odometer jam-tugas istirahat pelacak")]
    [InlineData(Roles.DistrictHead, "biaya ubah pensiun")]
    [InlineData(Roles.ProgramManager, "biaya ubah pensiun")]
    [InlineData(Roles.VillageSectionHead, "biaya pakai")]
    [InlineData(Roles.VillageHead, "")]
    public async Task Everybody_is_offered_what_they_may_do_and_nothing_else(string role, string steps)
    {
        await using var portal = await RunningPortal.StartAsync();
        var browser = portal.Browser(role);

        var html = await browser.ReadAsync(Unit);

        string[] all = ["biaya", "pakai", "odometer", "betulkan-odometer", "jam-tugas", "istirahat", "pelacak", "ubah", "pensiun"];
        Assert.Equal(steps.Split(' ', StringSplitOptions.RemoveEmptyEntries), all.Where(step => html.Contains($"href=\"{Unit}?isi={step}#isian\"", StringComparison.Ordinal)));
        foreach (var step in all)
        {
            Assert.Equal(steps.Split(' ').Contains(step), (await browser.ReadAsync($"{Unit}?isi={step}")).Contains($"action=\"{Unit}/{step}\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_expense_is_sent_once_with_numbers_as_people_write_them()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST {Api}/expenses", new { id = Canned.Id });
        var browser = portal.Browser(Roles.VillageSectionHead);

        using var done = await browser.FillInAsync($"{Unit}?isi=biaya", $"{Unit}/biaya", ("kind", "Fuel"), ("on", "2026-11-20"), ("rupiah", "1.250.000"), ("litres", "12,5"), ("odometerKilometres", "12.345"), ("note", " SPBU "));
        using var wrong = await browser.FillInAsync($"{Unit}?isi=biaya", $"{Unit}/biaya", ("kind", "Fuel"), ("on", "2026-11-20"), ("rupiah", "banyak"), ("note", "SPBU Banjaran"));

        Assert.Equal($"{Unit}?kabar=unit-biaya", done.Headers.Location?.ToString());
        var sent = portal.Services.Received.Single(request => request.Line == $"POST {Api}/expenses");
        Assert.Equal("""{"kind":"Fuel","on":"2026-11-20","rupiah":1250000,"litres":12.5,"odometerKilometres":12345,"note":"SPBU"}""", sent.Body);
        Assert.True(Guid.TryParse(sent.Headers["Idempotency-Key"].ToString(), out _));
        var html = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("Tulis angka.", html, StringComparison.Ordinal);
        Assert.Contains("value=\"SPBU Banjaran\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_names_whose_accounts_drive_it_and_says_what_to_do_when_nobodys_does()
    {
        await using var portal = await RunningPortal.StartAsync();
        var browser = portal.Browser(Roles.Dispatcher);
        portal.Services.Answer("GET /api/identity/crew", CannedServices.List(new { username = "sopir.enam", name = "Pengemudi Enam", everyUnit = true, until = (string?)null, state = "Invited" }));

        var html = await browser.ReadAsync(Unit);
        portal.Services.Answer("GET /api/identity/crew", CannedServices.List());
        var nobody = await browser.ReadAsync(Unit);

        Assert.Contains("sopir.enam · semua unit · diundang, belum masuk", html, StringComparison.Ordinal);
        Assert.Contains("Pengemudi Enam", html, StringComparison.Ordinal);
        Assert.Contains("Belum ada akun awak", nobody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistaken_expense_is_taken_back_with_a_reason()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST {Api}/expenses/{CannedFleet.Other}/reverse", new { id = Canned.Id });
        var browser = portal.Browser(Roles.VillageSectionHead);
        Assert.Contains($"href=\"{Unit}?isi=batal-biaya&catatan={CannedFleet.Other}#isian\"", await browser.ReadAsync(Unit), StringComparison.Ordinal);

        using var done = await browser.FillInAsync($"{Unit}?isi=batal-biaya&catatan={CannedFleet.Other}", $"{Unit}/batal-biaya", ("reason", "Salah unit"));

        Assert.Equal($"{Unit}?kabar=unit-batal-biaya", done.Headers.Location?.ToString());
        Assert.Equal("""{"reason":"Salah unit"}""", portal.Services.Received.Single(request => request.Line.EndsWith("/reverse", StringComparison.Ordinal)).Body);
    }

    [Fact]
    public async Task A_mistyped_odometer_is_corrected_with_a_reason()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST {Api}/odometer/correct", new { id = Canned.Id });
        var browser = portal.Browser(Roles.Dispatcher);

        using var done = await browser.FillInAsync($"{Unit}?isi=betulkan-odometer", $"{Unit}/betulkan-odometer", ("kilometres", "12.100"), ("reason", "Salah ketik"));
        using var wrong = await browser.FillInAsync($"{Unit}?isi=betulkan-odometer", $"{Unit}/betulkan-odometer", ("kilometres", "dua belas ribu"), ("reason", "Salah ketik"));

        Assert.Equal($"{Unit}?kabar=unit-betulkan-odometer", done.Headers.Location?.ToString());
        Assert.Equal("""{"kilometres":12100,"reason":"Salah ketik"}""", portal.Services.Received.Single(request => request.Line == $"POST {Api}/odometer/correct").Body);
        var html = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
        Assert.Contains("Tulis angka.", html, StringComparison.Ordinal);
        Assert.Contains("value=\"Salah ketik\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shifts_are_typed_as_hours_and_what_is_wrong_is_said_at_its_day()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST {Api}/shifts", new { id = Canned.Id });
        var browser = portal.Browser(Roles.Dispatcher);
        Assert.Contains("name=\"Monday\" type=\"text\" value=\"07.00-12.00, 13.00-16.00\"", await browser.ReadAsync($"{Unit}?isi=jam-tugas"), StringComparison.Ordinal);

        using var done = await browser.FillInAsync($"{Unit}?isi=jam-tugas", $"{Unit}/jam-tugas", ("Monday", "7.00-12.00, 13:00-16:00"), ("Sunday", "08.00–10.00"));
        using var unreadable = await browser.FillInAsync($"{Unit}?isi=jam-tugas", $"{Unit}/jam-tugas", ("Friday", "pagi"));
        portal.Services.Answer($"POST {Api}/shifts", _ => CannedServices.Problem(400, "invalid_input", "", ("shifts[1]", "overlaps", "Bertumpang tindih.")));
        using var overlaps = await browser.FillInAsync($"{Unit}?isi=jam-tugas", $"{Unit}/jam-tugas", ("Monday", "07.00-12.00"), ("Wednesday", "07.00-12.00"));

        Assert.Equal($"{Unit}?kabar=unit-jam-tugas", done.Headers.Location?.ToString());
        Assert.Equal(
            """{"shifts":[{"day":"Monday","from":"07:00:00","until":"12:00:00"},{"day":"Monday","from":"13:00:00","until":"16:00:00"},{"day":"Sunday","from":"08:00:00","until":"10:00:00"}]}""",
            portal.Services.Received.First(request => request.Line == $"POST {Api}/shifts").Body);
        Assert.Contains("href=\"#Friday\"", await unreadable.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("href=\"#Wednesday\"", await overlaps.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_is_sent_in_utc_and_an_open_journey_is_said()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST {Api}/blocks", _ => CannedServices.Problem(409, "journey_open", "Unit ini masih memegang perjalanan pada waktu itu."));

        using var refused = await portal.Browser(Roles.VillageSectionHead).FillInAsync($"{Unit}?isi=pakai", $"{Unit}/pakai", ("from", "2026-11-21T08:00"), ("until", "2026-11-21T11:00"), ("note", "Rapat"));

        Assert.Equal("""{"kind":"OfficeUse","from":"2026-11-21T01:00:00Z","until":"2026-11-21T04:00:00Z","note":"Rapat"}""", portal.Services.Received.Single(request => request.Line == $"POST {Api}/blocks").Body);
        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Unit ini masih memegang perjalanan", html, StringComparison.Ordinal);
        Assert.Contains("value=\"2026-11-21T08:00\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_tells_which_version_it_has_seen_and_begins_again_with_the_newest()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST {Api}", _ => CannedServices.Problem(409, "stale", "Diubah orang lain."));

        using var stale = await portal.Browser(Roles.DistrictHead).FillInAsync($"{Unit}?isi=ubah", $"{Unit}/ubah", ("baseCode", Canned.Village), ("ownerVillageCode", ""), ("seats", "7"));

        var body = JsonDocument.Parse(portal.Services.Received.Single(request => request.Line == $"POST {Api}").Body).RootElement;
        Assert.Equal((7, 7), (body.GetProperty("version").GetInt32(), body.GetProperty("seats").GetInt32()));
        Assert.Equal(JsonValueKind.Null, body.GetProperty("ownerVillageCode").ValueKind);
        var html = await stale.Content.ReadAsStringAsync();
        Assert.Contains("name=\"version\" value=\"7\"", html, StringComparison.Ordinal);
        Assert.Contains("name=\"seats\" type=\"text\" value=\"7\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("villageHead region=35.71.02.1012", true)]
    [InlineData("villageHead region=35.71.02.1003", false)]
    [InlineData("villageHead region=35.71", false)]
    public async Task Only_the_owners_lurah_finds_the_button_of_the_consent(string grant, bool there)
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST {Api}/consent", new { id = Canned.Id });
        var browser = portal.BrowserOf("lurah", new Claim("role", "villageHead"), new Claim("grant", grant));

        var html = await browser.ReadAsync(Unit);

        Assert.Equal(there, html.Contains($"action=\"{Unit}/setuju\"", StringComparison.Ordinal));
        if (there)
        {
            using var done = await browser.FillInAsync(Unit, $"{Unit}/setuju");
            Assert.Equal($"{Unit}?kabar=unit-consent", done.Headers.Location?.ToString());
        }
    }

    [Fact]
    public async Task A_unit_is_registered_and_what_is_wrong_comes_back_with_everything_in_it()
    {
        await using var portal = await RunningPortal.StartAsync();
        var browser = portal.Browser(Roles.DistrictHead);
        portal.Services.Answer("POST /api/mobile-units", _ => CannedServices.Problem(409, "code_taken", "Sudah ada unit dengan kode ini.", ("code", "code_taken", "Sudah ada unit dengan kode ini.")));
        using var taken = await browser.FillInAsync("/armada/unit/baru", "/armada/unit/baru", ("code", "MB-06"), ("baseCode", Canned.Village), ("seats", "6"), ("hasWheelchairLift", "yes"), ("handedOverOn", "2026-11-01"));
        portal.Services.Answer("POST /api/mobile-units", new { id = Canned.Id, code = "MB-13", version = 1 });
        using var done = await browser.FillInAsync("/armada/unit/baru", "/armada/unit/baru", ("code", "MB-13"), ("baseCode", Canned.Village), ("ownerVillageCode", Canned.Village), ("seats", "6"));

        var html = WebUtility.HtmlDecode(await taken.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
        Assert.Contains("Sudah ada unit dengan kode ini.", html, StringComparison.Ordinal);
        Assert.Contains($"<option value=\"{Canned.Village}\" selected", html, StringComparison.Ordinal);
        Assert.Equal($"{Unit}?kabar=unit-registered", done.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Coverage_says_whether_the_target_will_be_reached_and_where_to_act_first()
    {
        await using var portal = await RunningPortal.StartAsync();

        var html = await portal.Browser(Roles.Leader).ReadAsync("/armada/cakupan");

        Assert.Contains("9 dari 46 kelurahan sudah punya Mobmas yang dibutuhkan", html, StringComparison.Ordinal);
        Assert.Contains("target 2029 tidak tercapai; baru pada tahun 2031", html, StringComparison.Ordinal);
        Assert.Contains("laju = 12 unit / 1 tahun", html, StringComparison.Ordinal);
        Assert.Contains("31 tidak terlayani, kurang 2", html, StringComparison.Ordinal);
        Assert.Contains("title=\"tidak ada unit: 30, tujuan di luar kota: 1\"", html, StringComparison.Ordinal);
        Assert.Contains("class=\"map-land cover-full\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/armada/cakupan/kebutuhan", html, StringComparison.Ordinal);
        portal.Services.Answer("GET /api/mobile-units/coverage", CannedFleet.Coverage(reached: true));
        Assert.Contains("target 2029 tercapai", await portal.Browser(Roles.Planner).ReadAsync("/armada/cakupan?tahun=2025"), StringComparison.Ordinal);
        Assert.Equal("?year=2025", portal.Services.Received.Last(request => request.Line == "GET /api/mobile-units/coverage").Query);
    }

    [Fact]
    public async Task A_camat_registers_the_need_of_a_village_from_the_list_of_gaps()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/mobile-units/needs", new { villageCode = "35.71.02.1003" });
        var browser = portal.Browser(Roles.DistrictHead);
        Assert.Contains("href=\"/armada/cakupan?kelurahan=35.71.02.1003#kebutuhan\"", await browser.ReadAsync("/armada/cakupan"), StringComparison.Ordinal);
        var form = await browser.ReadAsync("/armada/cakupan?kelurahan=35.71.02.1003");
        Assert.Contains("<option value=\"35.71.02.1003\" selected", form, StringComparison.Ordinal);
        Assert.Contains("name=\"unitsNeeded\" type=\"text\" value=\"2\"", form, StringComparison.Ordinal);

        using var done = await browser.FillInAsync("/armada/cakupan", "/armada/cakupan/kebutuhan", ("villageCode", "35.71.02.1003"), ("unitsNeeded", "3"), ("plannedOn", "2027-01-02"), ("note", ""));

        Assert.Equal("/armada/cakupan?kabar=need-registered", done.Headers.Location?.ToString());
        Assert.Equal("""{"villageCode":"35.71.02.1003","unitsNeeded":3,"plannedOn":"2027-01-02","note":null}""", portal.Services.Received.Single(request => request.Line == "POST /api/mobile-units/needs").Body);
        using var other = await portal.Browser(Roles.ProgramManager).SendFormAsync("/armada/cakupan/kebutuhan");
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
    }

    [Fact]
    public async Task The_logbook_shows_trips_and_sums_and_never_more_than_the_service_gives()
    {
        await using var portal = await RunningPortal.StartAsync();

        var html = await portal.Browser(Roles.VillageSectionHead).ReadAsync($"/armada/buku?dari=2026-11-21&sampai=2026-11-01&unit={Canned.Id}");

        Assert.Contains("2 perjalanan membawa 5 orang sejauh 22 km", html, StringComparison.Ordinal);
        Assert.Contains("12.000–12.009", html, StringComparison.Ordinal);
        Assert.Contains("± 12,5 *", html, StringComparison.Ordinal);
        Assert.Contains($"?from=2026-11-01&to=2026-11-21&unitId={Canned.Id}&page=1", portal.Services.Received.Single(request => request.Line == "GET /api/mobile-units/logbook").Query, StringComparison.Ordinal);
    }

    /// <summary>Should the service ever say more than it does, neither the page nor the paper passes it on.</summary>
    [Fact]
    public async Task Words_that_no_logbook_holds_are_on_no_page_and_on_no_paper()
    {
        var printer = await PrinterThatShowsAsync();
        await using var portal = await RunningPortal.StartAsync(settings: [("Printing:Chromium", printer)]);
        string[] secrets = ["kontrol TB", "Warga Rahasia", "081298765432", "RSUD Gambiran", "MBM-7K2M-9QX1", "Health"];
        portal.Services.Answer("GET /api/mobile-units/logbook", _ => Microsoft.AspNetCore.Http.Results.Text(
            JsonSerializer.Serialize(CannedFleet.Logbook()).Replace("\"isShared\":", $"\"note\":\"{secrets[0]}\",\"name\":\"{secrets[1]}\",\"phone\":\"{secrets[2]}\",\"dropOffName\":\"{secrets[3]}\",\"trackingNumber\":\"{secrets[4]}\",\"purpose\":\"{secrets[5]}\",\"isShared\":", StringComparison.Ordinal),
            "application/json"));
        var browser = portal.Browser(Roles.VillageHead);

        var html = await browser.ReadAsync("/armada/buku");
        var pdf = await browser.ReadAsync("/armada/buku.pdf?dari=2026-11-01&sampai=2026-11-21");

        Assert.All((string[])[html, pdf], text => Assert.Contains("MB-06", text, StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, html, StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, pdf, StringComparison.Ordinal));
        Directory.Delete(Path.GetDirectoryName(printer)!, recursive: true);
    }

    [Fact]
    public async Task The_logbook_is_printed_whole_and_what_is_too_long_for_paper_is_a_file()
    {
        await using var portal = await RunningPortal.StartAsync();
        var browser = portal.Browser(Roles.VillageSectionHead);

        using var printed = await browser.GetAsync(new Uri("/armada/buku.pdf?dari=2026-11-01&sampai=2026-11-21", UriKind.Relative));
        portal.Services.Answer("GET /api/mobile-units/logbook", CannedFleet.Logbook(trips: 2001));
        using var long_ = await browser.GetAsync(new Uri("/armada/buku.pdf?dari=2026-11-01&sampai=2026-11-21", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (printed.StatusCode, printed.Content.Headers.ContentType?.MediaType));
        Assert.Equal("buku-mobmas-2026-11-01-2026-11-21.pdf", printed.Content.Headers.ContentDisposition?.FileName);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString((await printed.Content.ReadAsByteArrayAsync())[..5]));
        Assert.Equal(HttpStatusCode.Conflict, long_.StatusCode);
        Assert.Contains("2.001 perjalanan terlalu banyak untuk dicetak", await long_.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_rules_begin_with_those_in_force_and_empty_rows_are_not_sent()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/mobile-units/rules", CannedFleet.Rules());
        var browser = portal.Browser(Roles.Admin);
        var html = await browser.ReadAsync("/armada/aturan");
        Assert.Contains("name=\"visitMinutes\" type=\"text\" value=\"30\"", html, StringComparison.Ordinal);
        Assert.Contains("name=\"purposes[1].code\" type=\"text\" value=\"Other\"", html, StringComparison.Ordinal);
        (string, string)[] typed =
        [
            ("code", "perwali-2027"), ("legalBasis", "Perwali"), ("effectiveFrom", "2027-01-01"), .. Pages.Fleet.RulesForm.Numbers.Select(field => (field, "10")), ("purposes[0].code", ""), ("purposes[1].code", "Health"),
            ("purposes[1].indonesian", "Kesehatan"), ("purposes[1].english", "Health"), ("purposes[1].isAllowed", "yes"), ("purposes[1].approval", "yes"),
        ];

        using var done = await browser.FillInAsync("/armada/aturan", "/armada/aturan", typed);
        portal.Services.Answer("POST /api/mobile-units/rules", _ => CannedServices.Problem(400, "invalid_input", "", ("purposes[0].code", "out_of_range", "2 sampai 20 huruf.")));
        using var refused = await browser.FillInAsync("/armada/aturan", "/armada/aturan", typed);

        Assert.Equal("/armada/aturan?kabar=mobmas-rules-added", done.Headers.Location?.ToString());
        var body = JsonDocument.Parse(portal.Services.Received.First(request => request.Line == "POST /api/mobile-units/rules").Body).RootElement;
        Assert.Equal("""[{"code":"Health","indonesian":"Kesehatan","english":"Health","isAllowed":true,"approval":"VillageHead"}]""", body.GetProperty("purposes").GetRawText());
        Assert.Equal((10, "2027-01-01"), (body.GetProperty("targetYear").GetInt32(), body.GetProperty("effectiveFrom").GetString()));
        Assert.Contains("href=\"#purposes[1].code\"", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var manager = await portal.Browser(Roles.ProgramManager).ReadAsync("/armada/aturan");
        Assert.DoesNotContain("name=\"visitMinutes\"", manager, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Destinations_are_added_and_removed()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/mobile-units/destinations", new { code = "x" });
        portal.Services.Answer("POST /api/mobile-units/destinations/rsud-gambiran/remove", _ => Microsoft.AspNetCore.Http.Results.NoContent());
        var browser = portal.Browser(Roles.Admin);

        using var added = await browser.FillInAsync("/armada/aturan/tujuan", "/armada/aturan/tujuan", ("code", "puskesmas-ngletih"), ("name", "Puskesmas Ngletih"), ("villageCode", Canned.Village));
        using var removed = await browser.FillInAsync("/armada/aturan/tujuan", "/armada/aturan/tujuan/rsud-gambiran/hapus");

        Assert.Equal("/armada/aturan/tujuan?kabar=destination-changed", added.Headers.Location?.ToString());
        Assert.Equal("/armada/aturan/tujuan?kabar=destination-removed", removed.Headers.Location?.ToString());
    }

    [Fact]
    public async Task The_summary_shows_trips_by_month_and_who_asks_in_vain()
    {
        await using var portal = await RunningPortal.StartAsync();

        var html = await portal.Browser(Roles.ProgramManager).ReadAsync("/ringkasan");

        Assert.Contains("Mobmas membawa 2.410 orang dalam 1.204 perjalanan", html, StringComparison.Ordinal);
        Assert.Contains("Paling sering tidak terlayani: Banjaran", html, StringComparison.Ordinal);
        Assert.Contains("Rp48.500", html, StringComparison.Ordinal);
        Assert.Contains("terutama: tidak ada unit", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_has_more_than_six_entries_to_choose_from()
    {
        await using var portal = await RunningPortal.StartAsync();
        Assert.All(Roles.All, role => Assert.True(Shell.Session.Workplaces.Count(entry => entry.Roles.Contains(role)) <= 6, role));
    }

    /// <summary>Stands where chromium stands and gives back the document that it was to print.</summary>
    private static async Task<string> PrinterThatShowsAsync()
    {
        var script = Path.Combine(Directory.CreateTempSubdirectory("planning-printer-").FullName, "cetak");
        await File.WriteAllTextAsync(script, """
            #!/bin/sh
            for word in "$@"; do case "$word" in --print-to-pdf=*) paper="${word#--print-to-pdf=}";; file://*) page="${word#file://}";; esac; done
            cp "$page" "$paper"
            """.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return script;
    }
}
