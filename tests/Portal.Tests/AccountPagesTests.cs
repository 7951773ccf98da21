using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

public sealed class AccountPagesTests
{
    private static readonly object Link = new { path = "/undangan?token=sekali-pakai", expiresAt = TimeProvider.System.GetUtcNow().AddDays(3) };

    [Fact]
    public async Task An_administrator_invites_somebody_and_sees_the_link_once()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/identity/accounts", _ => Results.Json(new { id = Canned.Id, username = "perencana", link = Link, sentTo = (string[])["s***@contoh.id", "+62***789"] }, statusCode: 201));
        using var browser = portal.Browser(Roles.Admin);

        using var done = await browser.FillInAsync("/akun/undang", "/akun/undang",
            ("username", "perencana"), ("name", "Sari"), ("email", ""), ("phone", ""),
            ("assignments[0].role", ""), ("assignments[1].role", "agencyOfficer"), ("assignments[1].region", "35.71"), ("assignments[1].agency", "dpupr"), ("assignments[1].unit", ""));

        var page = WebUtility.HtmlDecode(await done.Content.ReadAsStringAsync());
        Assert.Contains("http://localhost/undangan?token=sekali-pakai", page, StringComparison.Ordinal);
        Assert.Contains("Tautan juga dikirim ke s***@contoh.id, +62***789.", page, StringComparison.Ordinal);
        var sent = JsonDocument.Parse(portal.Services.Received.Single(request => request.Line == "POST /api/identity/accounts").Body).RootElement;
        Assert.Equal("""[{"role":"agencyOfficer","region":"35.71","agency":"DPUPR","unit":null}]""", sent.GetProperty("assignments").GetRawText());
    }

    [Fact]
    public async Task A_refused_invitation_keeps_what_was_typed_and_marks_the_field()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/identity/accounts", _ => CannedServices.Problem(400, "invalid_input", "", ("assignments[0].region", "wrong_level", "Peran ini memerlukan kode kelurahan atau desa.")));
        using var browser = portal.Browser(Roles.Admin);

        using var refused = await browser.FillInAsync("/akun/undang", "/akun/undang", ("username", "lurah"), ("assignments[0].role", "villageHead"), ("assignments[0].region", "35.71.02"));

        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("id=\"assignments[0].region-wrong\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"lurah\"", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"villageHead\" selected", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"35.71.02\" selected", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agencies_are_offered_and_a_code_that_is_none_of_theirs_is_pointed_out_while_they_are_known()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/identity/accounts/{Canned.Id}", new
        {
            id = Canned.Id, username = "petugas", name = "", state = "Active", version = 7, createdAt = "2026-11-20T00:00:00Z",
            assignments = (object[])[.. ((string[])["DINKES", "DINKESS"]).Select(agency => new { role = "agencyOfficer", agency, from = "2026-11-20T00:00:00Z" })],
        });
        using var browser = portal.Browser(Roles.Admin);

        var account = await browser.ReadAsync($"/akun/{Canned.Id}");

        Assert.Contains("<option value=\"DINKES\">Dinas Kesehatan</option>", account, StringComparison.Ordinal);
        Assert.Contains("list=\"daftar-dinas\"", await browser.ReadAsync("/akun/undang"), StringComparison.Ordinal);
        Assert.Contains("Kode DINKESS tidak ada di daftar dinas", account, StringComparison.Ordinal);
        Assert.DoesNotContain("Kode DINKES tidak", account, StringComparison.Ordinal);
        portal.Services.Answer("GET /api/complaints/agencies", _ => Results.StatusCode(503));
        Assert.DoesNotContain("tidak ada di daftar dinas", await browser.ReadAsync($"/akun/{Canned.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_names_what_is_wrong_by_row_and_hands_out_links_when_nothing_is()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.Admin);
        portal.Services.Answer("POST /api/identity/accounts/import", _ => CannedServices.Problem(400, "invalid_input", "", ("rows[3].role", "unknown", "Peran ini tidak dikenal.")));

        Assert.Contains("Baris 3, role:", await UploadAsync(browser), StringComparison.Ordinal);
        portal.Services.Answer("POST /api/identity/accounts/import", new { created = (object[])[new { username = "satu", link = Link, sentTo = (string[])["s***@contoh.id"] }], existing = (string[])["dua"] });
        var done = await UploadAsync(browser);

        Assert.Contains("Sudah ada dan tidak diubah: dua.", done, StringComparison.Ordinal);
        Assert.Contains("/undangan?token=sekali-pakai", done, StringComparison.Ordinal);
        Assert.Contains("s***@contoh.id", done, StringComparison.Ordinal);
        Assert.Equal("username;role\nsatu;planner\n", portal.Services.Received.Last(request => request.Line == "POST /api/identity/accounts/import").Body);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_with_the_limit_before_it_is_passed_on()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.Admin);

        var refused = await UploadAsync(browser, new string('x', 513 * 1024));

        Assert.Contains("lebih dari 512 kB", refused, StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Services.Received, request => request.Line == "POST /api/identity/accounts/import");
    }

    [Theory]
    [InlineData("failures=1", "jumlah kegagalan: 1")]
    [InlineData("operator112 region=35.71", "Operator 112, Kota Kediri")]
    [InlineData("planner -> planner; agencyOfficer region=35.71 agency=DPUPR from=2026-12-01T00:00:00.0000000+07:00", "Perencana → Perencana; Petugas dinas, Kota Kediri, dinas DPUPR, mulai Selasa, 1 Desember 2026, 00.00 WIB")]
    [InlineData(" -> crew unit=MB-09", "– → Awak Mobmas, unit MB-09")]
    [InlineData("fields=email,phone", "diubah: surel, telepon")]
    [InlineData("Plh for=camat.kota decree=800/12", "Rincian: <span class=\"code\">Plh for=camat.kota decree=800/12</span>")]
    public async Task The_audit_log_says_details_in_words_where_there_are_some(string detail, string words)
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("GET /api/identity/audit", CannedServices.List(new { id = Canned.Id, at = "2026-11-20T00:00:00+00:00", actor = "admin", action = "roles_changed", target = "lurah.banjaran", outcome = "Done", detail }));
        Assert.Contains(words, await portal.Browser(Roles.Admin).ReadAsync("/jejak"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_roles_sends_the_version_and_the_day_and_an_account_shows_for_whom_it_acts()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"PUT /api/identity/accounts/{Canned.Id}/assignments", _ => CannedServices.Problem(409, "changed_meanwhile", "Akun ini baru saja diubah orang lain."));
        using var browser = portal.Browser(Roles.Admin);
        Assert.Contains("Menggantikan camat.kota", await browser.ReadAsync($"/akun/{Canned.Id}"), StringComparison.Ordinal);

        using var late = await browser.FillInAsync($"/akun/{Canned.Id}", $"/akun/{Canned.Id}/penugasan", ("from", "2026-12-01"), ("assignments[0].role", "planner"), ("assignments[0].region", "35.71"));

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Akun ini baru saja diubah orang lain.", WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var sent = JsonDocument.Parse(portal.Services.Received.Single(request => request.Line.StartsWith("PUT ", StringComparison.Ordinal)).Body).RootElement;
        Assert.Equal((7, "2026-12-01"), (sent.GetProperty("version").GetInt32(), sent.GetProperty("from").GetString()));
    }

    [Fact]
    public async Task Name_and_addresses_are_changed_and_a_refused_change_keeps_what_was_typed()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"PUT /api/identity/accounts/{Canned.Id}", _ => CannedServices.Problem(400, "invalid_input", "", ("email", "invalid", "Alamat surel ini belum benar.")));
        using var browser = portal.Browser(Roles.Admin);

        using var refused = await browser.FillInAsync($"/akun/{Canned.Id}", $"/akun/{Canned.Id}/kontak", ("name", "Sari Dewi"), ("email", "bukan surel"), ("phone", ""));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("id=\"email-wrong\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"bukan surel\"", page, StringComparison.Ordinal);

        portal.Services.Answer($"PUT /api/identity/accounts/{Canned.Id}", new { id = Canned.Id, username = "lurah.banjaran", assignments = Array.Empty<object>() });
        using var done = await browser.FillInAsync($"/akun/{Canned.Id}", $"/akun/{Canned.Id}/kontak", ("name", "Sari Dewi"), ("email", "sari@contoh.id"), ("phone", ""));
        Assert.Equal($"/akun/{Canned.Id}?kabar=contact-changed", done.Headers.Location?.ToString());
        Assert.Equal(
            """{"version":7,"name":"Sari Dewi","email":"sari@contoh.id","phone":null}""",
            portal.Services.Received.Last(request => request.Line.StartsWith("PUT ", StringComparison.Ordinal)).Body);
    }

    [Fact]
    public async Task Whoever_forgot_their_password_is_told_the_same_whatever_they_typed()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/identity/password-forgotten", _ => Results.Json(new { linkValidMinutes = 60, oneLinkPerMinutes = 15 }, statusCode: 202));
        using var browser = portal.Browser();
        Assert.Contains("href=\"/lupa\"", await browser.GetStringAsync(new Uri("/masuk", UriKind.Relative)), StringComparison.Ordinal);

        using var asked = await browser.FillInAsync("/lupa", "/lupa", ("username", "sari@contoh.id"));

        var page = WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync());
        Assert.Contains("Tautan berlaku 60 menit", page, StringComparison.Ordinal);
        Assert.Contains("setelah 15 menit", page, StringComparison.Ordinal);
        Assert.Contains("Minta tautan kepada administrator", page, StringComparison.Ordinal);
        Assert.DoesNotContain("sari@contoh.id", page, StringComparison.Ordinal);
        Assert.Equal("""{"username":"sari@contoh.id"}""", portal.Services.Received.Single(request => request.Line == "POST /api/identity/password-forgotten").Body);
    }

    [Fact]
    public async Task A_request_that_did_not_get_through_keeps_the_name_and_says_so()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/identity/password-forgotten", _ => Results.StatusCode(503));

        using var failed = await portal.Browser().FillInAsync("/lupa", "/lupa", ("username", "sari"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.Contains("value=\"sari\"", await failed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deactivate")]
    [InlineData("sign-out")]
    [InlineData("second-factor-reset")]
    public async Task Each_step_says_what_it_did(string step)
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/identity/accounts/{Canned.Id}/{step}", _ => Results.NoContent());
        using var browser = portal.Browser(Roles.Admin);

        using var done = await browser.FillInAsync($"/akun/{Canned.Id}", $"/akun/{Canned.Id}/{step}");

        Assert.Equal($"/akun/{Canned.Id}?kabar={step}", done.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_temporary_password_is_shown_once()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/identity/accounts/{Canned.Id}/password-reset", new { link = (object?)null, temporaryPassword = "abcd-efgh-ijkl-mnop", temporaryPasswordExpiresAt = "2026-12-03T05:30:00Z" });
        using var browser = portal.Browser(Roles.Admin);

        using var done = await browser.FillInAsync($"/akun/{Canned.Id}", $"/akun/{Canned.Id}/kata-sandi", ("means", "TemporaryPassword"));

        var page = await done.Content.ReadAsStringAsync();
        Assert.Contains("abcd-efgh-ijkl-mnop", page, StringComparison.Ordinal);
        Assert.Contains("Berlaku sampai", page, StringComparison.Ordinal);
        Assert.Contains("3 Desember 2026", page, StringComparison.Ordinal);
        Assert.Contains("no-store", done.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_is_appointed_by_user_name()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.Admin);
        portal.Services.Answer("POST /api/identity/acting", _ => Results.Json(new { id = Canned.Id, username = "a", forUsername = "b", kind = "Plh", decree = "1", from = "2026-12-01", until = "2026-12-02", state = "Planned" }, statusCode: 201));

        using var unknown = await AppointAsync("tidak.ada");
        using var done = await AppointAsync("Lurah.Banjaran");

        Assert.Contains("Nama pengguna ini tidak ada.", WebUtility.HtmlDecode(await unknown.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal("/akun/pengganti?kabar=acting-registered", done.Headers.Location?.ToString());

        Task<HttpResponseMessage> AppointAsync(string name) => browser.FillInAsync("/akun/pengganti", "/akun/pengganti",
            ("forAccountId", "lurah.banjaran"), ("accountId", name), ("kind", "Plh"), ("decree", "800/1/2026"), ("from", "2026-12-01"), ("until", "2026-12-02"));
    }

    [Fact]
    public async Task The_key_is_replaced_by_an_administrator_only()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/identity/keys/replace", _ => Results.NoContent());

        Assert.DoesNotContain("Ganti kunci sekarang", await portal.Browser(Roles.Inspector).ReadAsync("/jejak"), StringComparison.Ordinal);
        using var done = await portal.Browser(Roles.Admin).FillInAsync("/jejak", "/jejak/ganti-kunci", ("reason", "cadangan hilang"));

        Assert.Equal("/sesi/perbarui?returnUrl=%2Fjejak%3Fkabar%3Dkey-replaced", done.Headers.Location?.ToString());
    }

    [Fact]
    public async Task An_invitation_leads_to_the_sign_in_with_the_name_filled_in()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/identity/password-link", new { username = "perencana" });
        using var browser = portal.Browser();

        using var different = await browser.FillInAsync("/undangan?token=x", "/undangan?token=x", ("password", "satu kalimat panjang"), ("repeated", "kalimat lain"));
        using var done = await browser.FillInAsync("/undangan?token=x", "/undangan?token=x", ("password", "satu kalimat panjang"), ("repeated", "satu kalimat panjang"));

        Assert.Contains("Kedua kata sandi tidak sama", WebUtility.HtmlDecode(await different.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal("/masuk?kabar=password-set&username=perencana", done.Headers.Location?.ToString());
        Assert.Contains("\"token\":\"x\"", portal.Services.Received.Single(request => request.Line == "POST /api/identity/password-link").Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/undangan", "password-link", 404, "password_link_unknown", "/lupa")]
    [InlineData("/undangan", "password-link", 409, "password_link_used", "/masuk")]
    [InlineData("/undangan", "password-link", 410, "password_link_expired", "/lupa")]
    [InlineData("/setup", "setup", 404, "setup_link_unknown", "/masuk")]
    [InlineData("/setup", "setup", 409, "setup_link_used", "/masuk")]
    [InlineData("/setup", "setup", 410, "setup_link_expired", "/masuk")]
    public async Task A_dead_link_says_so_when_it_is_opened_and_what_to_do_next(string page, string call, int status, string code, string next)
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/identity/{call}", _ => CannedServices.Problem(status, code, "Tautan ini tidak berlaku."));
        using var answer = await portal.Browser().GetAsync(new Uri($"{page}?token=x", UriKind.Relative));

        Assert.Equal(status, (int)answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Tautan ini tidak berlaku.", html, StringComparison.Ordinal);
        Assert.Matches($"class=\"button( quiet)?\" href=\"{next}\"", html);
        Assert.DoesNotContain("type=\"password\"", html, StringComparison.Ordinal);
        Assert.Equal("x", portal.Services.Received.Single(request => request.Line == $"GET /api/identity/{call}").Headers["X-Link-Token"].ToString());
    }

    [Theory]
    [InlineData("/undangan", "GET", "pesan yang Anda terima")]
    [InlineData("/undangan", "POST", "pesan yang Anda terima")]
    [InlineData("/setup", "GET", "saat sistem dijalankan")]
    [InlineData("/setup", "POST", "saat sistem dijalankan")]
    public async Task Without_a_token_the_page_asks_to_open_the_link_once_more_and_calls_no_link_dead(string page, string method, string openAgain)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var request = new HttpRequestMessage(new(method), page) { Content = method == "POST" ? new FormUrlEncodedContent([]) : null };

        using var answer = await portal.Browser().SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("Buka sekali lagi tautan", html, StringComparison.Ordinal);
        Assert.Contains(openAgain, html, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"password\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Services.Received, call => call.Line.Contains("/api/identity/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/undangan")]
    [InlineData("/setup")]
    public async Task A_refused_form_keeps_the_link_in_its_address_and_in_the_language_switch(string page)
    {
        await using var portal = await RunningPortal.StartAsync();

        using var refused = await portal.Browser().FillInAsync($"{page}?token=a%2Bb", $"{page}?token=a%2Bb", ("password", "satu kalimat panjang"), ("repeated", "kalimat lain"));

        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains($"action=\"{page}?token=a%2Bb\"", html, StringComparison.Ordinal);
        Assert.Contains($"kembali={Uri.EscapeDataString($"{page}?token=a%2Bb")}\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/undangan", "password-link", "password_link_used")]
    [InlineData("/setup", "setup", "setup_link_used")]
    public async Task A_link_that_dies_while_the_form_is_open_takes_the_form_with_it(string page, string call, string code)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        portal.Services.Answer($"POST /api/identity/{call}", _ => CannedServices.Problem(409, code, "Tautan ini sudah dipakai."));

        using var answer = await browser.FillInAsync($"{page}?token=x", $"{page}?token=x", ("username", "kepala"), ("password", "satu kalimat panjang"), ("repeated", "satu kalimat panjang"));

        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Tautan ini sudah dipakai.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"password\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_password_renews_the_session()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/identity/me/password", _ => Results.NoContent());
        using var browser = portal.Browser(Roles.Treasurer);

        using var done = await browser.FillInAsync("/saya", "/saya/kata-sandi", ("password", "lama sekali ini"), ("newPassword", "baru sekali ini"), ("repeated", "baru sekali ini"));

        Assert.Equal("/sesi/perbarui?returnUrl=%2Fsaya%3Fkabar%3Dpassword-changed", done.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_second_factor_is_shown_as_a_picture_confirmed_and_its_recovery_codes_shown()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/identity/me/second-factor", new { secret = "MZXW6YTBOI", uri = "otpauth://totp/Kota%20Kediri:bendahara?secret=MZXW6YTBOI" });
        portal.Services.Answer("POST /api/identity/me/second-factor/confirm", request => CannedServices.Problem(400, "invalid_input", "", ("code", "wrong", "Kode ini tidak cocok.")));
        using var browser = portal.Browser(Roles.Treasurer);

        using var offered = await browser.FillInAsync("/saya", "/saya/faktor-kedua", ("password", "lama sekali ini"));
        var page = WebUtility.HtmlDecode(await offered.Content.ReadAsStringAsync());
        Assert.Contains("src=\"data:image/svg+xml;base64,", page, StringComparison.Ordinal);
        Assert.Contains("MZXW 6YTB OI", page, StringComparison.Ordinal);

        (string, string)[] fields = [("__RequestVerificationToken", Browsing.TokenIn(page)), ("secret", "MZXW6YTBOI"), ("uri", "otpauth://totp/x"), ("code", "000000")];
        using var wrong = await browser.SendFormAsync("/saya/faktor-kedua/konfirmasi", fields);
        Assert.Contains("MZXW 6YTB OI", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        portal.Services.Answer("POST /api/identity/me/second-factor/confirm", new { recoveryCodes = (string[])["AAAA-BBBB-CCCC-DDDD"] });
        using var right = await browser.SendFormAsync("/saya/faktor-kedua/konfirmasi", fields);
        Assert.Contains("AAAA-BBBB-CCCC-DDDD", await right.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> UploadAsync(HttpClient browser, string csv = "username;role\nsatu;planner\n")
    {
        var page = await browser.GetStringAsync(new Uri("/akun/impor", UriKind.Relative));
        using var form = new MultipartFormDataContent { { new StringContent(Browsing.TokenIn(page)), "__RequestVerificationToken" }, { new StringContent(csv), "file", "akun.csv" } };
        using var answer = await browser.PostAsync(new Uri("/akun/impor", UriKind.Relative), form);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
