using System.Net;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

/// <summary>Keys of applications that post by Open311.</summary>
public sealed class ApiKeyPagesTests
{
    private const string Page = "/kunci-api", Keys = "/api/complaints/open311-keys";

    [Fact]
    public async Task An_administrator_issues_a_key_that_is_shown_once()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST {Keys}", new
        {
            apiKey = "kunci-yang-ditampilkan-sekali", key = new { id = Canned.Id, client = "Aplikasi warga", contact = "tim@contoh.invalid", requestsPerMinute = 120, keepsContacts = true, demo = false, issuedBy = "admin", issuedAt = TimeProvider.System.GetUtcNow() },
        });

        using var issued = await portal.Browser(Roles.Admin).FillInAsync(Page, Page, ("client", " Aplikasi warga "), ("contact", "tim@contoh.invalid"), ("requestsPerMinute", "120"), ("privacyNoticeAccepted", "yes"));

        var html = WebUtility.HtmlDecode(await issued.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, issued.StatusCode);
        Assert.Contains("kunci-yang-ditampilkan-sekali", html, StringComparison.Ordinal);
        Assert.Contains("/open311/v2", html, StringComparison.Ordinal);
        Assert.Equal("""{"client":"Aplikasi warga","contact":"tim@contoh.invalid","requestsPerMinute":120,"privacyNoticeAccepted":true}""", portal.Services.Received.Last(request => request.Line == $"POST {Keys}").Body);
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST {Keys}", _ => CannedServices.Problem(400, "invalid_input", "", ("contact", "required", "Bagian ini wajib diisi.")));
        using var browser = portal.Browser(Roles.Admin);

        using var refused = await browser.FillInAsync(Page, Page, ("client", "Aplikasi warga"), ("contact", ""));
        using var noNumber = await browser.FillInAsync(Page, Page, ("client", "Aplikasi warga"), ("contact", "x"), ("requestsPerMinute", "banyak"));

        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (refused.StatusCode, noNumber.StatusCode));
        Assert.Contains("Bagian ini wajib diisi.", html, StringComparison.Ordinal);
        Assert.Contains("value=\"Aplikasi warga\"", html, StringComparison.Ordinal);
        Assert.Contains("Tulis bilangan bulat antara 1 dan 6000.", WebUtility.HtmlDecode(await noNumber.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Single(portal.Services.Received, request => request.Line == $"POST {Keys}");
    }

    [Fact]
    public async Task Revoking_says_beforehand_what_it_does_and_is_not_offered_twice()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST {Keys}/{Canned.Id}/revoke", new { id = Canned.Id });
        using var browser = portal.Browser(Roles.Admin);
        var html = await browser.ReadAsync(Page);
        Assert.Contains("tidak dapat lagi mengirim laporan dengan kunci ini", html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/kunci-api/{Canned.Id.Replace('1', '2')}/cabut", html, StringComparison.Ordinal);

        using var done = await browser.FillInAsync(Page, $"{Page}/{Canned.Id}/cabut");

        Assert.Equal("/kunci-api?kabar=api-key-revoked", done.Headers.Location?.ToString());
    }
}
