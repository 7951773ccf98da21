using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

public sealed partial class ResidentTests
{
    private static readonly (string, string)[] Report =
    [
        ("villageCode", Canned.Village), ("categoryCode", "ANTAR"), ("description", "Ibu lansia kontrol besok 07.30"), ("visibility", "Anonymous"), ("address.landmark", "depan musala"),
    ];

    [Fact]
    public async Task A_report_becomes_a_slip_and_its_secret_is_in_no_address()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();

        using var sent = await browser.FillInAsync("/lapor", "/lapor", Report);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Equal($"/lacak/{Canned.Number}/tanda-terima", sent.Headers.Location?.ToString());
        var cookie = sent.Headers.GetValues("Set-Cookie").Single(each => each.StartsWith("kode=", StringComparison.Ordinal));
        Assert.Contains($"path=/lacak/{Canned.Number}", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);

        using var page = await browser.GetAsync(sent.Headers.Location);
        Assert.Equal("no-store", page.Headers.CacheControl?.ToString());
        var slip = await page.Content.ReadAsStringAsync();
        Assert.Contains(Canned.Number, slip, StringComparison.Ordinal);
        Assert.Contains(Canned.Secret, slip, StringComparison.Ordinal);

        var body = JsonDocument.Parse(portal.Services.Received.Single(request => request.Line == "POST /api/complaints").Body).RootElement;
        Assert.Equal("Anonymous", body.GetProperty("visibility").GetString());
        Assert.Equal("depan musala", body.GetProperty("address").GetProperty("landmark").GetString());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("reporter").ValueKind);
    }

    [Theory]
    [InlineData("/lapor", "/lacak", Canned.Number)]
    [InlineData("/usulan/baru", "/usulan", "USL-7K2M-9QX1")]
    public async Task A_printed_slip_says_where_to_track_and_when_it_was_received(string form, string folder, string number)
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/{(folder == "/lacak" ? "complaints" : "proposals")}/track/{number}", new
        {
            trackingNumber = number, status = "Received", timeline = (object[])[new { code = "Received", status = "Received", at = "2026-11-03T02:05:00+00:00" }, new { code = "Verified", status = "Verified", at = "2026-11-05T03:00:00+00:00" }],
        });
        using var browser = portal.Browser();
        browser.DefaultRequestHeaders.Host = "kota.contoh.id";
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var sent = await browser.FillInAsync(form, form, Report);

        var slip = await browser.ReadAsync(sent.Headers.Location!.ToString());

        Assert.Contains($"https://kota.contoh.id{folder}<", slip, StringComparison.Ordinal);
        Assert.Contains("Diterima Selasa, 3 November 2026, 09.05 WIB", slip, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_of_proposals_ask_for_the_number_of_a_proposal()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        var page = await browser.ReadAsync("/usulan");
        Assert.Contains("Nomor usulan", page, StringComparison.Ordinal);
        Assert.Contains("USL-", page, StringComparison.Ordinal);
        Assert.Contains("Lihat usulan", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ADU-", page, StringComparison.Ordinal);
        Assert.Contains("ADU-", await browser.ReadAsync("/lacak"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc", "112.0")]
    [InlineData("-7.8", "")]
    [InlineData("-97.8", "112.0")]
    public async Task A_place_that_cannot_be_read_is_said_and_let_go_instead_of_dropped_in_silence(string latitude, string longitude)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var answer = await SendWithPlaceAsync(portal.Browser(), latitude, longitude);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("id=\"location-wrong\"", page, StringComparison.Ordinal);
        Assert.Contains("Titik lokasi dari ponsel tidak dapat dibaca", page, StringComparison.Ordinal);
        Assert.Contains("name=\"location.latitude\" value=\"\"", page, StringComparison.Ordinal);
        Assert.Contains("Ibu lansia kontrol besok 07.30", page, StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Services.Received, request => request.Line == "POST /api/complaints");
    }

    [Fact]
    public async Task What_a_resident_never_typed_is_explained_in_words_they_know()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/complaints", _ => CannedServices.Problem(400, "invalid_input", "", ("visibility", "invalid", "Bagian 'visibility' tidak dapat dibaca.")));
        using var answer = await portal.Browser().FillInAsync("/lapor", "/lapor", [.. Report.Where(field => field.Item1 != "visibility"), ("visibility", "Everybody")]);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("Pilih siapa yang boleh melihat laporan Anda.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("'visibility'", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_of_a_report_stays_the_same_and_shows_every_step()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        using var found = await browser.FillInAsync("/lacak", "/lacak", ("number", "adu 7k2m 9qx1"), ("secret", Canned.Secret));
        Assert.Equal($"/lacak/{Canned.Number}", found.Headers.Location?.ToString());

        var page = await browser.ReadAsync($"/lacak/{Canned.Number}");
        Assert.Contains("Laporan diterima", page, StringComparison.Ordinal);
        Assert.Contains("Diteruskan ke dinas", page, StringComparison.Ordinal);
        Assert.Contains("Berikutnya:", page, StringComparison.Ordinal);
        Assert.Contains("Batas waktu penanganan", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forgotten_device_asks_for_the_secret_again()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        using var found = await browser.FillInAsync("/lacak", "/lacak", ("number", Canned.Number), ("secret", Canned.Secret));
        using var forgotten = await browser.FillInAsync($"/lacak/{Canned.Number}", $"/lacak/{Canned.Number}/lupakan");
        Assert.Equal("/lacak", forgotten.Headers.Location?.ToString());
        Assert.DoesNotContain("Perjalanan laporan", await browser.ReadAsync($"/lacak/{Canned.Number}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_in_words_and_keeps_the_number()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var answer = await portal.Browser().FillInAsync("/lacak", "/lacak", ("number", Canned.Number), ("secret", "salah"));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Nomor atau kode rahasia tidak cocok", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{Canned.Number}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"salah\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_report_comes_back_with_everything_typed_and_the_reason_beside_its_field()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/complaints", _ => CannedServices.Problem(
            400, "invalid_input", "Bagian ini wajib diisi.", ("description", "required", "Bagian ini wajib diisi."), ("reporter.phone", "too_long", "Paling banyak 30 karakter.")));

        using var answer = await portal.Browser().FillInAsync(
            "/lapor", "/lapor", [.. Report.Where(field => field.Item1 != "description"), ("description", " "), ("address.street", Canned.Hostile), ("reporter.phone", "0812"), ("reporter.news", "ya")]);
        var html = await answer.Content.ReadAsStringAsync();
        var page = WebUtility.HtmlDecode(html);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Ceritakan apa yang terjadi", page, StringComparison.Ordinal);
        Assert.Contains("id=\"description-wrong\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#description\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"reporter.phone-wrong\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"depan musala\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"0812\"", page, StringComparison.Ordinal);
        Assert.Matches("name=\"reporter.news\"[^>]* checked", page);
        Assert.DoesNotMatch("name=\"reporter.privacyNotice\"[^>]* checked", page);
        Assert.Contains($"value=\"{Canned.Village}\" selected", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_did_not_arrive_keeps_its_key_so_that_pressing_again_sends_once()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        portal.Services.Answer("POST /api/complaints", _ => Microsoft.AspNetCore.Http.Results.StatusCode(503));
        using var lost = await browser.FillInAsync("/lapor", "/lapor", Report);
        var page = WebUtility.HtmlDecode(await lost.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, lost.StatusCode);
        Assert.Contains("tidak akan tercatat dua kali", page, StringComparison.Ordinal);
        Assert.Contains("Ibu lansia kontrol besok 07.30", page, StringComparison.Ordinal);

        var key = portal.Services.Received.Single(request => request.Line == "POST /api/complaints").Headers["Idempotency-Key"].ToString();
        Assert.True(key.Length >= 16);
        Assert.Contains($"name=\"key\" value=\"{key}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_from_elsewhere_is_not_passed_on_and_nothing_typed_is_lost()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var answer = await portal.Browser().SendFormAsync("/lapor", [("key", "0123456789abcdef"), .. Report]);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Tekan tombol kirim sekali lagi", page, StringComparison.Ordinal);
        Assert.Contains("Ibu lansia kontrol besok 07.30", page, StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Services.Received, request => request.Line == "POST /api/complaints");
    }

    [Fact]
    public async Task No_post_acts_without_the_token_of_our_own_page()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var _ = portal.Browser();
        var posts = portal.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(endpoint => Guids().Replace(FirstOfSeveral().Replace(endpoint.RoutePattern.RawText!, "${first}"), Canned.Id).Replace("{number}", Canned.Number, StringComparison.Ordinal)).ToList();
        Assert.True(posts.Count >= 10);
        using var browser = portal.Browser(Roles.Operator112, Roles.Dispatcher, Roles.Crew, Roles.VillageHead);
        foreach (var post in posts)
            using (await browser.SendFormAsync(post, ("unitId", Canned.Id), ("number", Canned.Number), ("secret", Canned.Secret), ("password", "x"), ("repeated", "x"), ("pilih", $"{Canned.Id} {Canned.Number}"), ("langkah", "Verify")))
            {
            }

        Assert.DoesNotContain(portal.Services.Received, request => request.Line.StartsWith("POST ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_proposal_becomes_a_slip_and_can_be_followed()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        using var sent = await browser.FillInAsync("/usulan/baru", "/usulan/baru", ("villageCode", Canned.Village), ("title", "Perbaikan saluran"), ("problem", "Meluap tiap hujan"), ("sector", "INFRASTRUKTUR"));
        Assert.Equal("/usulan/USL-7K2M-9QX1/tanda-terima", sent.Headers.Location?.ToString());
        Assert.Contains(Canned.Secret, await browser.ReadAsync("/usulan/USL-7K2M-9QX1/tanda-terima"), StringComparison.Ordinal);
        Assert.Contains("Usulan masuk", await browser.ReadAsync("/usulan/USL-7K2M-9QX1"), StringComparison.Ordinal);
    }

    /// <summary>As a script of the phone would write it into the form.</summary>
    private static async Task<HttpResponseMessage> SendWithPlaceAsync(HttpClient browser, string latitude, string longitude)
    {
        var token = Browsing.TokenIn(await browser.GetStringAsync(new Uri("/lapor", UriKind.Relative)));
        return await browser.SendFormAsync("/lapor", [("__RequestVerificationToken", token), ("key", "0123456789abcdef0123"), .. Report, ("location.latitude", latitude), ("location.longitude", longitude)]);
    }

    [GeneratedRegex(@"\{\w+:guid\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Guids();

    [GeneratedRegex(@"\{\w+:regex\(\^\((?<first>[a-z-]+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstOfSeveral();
}
