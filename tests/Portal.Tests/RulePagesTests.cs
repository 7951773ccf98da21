using System.Net;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

/// <summary>Rules of categories, profiles of regulations, and who looked at identities.</summary>
public sealed class RulePagesTests
{
    private const string Page = "/aturan/jenis/ANTAR", Rules = "/api/complaints/categories/ANTAR/rules", Profiles = "/api/complaints/regulation-profiles";

    [Fact]
    public async Task A_category_shows_what_is_in_force_and_what_will_be_and_its_form_begins_with_what_holds()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.Admin);
        Assert.Contains($"href=\"{Page}\"", await browser.ReadAsync("/aturan"), StringComparison.Ordinal);

        var html = await browser.ReadAsync(Page);

        Assert.Contains("Mulai 1 Januari 2999", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("Akan berlaku").Length);
        Assert.Equal(2, html.Split("</svg>Berlaku<").Length);
        Assert.Contains("<option value=\"DINKES\" selected", html, StringComparison.Ordinal);
        Assert.Contains("value=\"3 hari\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_changed_from_a_day_on_with_the_lead_first()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST {Rules}", new { categoryCode = "ANTAR", effectiveFrom = "2026-12-01", agencyCodes = (string[])["BPBD"], clock = "Ordinary", mobileUnit = "No", photoOnClosing = false, forcesSecret = false });

        using var done = await portal.Browser(Roles.Admin).FillInAsync(
            Page, Page, ("effectiveFrom", "2026-12-01"), ("agencyCodes", "BPBD"), ("supporting", "DINKES"), ("supporting", "BPBD"), ("clock", "Ordinary"), ("clockMinutes", ""), ("localTargetDays", " 3 "),
            ("localTarget", "3 hari"), ("mobileUnit", "Welcome"), ("photoOnClosing", "yes"));

        Assert.Equal($"{Page}?kabar=rule-changed", done.Headers.Location?.ToString());
        Assert.Equal(
            """{"effectiveFrom":"2026-12-01","agencyCodes":["BPBD","DINKES"],"clock":"Ordinary","clockMinutes":null,"localTargetDays":3,"localTarget":"3 hari","mobileUnit":"Welcome","photoOnClosing":true,"forcesSecret":false}""",
            portal.Services.Received.Single(request => request.Line == $"POST {Rules}").Body);
    }

    [Fact]
    public async Task A_rule_that_is_refused_comes_back_with_everything_in_it()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST {Rules}", _ => CannedServices.Problem(400, "invalid_input", "", ("effectiveFrom", "out_of_range", "Mulai berlaku hari ini atau sesudahnya, paling lama dua tahun lagi.")));
        using var browser = portal.Browser(Roles.Admin);

        using var refused = await browser.FillInAsync(Page, Page, ("effectiveFrom", "2001-01-01"), ("agencyCodes", "BPBD"), ("clock", "Emergency"), ("clockMinutes", "7"), ("localTarget", "secepatnya"), ("mobileUnit", "No"));
        using var noNumber = await browser.FillInAsync(Page, Page, ("clockMinutes", "tujuh"));

        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (refused.StatusCode, noNumber.StatusCode));
        Assert.Contains("Mulai berlaku hari ini atau sesudahnya", html, StringComparison.Ordinal);
        Assert.Contains("value=\"secepatnya\"", html, StringComparison.Ordinal);
        Assert.Contains("<option value=\"Emergency\" selected", html, StringComparison.Ordinal);
        Assert.Contains("Tulis bilangan bulat.", WebUtility.HtmlDecode(await noNumber.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Single(portal.Services.Received, request => request.Line == $"POST {Rules}");
    }

    [Fact]
    public async Task A_regulation_is_added_and_what_is_taken_is_said()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST {Profiles}", new
        {
            code = "sp4n-2027", name = "SP4N 2027", legalBasis = "x", effectiveFrom = "2027-01-01", forwardDays = 3, followUpDays = 5, informationDays = 5, ordinaryDays = 14, misconductDays = 60, autoCloseDays = 10, reopenDays = 10,
            warnAtPercent = 80, leaderAtPercent = 150,
        });
        using var browser = portal.Browser(Roles.Admin);
        Assert.Contains("name=\"ordinaryDays\" type=\"text\" value=\"14\"", await browser.ReadAsync("/aturan/profil"), StringComparison.Ordinal);
        (string, string)[] typed =
        [
            ("code", "sp4n-2027"), ("name", "SP4N 2027"), ("legalBasis", "PermenPANRB (?)"), ("effectiveFrom", "2027-01-01"), ("forwardDays", "3"), ("followUpDays", "5"), ("informationDays", "5"),
            ("ordinaryDays", "14"), ("misconductDays", "60"), ("autoCloseDays", "10"), ("reopenDays", "10"), ("warnAtPercent", "80"), ("leaderAtPercent", "150"),
        ];

        using var done = await browser.FillInAsync("/aturan/profil", "/aturan/profil", typed);
        portal.Services.Answer($"POST {Profiles}", _ => CannedServices.Problem(409, "profile_exists"));
        using var taken = await browser.FillInAsync("/aturan/profil", "/aturan/profil", typed);

        Assert.Equal("/aturan/profil?kabar=profile-added", done.Headers.Location?.ToString());
        Assert.Contains("\"ordinaryDays\":14", portal.Services.Received.First(request => request.Line == $"POST {Profiles}").Body, StringComparison.Ordinal);
        Assert.Contains("\"effectiveFrom\":\"2027-01-01\"", portal.Services.Received.First(request => request.Line == $"POST {Profiles}").Body, StringComparison.Ordinal);
        var html = WebUtility.HtmlDecode(await taken.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
        Assert.Contains("Sudah ada peraturan dengan kode atau hari berlaku ini.", html, StringComparison.Ordinal);
        Assert.Contains("value=\"PermenPANRB (?)\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_looked_at_whose_identity_is_found_by_number_and_by_person()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.Inspector);

        var html = await browser.ReadAsync("/privasi/siapa-melihat");
        await browser.ReadAsync($"/privasi/siapa-melihat?nomor={Canned.Number}&oleh=&halaman=2");

        Assert.Contains("meja 112", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/privasi/siapa-melihat?oleh=operator112\"", html, StringComparison.Ordinal);
        Assert.Equal($"?number={Canned.Number}&page=2&pageSize=50", portal.Services.Received.Last(request => request.Line == "GET /api/complaints/identity-views").Query);
    }
}
