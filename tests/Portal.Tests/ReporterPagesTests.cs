using System.Net;
using Microsoft.AspNetCore.Http;

namespace PlanningPlatform.Portal.Tests;

/// <summary>What a resident reads about their report and does with it, with number and secret.</summary>
public sealed class ReporterPagesTests
{
    private static readonly string Page = $"/lacak/{Canned.Number}";

    [Theory]
    [InlineData("Received", "petugas 112 memeriksa laporan Anda.")]
    [InlineData("Verified", "laporan diteruskan ke dinas yang berwenang.")]
    [InlineData("Forwarded", "dinas menindaklanjuti")]
    [InlineData("InProgress", "laporan sedang ditangani")]
    [InlineData("Resolved", "nilai jawabannya di bawah")]
    [InlineData("Closed", "tidak ada lagi. Bila masalahnya muncul lagi")]
    [InlineData("Rejected", "tidak ada lagi; alasannya ada di bawah.")]
    [InlineData("Merged", "laporan induk ditangani")]
    [InlineData("ReturnedByAgency", "meneruskan laporan ke dinas lain")]
    [InlineData("Postponed", "Ditunda sampai 1 Desember 2026.")]
    [InlineData("TransferredOutside", "pihak luar menanganinya")]
    [InlineData("Reopened", "memeriksa laporan Anda lagi")]
    [InlineData("Archived", "disimpan sebagai arsip")]
    public async Task Every_state_says_what_happens_next(string status, string next)
    {
        await using var portal = await RunningPortal.StartAsync();
        Track(portal, new { trackingNumber = Canned.Number, status, expectedBy = Canned.Now.AddDays(2), timeline = (object[])[new { code = "Rated", status, at = Canned.Now }], postponedUntil = status == "Postponed" ? "2026-12-01" : null });
        var page = await (await HolderAsync(portal)).ReadAsync(Page);
        Assert.Matches($"Berikutnya:</strong>[^<]*{System.Text.RegularExpressions.Regex.Escape(next)}", page);
    }

    [Fact]
    public async Task The_clock_is_shown_with_its_regulation_and_the_citys_own_promise()
    {
        await using var portal = await RunningPortal.StartAsync();
        var page = await (await HolderAsync(portal)).ReadAsync(Page);
        Assert.Contains("Batas waktu penanganan:", page, StringComparison.Ordinal);
        Assert.Contains("Menurut aturan SP4N-LAPOR! 2018.", page, StringComparison.Ordinal);
        Assert.Contains("Target kota:", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_reported_reads_which_proposal_it_became_where_that_stands_and_which_work_it_is_about()
    {
        await using var portal = await RunningPortal.StartAsync();
        Track(portal, Canned.Tracked("Verified", proposal: new { trackingNumber = "USL-7K2M-9QXR", status = "Village" }, workNumber: "MRT-2026/012"));
        using var browser = await HolderAsync(portal);
        var page = await browser.ReadAsync(Page);
        Assert.Contains("Laporan ini menjadi usulan <strong class=\"code\">USL-7K2M-9QXR</strong>. Keadaannya: <strong>Dibahas di kelurahan</strong>", page, StringComparison.Ordinal);
        Assert.Contains("Laporan ini terkait pekerjaan <strong class=\"code\">MRT-2026/012</strong>", page, StringComparison.Ordinal);

        Track(portal, Canned.Tracked("Verified", proposal: new { trackingNumber = (string?)null, status = (string?)null }));
        Assert.Contains("nomor usulannya segera tampil di sini", await browser.ReadAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_stands_on_top_with_its_answer_form_and_the_clock_says_that_it_waits()
    {
        await using var portal = await RunningPortal.StartAsync();
        Track(portal, Canned.Tracked("Verified", question: $"Tiang yang mana? {Canned.Hostile}"));
        portal.Services.Answer($"POST /api/complaints/track/{Canned.Number}/reply", new { });
        using var browser = await HolderAsync(portal);
        var html = await browser.GetStringAsync(new Uri(Page, UriKind.Relative));
        Assert.InRange(html.IndexOf("Tiang yang mana?", StringComparison.Ordinal), 0, html.IndexOf("id=\"status\"", StringComparison.Ordinal));
        // Twenty minutes after midnight it was yesterday that the question was asked.
        Assert.Matches("Waktunya berhenti sejak (hari ini|\\w+, \\d+ \\w+ \\d{4}), \\d\\d\\.\\d\\d WIB dan berjalan lagi", WebUtility.HtmlDecode(html));
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);

        using var done = await browser.FillInAsync(Page, $"{Page}/balas", ("balas.text", "Depan\r\nmusala"));
        Assert.Equal($"{Page}?kabar=reply", done.Headers.Location?.ToString());
        var sent = Sent(portal);
        Assert.Equal((Canned.Secret, """{"text":"Depan\nmusala"}"""), (sent.Headers["X-Tracking-Secret"].ToString(), sent.Body));
    }

    [Fact]
    public async Task Whoever_is_not_content_reopens_with_a_reason_and_knows_until_when()
    {
        await using var portal = await RunningPortal.StartAsync();
        Track(portal, Canned.Tracked("Closed", canReopen: true, canRate: true, canReply: false));
        portal.Services.Answer($"POST /api/complaints/track/{Canned.Number}/reopen", new { });
        using var browser = await HolderAsync(portal);
        var page = await browser.ReadAsync(Page);
        Assert.Contains("Belum beres: buka kembali", page, StringComparison.Ordinal);
        Assert.Matches("Satu kali, paling lambat [A-Z][a-z]+, \\d+ [A-Z][a-z]+ \\d{4}\\.", page);
        Assert.DoesNotContain($"{Page}/balas", page, StringComparison.Ordinal);

        using var done = await browser.FillInAsync(Page, $"{Page}/buka-lagi", ("buka-lagi.reason", "Masih padam"));
        Assert.Equal($"{Page}?kabar=reopen", done.Headers.Location?.ToString());
        Assert.Equal("""{"reason":"Masih padam"}""", Sent(portal).Body);
    }

    [Fact]
    public async Task The_answer_is_rated_in_words_and_the_last_rating_can_be_changed()
    {
        await using var portal = await RunningPortal.StartAsync();
        Track(portal, Canned.Tracked("Resolved", canRate: true));
        portal.Services.Answer($"POST /api/complaints/track/{Canned.Number}/rate", new { });
        using var browser = await HolderAsync(portal);
        var page = await browser.ReadAsync(Page);
        Assert.All((string[])["5 · Sangat puas", "4 · Puas", "3 · Cukup", "2 · Tidak puas", "1 · Sangat tidak puas"], words => Assert.Contains(words, page, StringComparison.Ordinal));

        using var done = await browser.FillInAsync(Page, $"{Page}/nilai", ("nilai.stars", "4"), ("nilai.comment", ""));
        Assert.Equal($"{Page}?kabar=rate", done.Headers.Location?.ToString());
        Assert.Equal("""{"stars":4,"comment":null}""", Sent(portal).Body);

        Track(portal, Canned.Tracked("Resolved", canRate: true, rating: 4));
        var rated = await browser.ReadAsync(Page);
        Assert.Contains("Anda menilai: Puas.", rated, StringComparison.Ordinal);
        Assert.Contains("value=\"4\" checked", rated, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_follows_another_report_sees_how_that_one_stands_and_how_many_they_are()
    {
        await using var portal = await RunningPortal.StartAsync();
        Track(portal, Canned.Tracked("Merged", canReply: false, affected: 9, master: new
        {
            trackingNumber = "ADU-MSTR-0001", status = "InProgress", expectedBy = Canned.Now.AddDays(4),
            timeline = (object[])[new { code = "Started", status = "InProgress", at = Canned.Now.AddMinutes(-5), note = "Pompa dikirim" }],
        }));
        var page = await (await HolderAsync(portal)).ReadAsync(Page);
        Assert.Contains("Digabung dengan ADU-MSTR-0001. 9 orang melaporkan hal yang sama.", page, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"status\">Ditangani</h2>", page, StringComparison.Ordinal);
        Assert.Contains("Pompa dikirim", page, StringComparison.Ordinal);
        Assert.Contains("Perjalanan laporan induk ADU-MSTR-0001", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("balas", "reply", "balas.text", "text")]
    [InlineData("buka-lagi", "reopen", "buka-lagi.reason", "reason")]
    [InlineData("nilai", "rate", "nilai.comment", "comment")]
    public async Task What_a_resident_typed_comes_back_with_what_is_wrong_beside_it(string form, string step, string field, string theirs)
    {
        await using var portal = await RunningPortal.StartAsync();
        Track(portal, Canned.Tracked("Resolved", canReopen: true, canRate: true));
        portal.Services.Answer($"POST /api/complaints/track/{Canned.Number}/{step}", _ => CannedServices.Problem(400, "invalid_input", "x", (theirs, "too_long", "Paling banyak 2000 karakter.")));
        using var browser = await HolderAsync(portal);
        using var refused = await browser.FillInAsync(Page, $"{Page}/{form}", (field, "Masih padam sejak kemarin"), ("nilai.stars", "2"));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches($"id=\"{field}-wrong\">.*Paling banyak 2000 karakter", page);
        Assert.Contains(">Masih padam sejak kemarin</textarea>", page, StringComparison.Ordinal);
        Assert.Equal(1, page.Split("-wrong\">").Length - 1);
    }

    [Fact]
    public async Task A_reply_to_a_report_that_ended_meanwhile_is_shown_again_instead_of_lost()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = await HolderAsync(portal);
        var token = Browsing.TokenIn(await browser.GetStringAsync(new Uri(Page, UriKind.Relative)));
        Track(portal, Canned.Tracked("Closed", canReply: false));
        portal.Services.Answer($"POST /api/complaints/track/{Canned.Number}/reply", _ => CannedServices.Problem(409, "ended", "Laporan ini sudah berakhir."));
        using var refused = await browser.SendFormAsync($"{Page}/balas", ("__RequestVerificationToken", token), ("balas.text", "Tiang nomor tujuh"));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("Laporan ini sudah berakhir.", page, StringComparison.Ordinal);
        Assert.Contains("Tiang nomor tujuh", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("balas")]
    [InlineData("buka-lagi")]
    [InlineData("nilai")]
    public async Task Without_the_secret_nothing_is_sent_and_the_page_that_asks_for_it_comes(string form)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        using var answer = await browser.FillInAsync("/lacak", $"{Page}/{form}", ("balas.text", "x"));
        Assert.Equal(Page, answer.Headers.Location?.ToString());
        Assert.DoesNotContain(portal.Services.Received, request => request.Line.StartsWith("POST ", StringComparison.Ordinal));
    }

    private static void Track(RunningPortal portal, object answer)
        => portal.Services.Answer($"GET /api/complaints/track/{Canned.Number}", request => request.Headers["X-Tracking-Secret"] == Canned.Secret ? Results.Json(answer) : CannedServices.Problem(404, "not_found"));

    private static ReceivedRequest Sent(RunningPortal portal) => portal.Services.Received.Single(request => request.Line.StartsWith("POST /api/complaints/track/", StringComparison.Ordinal));

    private static async Task<HttpClient> HolderAsync(RunningPortal portal)
    {
        var browser = portal.Browser();
        using var found = await browser.FillInAsync("/lacak", "/lacak", ("number", Canned.Number), ("secret", Canned.Secret));
        return browser;
    }
}
