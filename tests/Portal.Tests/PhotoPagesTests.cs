using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

/// <summary>Photos on the pages, without JavaScript.</summary>
public sealed class PhotoPagesTests
{
    private static readonly (string Name, string Value)[] Report =
        [("villageCode", Canned.Village), ("categoryCode", "ANTAR"), ("description", "Lampu padam sejak kemarin"), ("visibility", "Public")];

    [Fact]
    public async Task A_report_is_sent_with_the_photos_that_were_chosen_in_the_form()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();

        using var sent = await SendAsync(browser, Report, ("IMG 1.jpg", [1, 2, 3]));

        Assert.Equal($"/lacak/{Canned.Number}/tanda-terima", sent.Headers.Location?.ToString());
        var upload = portal.Services.Received.Single(request => request.Line == "POST /api/complaints/photos");
        Assert.StartsWith("image/", upload.Headers.ContentType.ToString(), StringComparison.Ordinal);
        Assert.InRange(upload.Headers["Idempotency-Key"].ToString().Length, 16, 200);
        var photo = Assert.Single(LodgedWith(portal).GetProperty("photos").EnumerateArray());
        Assert.Equal((Canned.Id, Canned.PhotoKey), (photo.GetProperty("id").GetString(), photo.GetProperty("key").GetString()));
    }

    [Fact]
    public async Task A_report_without_photos_is_sent_as_before()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        // As browsers do where no file was chosen.
        using var sent = await SendAsync(browser, Report, ("", []));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Equal(0, LodgedWith(portal).GetProperty("photos").GetArrayLength());
        Assert.DoesNotContain(portal.Services.Received, request => request.Line == "POST /api/complaints/photos");
    }

    [Fact]
    public async Task The_same_form_sent_twice_uploads_each_photo_with_the_same_key_and_another_photo_with_another()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        var html = await browser.GetStringAsync(new Uri("/lapor", UriKind.Relative));
        foreach (var content in (byte[][])[[1, 2, 3], [1, 2, 3], [4]])
        {
            using var sent = await SendAsync(browser, html, Report, ("a.jpg", content));
        }

        var keys = portal.Services.Received.Where(request => request.Line == "POST /api/complaints/photos").Select(request => request.Headers["Idempotency-Key"].ToString()).ToList();
        Assert.Equal(keys[0], keys[1]);
        Assert.NotEqual(keys[0], keys[2]);
    }

    [Fact]
    public async Task A_photo_that_is_too_large_loses_neither_the_text_nor_the_photo_that_is_uploaded()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();

        using var answer = await SendAsync(browser, Report, ("kecil.jpg", [1, 2, 3]), ("<b>besar</b>.jpg", new byte[(10 * 1024 * 1024) + 1]));

        var html = await answer.Content.ReadAsStringAsync();
        var page = WebUtility.HtmlDecode(html);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<b>besar</b>.jpg: Foto ini lebih dari 10 MB. Laporan Anda belum hilang; pilih foto lain atau kirim tanpa foto.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>besar</b>", html, StringComparison.Ordinal);
        Assert.Contains("Lampu padam sejak kemarin", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"photo\" value=\"{Canned.Id} {Canned.PhotoKey}\" checked", page, StringComparison.Ordinal);
        Assert.Contains($"src=\"data:image/webp;base64,{Convert.ToBase64String(Canned.Picture)}\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#photos\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Services.Received, request => request.Line == "POST /api/complaints");

        // What is ticked goes along; nothing is uploaded a second time.
        using var again = await SendAsync(browser, html, [.. Report, ("photo", $"{Canned.Id} {Canned.PhotoKey}")]);
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.Equal(1, LodgedWith(portal).GetProperty("photos").GetArrayLength());
        Assert.Single(portal.Services.Received, request => request.Line == "POST /api/complaints/photos");
    }

    [Fact]
    public async Task What_the_service_says_about_a_photo_and_about_the_report_stands_in_the_form_and_the_photos_stay()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        portal.Services.Answer("POST /api/complaints", _ => CannedServices.Problem(400, "invalid_input", "", ("description", "required", "Bagian ini wajib diisi.")));
        using var report = await SendAsync(browser, Report, ("a.jpg", [1, 2, 3]));
        Assert.Contains($"value=\"{Canned.Id} {Canned.PhotoKey}\" checked", await report.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        portal.Services.Answer("POST /api/complaints/photos", _ => CannedServices.Problem(400, "invalid_input", "", ("photo", "not_a_picture", "Berkas ini bukan foto JPEG, PNG, atau WebP.")));
        using var photo = await SendAsync(browser, Report, ("kotak.svg", [1, 2, 3]));
        Assert.Contains("kotak.svg: Berkas ini bukan foto JPEG", WebUtility.HtmlDecode(await photo.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        portal.Services.Answer("POST /api/complaints/photos", _ => Microsoft.AspNetCore.Http.Results.StatusCode(503));
        using var away = await SendAsync(browser, Report, ("a.jpg", [1, 2, 3]));
        Assert.Contains("Foto ini belum terkirim. Laporan Anda belum hilang", WebUtility.HtmlDecode(await away.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_whose_time_is_over_is_let_go_and_can_be_uploaded_anew()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        portal.Services.Answer("POST /api/complaints", _ => CannedServices.Problem(400, "invalid_input", "", ("photos[0].key", "unknown_photo", "Foto ini tidak ditemukan atau sudah kedaluwarsa. Unggah lagi.")));
        var html = await browser.GetStringAsync(new Uri("/lapor", UriKind.Relative));

        using var answer = await SendAsync(browser, html, [.. Report, ("photo", $"{Canned.Id} {Canned.PhotoKey}")]);

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("sudah kedaluwarsa. Unggah lagi.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Canned.PhotoKey, page, StringComparison.Ordinal);
        Assert.NotEqual(Browsing.HiddenValue(html, "key"), Browsing.HiddenValue(page, "key"));
    }

    [Fact]
    public async Task Six_photos_are_too_many_and_nothing_is_uploaded()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        using var answer = await SendAsync(browser, Report, [.. Enumerable.Range(0, 6).Select(i => ($"{i}.jpg", (byte[])[(byte)i]))]);
        Assert.Contains("Paling banyak 5 foto. Laporan Anda belum hilang", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Services.Received, request => request.Line.StartsWith("POST /api", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_reporter_sees_the_photos_of_their_report_and_whoever_has_no_secret_none()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        using var found = await browser.FillInAsync("/lacak", "/lacak", ("number", Canned.Number), ("secret", Canned.Secret));
        var page = await browser.ReadAsync($"/lacak/{Canned.Number}");
        Assert.Contains($"src=\"/lacak/{Canned.Number}/foto/{Canned.Id}/320\" width=\"320\" height=\"213\"", page, StringComparison.Ordinal);
        Assert.Contains("Hasil penanganan", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/original", page, StringComparison.Ordinal);

        await AssertPictureAsync(browser, $"/lacak/{Canned.Number}/foto/{Canned.Id}/320", "image/webp", "foto.webp");
        using var stranger = await portal.Browser().GetAsync(new Uri($"/lacak/{Canned.Number}/foto/{Canned.Id}/320", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }

    [Fact]
    public async Task The_desk_sees_photos_as_who_is_signed_in_and_the_link_to_the_original_which_an_agency_does_not_get()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var desk = portal.Browser(Roles.Operator112);
        var original = $"/operator/{Canned.Id}/foto/{Canned.Id}/original";
        Assert.Contains($"href=\"{original}\"", await desk.ReadAsync($"/operator/{Canned.Id}"), StringComparison.Ordinal);
        var agency = await portal.Browser(Roles.AgencyOfficer).ReadAsync($"/operator/{Canned.Id}");
        Assert.Contains($"/operator/{Canned.Id}/foto/{Canned.Id}/320", agency, StringComparison.Ordinal);
        Assert.DoesNotContain("/original", agency, StringComparison.Ordinal);

        await AssertPictureAsync(desk, $"/operator/{Canned.Id}/foto/{Canned.Id}/320", "image/webp", "foto.webp");
        await AssertPictureAsync(desk, original, "image/jpeg", "foto.jpg");
        Assert.All(portal.Services.Received.Where(request => request.Line.Contains("/photos/", StringComparison.Ordinal)), request => Assert.StartsWith("Bearer ", request.Headers.Authorization.ToString(), StringComparison.Ordinal));
        using var stranger = await portal.Browser().GetAsync(new Uri(original, UriKind.Relative));
        Assert.Equal(HttpStatusCode.SeeOther, stranger.StatusCode);
        using var citizen = await portal.Browser(Roles.Citizen).GetAsync(new Uri(original, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, citizen.StatusCode);
    }

    [Fact]
    public async Task What_is_no_picture_is_not_passed_on()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/complaints/photos/{Canned.Id}/320", _ => Microsoft.AspNetCore.Http.Results.Content("<script>alert(1)</script>", "text/html"));
        using var answer = await portal.Browser(Roles.Operator112).GetAsync(new Uri($"/operator/{Canned.Id}/foto/{Canned.Id}/320", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.DoesNotContain("alert(1)", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task AssertPictureAsync(HttpClient browser, string path, string mediaType, string name)
    {
        using var picture = await browser.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(Canned.Picture, await picture.Content.ReadAsByteArrayAsync());
        Assert.Equal((mediaType, $"inline; filename=\"{name}\"", "no-store, private", "default-src 'none'; sandbox", "nosniff"),
            (picture.Content.Headers.ContentType?.ToString(), picture.Content.Headers.ContentDisposition?.ToString(), picture.Headers.CacheControl?.ToString(),
                picture.Headers.GetValues("Content-Security-Policy").Single(), picture.Headers.GetValues("X-Content-Type-Options").Single()));
    }

    private static JsonElement LodgedWith(RunningPortal portal) => JsonDocument.Parse(portal.Services.Received.Single(request => request.Line == "POST /api/complaints").Body).RootElement;

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, IEnumerable<(string Name, string Value)> fields, params (string Name, byte[] Bytes)[] files)
        => await SendAsync(browser, await browser.GetStringAsync(new Uri("/lapor", UriKind.Relative)), fields, files);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string html, IEnumerable<(string Name, string Value)> fields, params (string Name, byte[] Bytes)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("key", Browsing.HiddenValue(html, "key"))).Append(("__RequestVerificationToken", Browsing.TokenIn(html))))
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (name, bytes) in files)
        {
            var file = new ByteArrayContent(bytes);
            file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"photos\"", FileName = $"\"{name}\"" };
            form.Add(file);
        }

        return await browser.PostAsync(new Uri("/lapor", UriKind.Relative), form);
    }
}
