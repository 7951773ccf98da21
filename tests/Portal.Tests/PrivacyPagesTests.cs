using System.Net;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

/// <summary>The notice, the boxes beside the contact, and what a resident and an officer do about personal data.</summary>
public sealed class PrivacyPagesTests
{
    private static readonly (string, string)[] Report = [("villageCode", Canned.Village), ("categoryCode", "ANTAR"), ("description", "Lampu padam"), ("visibility", "Public")];

    [Theory]
    [InlineData("/")]
    [InlineData("/lapor")]
    [InlineData("/usulan/baru")]
    [InlineData("/masuk")]
    public async Task Every_footer_leads_to_the_notice(string page)
    {
        await using var portal = await RunningPortal.StartAsync();
        var html = await portal.Browser().ReadAsync(page);

        Assert.Contains("<a href=\"/privasi\"", html[html.IndexOf("<footer", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_notice_shows_the_periods_by_which_the_services_remove_and_whom_to_ask_in_both_languages()
    {
        await using var portal = await RunningPortal.StartAsync(settings: [("Retention:ComplaintContact", "123"), ("Retention:ProposalContact", "456"), ("Retention:JourneyDetails", "234"), ("Retention:Positions", "21"), ("Retention:IntakeKeys", "0.12:00:00"), ("Privacy:Contact", "PPID Kota, ppid@contoh.invalid")]);

        var page = await portal.Browser().ReadAsync("/privasi");
        Assert.All((string[])["Pemerintah Kota Kediri", "123 hari", "456 hari", "234 hari", "21 hari", "12 jam", "PPID Kota, ppid@contoh.invalid", "23 November 2026", "Undang-Undang Nomor 27 Tahun 2022"], words => Assert.Contains(words, page, StringComparison.Ordinal));

        using var english = portal.Browser();
        english.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        Assert.Contains("123 days", await english.ReadAsync("/privasi"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/lapor", "reporter")]
    [InlineData("/usulan/baru", "proposer")]
    public async Task Nothing_is_ticked_beforehand_and_the_notice_is_a_link_beside_the_contact(string page, string who)
    {
        await using var portal = await RunningPortal.StartAsync();
        var html = await portal.Browser().ReadAsync(page);

        Assert.Contains($"name=\"{who}.privacyNotice\" value=\"{PrivacyNotice.Version}\"", html, StringComparison.Ordinal);
        Assert.DoesNotMatch($"name=\"{who}\\.(privacyNotice|news)\"[^>]* checked", html);
        Assert.Contains("<a href=\"/privasi\" target=\"_blank\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_ticked_goes_with_the_contact_and_without_a_contact_nothing_goes()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        using var ticked = await browser.FillInAsync(
            "/lapor", "/lapor", [.. Report, ("reporter.phone", "0812-3456-7890"), ("reporter.privacyNotice", PrivacyNotice.Version), ("reporter.news", "ya")]);
        using var nothing = await browser.FillInAsync("/lapor", "/lapor", [.. Report, ("reporter.privacyNotice", PrivacyNotice.Version)]);

        var sent = portal.Services.Received.Where(request => request.Line == "POST /api/complaints").Select(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("reporter")).ToList();
        Assert.Equal(("0812-3456-7890", PrivacyNotice.Version, true), (sent[0].GetProperty("phone").GetString(), sent[0].GetProperty("privacyNotice").GetString(), sent[0].GetProperty("news").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, sent[1].ValueKind);
    }

    [Theory]
    [InlineData("/lapor", "POST /api/complaints", "reporter")]
    [InlineData("/usulan/baru", "POST /api/proposals", "proposer")]
    public async Task A_box_that_was_not_ticked_is_asked_for_beside_it_with_everything_kept(string page, string call, string who)
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer(call, _ => CannedServices.Problem(400, "invalid_input", "x", ($"{who}.privacyNotice", "required", "x")));

        using var answer = await portal.Browser().FillInAsync(page, page, ("villageCode", Canned.Village), ($"{who}.phone", "0812-3456-7890"));
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"id=\"{who}.privacyNotice-wrong\"", html, StringComparison.Ordinal);
        Assert.Contains("Mohon centang bahwa Anda sudah membaca pemberitahuan privasi", html, StringComparison.Ordinal);
        Assert.Contains("value=\"0812-3456-7890\"", html, StringComparison.Ordinal);
        Assert.Contains($"<details class=\"more\" id=\"{who}\" open", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_holds_the_slip_downloads_their_data_and_erases_their_contact()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = await HolderAsync(portal);

        using var file = await browser.GetAsync(new Uri($"/lacak/{Canned.Number}/data-pribadi", UriKind.Relative));
        Assert.Equal(("application/json", $"data-pribadi-{Canned.Number}.json"), (file.Content.Headers.ContentType?.MediaType, file.Content.Headers.ContentDisposition?.FileName));
        Assert.Equal("no-store", file.Headers.CacheControl?.ToString());
        Assert.Contains("Warga é", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var erased = await browser.FillInAsync($"/lacak/{Canned.Number}", $"/lacak/{Canned.Number}/hapus-kontak");
        Assert.Equal($"/lacak/{Canned.Number}?kabar=contact-erased", erased.Headers.Location?.ToString());
        Assert.Contains("Kontak Anda sudah dihapus", await browser.ReadAsync($"/lacak/{Canned.Number}?kabar=contact-erased"), StringComparison.Ordinal);
        using var asked = await browser.FillInAsync($"/lacak/{Canned.Number}", $"/lacak/{Canned.Number}/hapus", ("reason", "Nama tetangga"));
        Assert.Equal($"/lacak/{Canned.Number}?kabar=erasure-requested", asked.Headers.Location?.ToString());
        Assert.Equal(
            ["""{"scope":"Contact","reason":null}""", """{"scope":"Everything","reason":"Nama tetangga"}"""],
            portal.Services.Received.Where(request => request.Line == $"POST /api/complaints/track/{Canned.Number}/erasure" && request.Headers["X-Tracking-Secret"] == Canned.Secret).Select(request => request.Body));
    }

    [Fact]
    public async Task A_proposer_downloads_their_data_and_erases_their_contact()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        using var found = await browser.FillInAsync("/usulan", "/usulan/lacak", ("number", "USL-7K2M-9QX1"), ("secret", Canned.Secret));

        using var file = await browser.GetAsync(new Uri("/usulan/USL-7K2M-9QX1/data-pribadi", UriKind.Relative));
        Assert.Equal("application/json", file.Content.Headers.ContentType?.MediaType);
        using var erased = await browser.FillInAsync("/usulan/USL-7K2M-9QX1", "/usulan/USL-7K2M-9QX1/hapus-kontak");
        Assert.Equal("/usulan/USL-7K2M-9QX1?kabar=contact-erased", erased.Headers.Location?.ToString());
        Assert.DoesNotContain("Minta isi laporan dihapus", await browser.ReadAsync("/usulan/USL-7K2M-9QX1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/lacak/ADU-7K2M-9QX1/data-pribadi", "/lacak/ADU-7K2M-9QX1")]
    [InlineData("/usulan/USL-7K2M-9QX1/data-pribadi", "/usulan/USL-7K2M-9QX1")]
    public async Task Without_the_secret_the_page_that_asks_for_it_comes_first(string path, string page)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var answer = await portal.Browser().GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(page, answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("Open", null, "Petugas memutuskan paling lambat", false)]
    [InlineData("Refused", "Menjadi bukti", "Alasannya: Menjadi bukti", true)]
    [InlineData("Granted", null, "isi laporan sudah dihapus", false)]
    public async Task The_resident_sees_where_their_request_stands(string state, string? refusal, string words, bool canAskAgain)
    {
        await using var portal = await RunningPortal.StartAsync();
        var at = TimeProvider.System.GetUtcNow();
        portal.Services.Answer($"GET /api/complaints/track/{Canned.Number}", new
        {
            trackingNumber = Canned.Number, status = "Verified", expectedBy = at, contactIsKept = false, erasure = new { state, requestedAt = at, dueAt = at.AddDays(3), refusal },
            timeline = (object[])[new { code = "Verified", status = "Verified", at = at.AddHours(-1), note = (string?)null }, new { code = "ErasureRequested", status = "Verified", at, note = (string?)null }],
        });
        using var browser = await HolderAsync(portal);

        var page = await browser.ReadAsync($"/lacak/{Canned.Number}");
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Equal(canAskAgain, page.Contains("Minta isi laporan dihapus", StringComparison.Ordinal));
        Assert.DoesNotContain("Hapus kontak saya", page, StringComparison.Ordinal);
        // The case stands where it stood: asking moved nothing.
        Assert.Contains("<p class=\"soft\">Laporan diperiksa petugas 112</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_officer_sees_what_is_overdue_grants_and_refuses_with_a_reason()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var officer = portal.Browser(Roles.InformationOfficer);
        Assert.Contains("Lewat batas waktu", await officer.ReadAsync("/privasi/permintaan"), StringComparison.Ordinal);

        using var granted = await officer.FillInAsync("/privasi/permintaan", $"/privasi/permintaan/{Canned.Id}/kabulkan");
        Assert.Equal("/privasi/permintaan?kabar=erasure-granted", granted.Headers.Location?.ToString());
        var field = $"reason-{Canned.Id.Replace("-", "", StringComparison.Ordinal)}";
        using var refused = await officer.FillInAsync("/privasi/permintaan", $"/privasi/permintaan/{Canned.Id}/tolak", (field, "Menjadi bukti"));
        Assert.Equal("/privasi/permintaan?kabar=erasure-refused", refused.Headers.Location?.ToString());
        Assert.Equal("""{"reason":"Menjadi bukti"}""", portal.Services.Received.Single(request => request.Line.EndsWith("/refuse", StringComparison.Ordinal)).Body);

        portal.Services.Answer($"POST /api/complaints/erasure-requests/{Canned.Id}/refuse", _ => CannedServices.Problem(400, "invalid_input", "Bagian ini wajib diisi.", ("reason", "required", "Bagian ini wajib diisi.")));
        using var again = await officer.FillInAsync("/privasi/permintaan", $"/privasi/permintaan/{Canned.Id}/tolak", (field, " "));
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        Assert.Contains($"id=\"{field}-wrong\"", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpClient> HolderAsync(RunningPortal portal)
    {
        var browser = portal.Browser();
        using var found = await browser.FillInAsync("/lacak", "/lacak", ("number", Canned.Number), ("secret", Canned.Secret));
        return browser;
    }
}
