using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PlanningPlatform.Portal.Tests;

/// <summary>How a report is made: its category suggested, its category's own questions asked, what was reported already offered; all without JavaScript.</summary>
public sealed class LodgingTests
{
    private static readonly (string Name, string Value)[] Report =
    [
        ("villageCode", Canned.Village), ("description", "Pohon kena kabel"), ("visibility", "Public"), ("address.street", "Jl. Mawar"), ("address.landmark", "depan musala"),
        ("reporter.phone", "0800-111"), ("reporter.privacyNotice", "2026-11-23"), ("reporter.news", "ya"), ("photo", $"{Canned.Id} {Canned.PhotoKey}"),
    ];

    [Fact]
    public async Task Without_a_category_the_words_suggest_some_and_one_press_chooses()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        var accepted = portal.Services;
        accepted.Answer("POST /api/complaints", _ => CannedServices.Problem(400, "invalid_input", "", ("categoryCode", "required", "Pilih jenis laporan.")));

        using var refused = await browser.FillInAsync("/lapor", "/lapor", [.. Report, ("categoryCode", "")]);
        var html = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("id=\"categoryCode-wrong\"", html, StringComparison.Ordinal);
        Assert.Contains("kami usulkan dari cerita Anda", html, StringComparison.Ordinal);
        Assert.Matches("<button class=\"button quiet \" name=\"pilih\" value=\"POHON\"[^>]*>\\s*Pemangkasan pohon</button>", html);
        Assert.Matches("<button class=\"button quiet is-emergency\" name=\"pilih\" value=\"EM-API\"", html);
        Assert.Contains("href=\"tel:112\"", html, StringComparison.Ordinal);
        Assert.Contains("\"description\":\"Pohon kena kabel\"", Sent(portal, "POST /api/complaints/suggest-category").GetRawText(), StringComparison.Ordinal);

        accepted.Answer("POST /api/complaints", new { id = Canned.Id, trackingNumber = Canned.Number, trackingSecret = Canned.Secret });
        using var chosen = await browser.SendOnAsync(html, "/lapor", [.. Report, ("categoryCode", ""), ("pilih", "ANTAR")]);
        Assert.Equal($"/lacak/{Canned.Number}/tanda-terima", chosen.Headers.Location?.ToString());
        Assert.Equal("ANTAR", Lodged(portal).GetProperty("categoryCode").GetString());
    }

    [Fact]
    public async Task Enter_in_a_field_presses_no_suggestion()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/complaints", _ => CannedServices.Problem(400, "invalid_input", "", ("categoryCode", "required", "Pilih jenis laporan.")));
        using var refused = await portal.Browser().FillInAsync("/lapor", "/lapor", [.. Report, ("categoryCode", "")]);
        var form = Regex.Match(await refused.Content.ReadAsStringAsync(), "<form class=\"form\".*?<button(?![^>]*type=\"button\")(?<first>[^>]*)>", RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        Assert.DoesNotContain("name=", form.Groups["first"].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_somebody_types_a_part_of_the_page_suggests_and_nothing_but_the_words_is_asked_about()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        using var part = await browser.FillInAsync("/lapor", "/lapor/jenis", ("description", "Pohon kena kabel"), ("categoryCode", ""));
        var html = await part.Content.ReadAsStringAsync();
        Assert.Contains("value=\"POHON\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<html", html, StringComparison.Ordinal);

        using var decided = await browser.FillInAsync("/lapor", "/lapor/jenis", ("description", "Pohon kena kabel"), ("categoryCode", "ANTAR"));
        Assert.DoesNotContain("<button", await decided.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        portal.Services.Answer("POST /api/complaints/suggest-category", _ => CannedServices.Problem(503, "unreachable"));
        using var silent = await browser.FillInAsync("/lapor", "/lapor/jenis", ("description", "Pohon kena kabel"), ("categoryCode", ""));
        Assert.Equal((HttpStatusCode.OK, ""), (silent.StatusCode, (await silent.Content.ReadAsStringAsync()).Trim()));
    }

    [Fact]
    public async Task The_part_with_a_categorys_questions_has_a_field_for_every_type_and_is_empty_where_nothing_is_asked()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        var html = await browser.GetStringAsync(new Uri("/lapor/pertanyaan?categoryCode=POHON", UriKind.Relative));
        Assert.Contains("name=\"asked\" value=\"POHON\"", html, StringComparison.Ordinal);
        Assert.Matches("<input type=\"checkbox\" name=\"attributes.bahaya\" value=\"kabel\"", html);
        Assert.Matches("name=\"attributes.jarak\"[^>]*inputmode=\"decimal\"", html);
        Assert.Matches("name=\"attributes.sejak\" type=\"datetime-local\"", html);
        Assert.Matches("<select[^>]*name=\"attributes.besar\"", html);
        Assert.Matches("<textarea[^>]*name=\"attributes.cerita\"", html);
        Assert.Matches("<input[^>]*name=\"attributes.milik\" type=\"text\"", html);
        Assert.DoesNotContain(" required", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Equal("", (await browser.GetStringAsync(new Uri("/lapor/pertanyaan?categoryCode=ANTAR", UriKind.Relative))).Trim());
        Assert.Equal("", (await browser.GetStringAsync(new Uri("/lapor/pertanyaan", UriKind.Relative))).Trim());
    }

    [Fact]
    public async Task A_category_with_questions_asks_them_once_and_the_answers_go_along_as_the_service_reads_them()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();

        using var asked = await browser.FillInAsync("/lapor", "/lapor", [.. Report, ("categoryCode", "POHON")]);
        var html = await asked.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Contains("href=\"#pertanyaan\"", html, StringComparison.Ordinal);
        Assert.Contains("Satu hal lagi sebelum laporan dikirim", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Services.Received, request => request.Line == "POST /api/complaints");
        Assert.Contains("Pohon kena kabel", html, StringComparison.Ordinal);
        Assert.Contains($"name=\"photo\" value=\"{Canned.Id} {Canned.PhotoKey}\" checked", html, StringComparison.Ordinal);

        using var sent = await browser.SendOnAsync(
            html, "/lapor",
            [
                .. Report, ("categoryCode", "POHON"), ("attributes.bahaya", "kabel"), ("attributes.bahaya", "jalan"), ("attributes.jarak", "1.250,5"), ("attributes.sejak", "2026-11-21T14:05"),
                ("attributes.besar", ""), ("attributes.palsu", "x"),
            ]);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var answers = Lodged(portal).GetProperty("attributes");
        Assert.Equal("""{"bahaya":["kabel","jalan"],"jarak":["1250.5"],"sejak":["2026-11-21T07:05:00.0000000+00:00"]}""", answers.GetRawText().Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.Equal("Portal", Lodged(portal).GetProperty("channel").GetString());
    }

    [Fact]
    public async Task Answers_to_the_questions_of_another_category_are_left_behind()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        using var sent = await browser.FillInAsync("/lapor", "/lapor", [.. Report, ("asked", "POHON"), ("attributes.bahaya", "kabel"), ("categoryCode", "ANTAR")]);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Equal(JsonValueKind.Null, Lodged(portal).GetProperty("attributes").ValueKind);
    }

    [Fact]
    public async Task A_question_that_was_answered_wrongly_says_so_beside_itself_and_keeps_the_answer()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/complaints", _ => CannedServices.Problem(
            400, "invalid_input", "", ("attributes.bahaya", "required", "Jawab: Apa bahayanya?"), ("attributes.jarak", "not_an_answer", "Isi dengan angka, misalnya 12.5."), ("attributes.sejak", "not_an_answer", "Isi dengan waktu ISO 8601.")));
        using var answer = await portal.Browser().FillInAsync("/lapor", "/lapor", [.. Report, ("categoryCode", "POHON"), ("asked", "POHON"), ("attributes.jarak", "dekat sekali"), ("attributes.sejak", "kemarin")]);
        var html = await answer.Content.ReadAsStringAsync();
        var page = WebUtility.HtmlDecode(html);
        Assert.All((string[])["bahaya", "jarak", "sejak"], code => Assert.Contains($"id=\"attributes.{code}-wrong\"", html, StringComparison.Ordinal));
        Assert.Contains("Jawab: Apa bahayanya?", page, StringComparison.Ordinal);
        Assert.Contains("misalnya 12,5", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ISO 8601", page, StringComparison.Ordinal);
        Assert.Contains("value=\"dekat sekali\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_be_the_same_is_offered_once_and_everything_typed_survives()
    {
        await using var portal = await RunningPortal.StartAsync();
        OfferOne(portal);
        using var browser = portal.Browser();

        using var offered = await browser.FillInAsync("/lapor", "/lapor", [.. Report, ("categoryCode", "ANTAR")]);
        var html = await offered.Content.ReadAsStringAsync();
        var page = WebUtility.HtmlDecode(html);
        Assert.Equal(HttpStatusCode.OK, offered.StatusCode);
        Assert.All((string[])["Apakah ini sudah dilaporkan?", "href=\"/aduan/ADU-SAMA-0001\"", "Jl. Melati, Banjaran", "3 warga", "70 m, 2 hari"], words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Services.Received, request => request.Line == "POST /api/complaints");
        var key = Browsing.HiddenValue(html, "key");

        using var sent = await browser.SendOnAsync(html, "/lapor");
        Assert.Equal($"/lacak/{Canned.Number}/tanda-terima", sent.Headers.Location?.ToString());
        Assert.Equal(key, portal.Services.Received.Single(request => request.Line == "POST /api/complaints").Headers["Idempotency-Key"].ToString());
        var body = Lodged(portal);
        Assert.Equal(JsonValueKind.Null, body.GetProperty("joins").ValueKind);
        Assert.Equal(("Pohon kena kabel", "depan musala", "Public"), (body.GetProperty("description").GetString(), body.GetProperty("address").GetProperty("landmark").GetString(), body.GetProperty("visibility").GetString()));
        Assert.Equal("0800-111", body.GetProperty("reporter").GetProperty("phone").GetString());
        Assert.True(body.GetProperty("reporter").GetProperty("news").GetBoolean());
        Assert.Equal(Canned.PhotoKey, Assert.Single(body.GetProperty("photos").EnumerateArray()).GetProperty("key").GetString());
        Assert.Single(portal.Services.Received, request => request.Line == "POST /api/complaints/similar");
    }

    [Fact]
    public async Task Who_joins_sends_their_report_with_the_number_that_it_follows()
    {
        await using var portal = await RunningPortal.StartAsync();
        OfferOne(portal);
        using var browser = portal.Browser();
        using var offered = await browser.FillInAsync("/lapor", "/lapor", [.. Report, ("categoryCode", "ANTAR")]);
        using var sent = await browser.SendOnAsync(await offered.Content.ReadAsStringAsync(), "/lapor", ("joins", "ADU-SAMA-0001"));
        Assert.Equal($"/lacak/{Canned.Number}/tanda-terima", sent.Headers.Location?.ToString());
        Assert.Equal("ADU-SAMA-0001", Lodged(portal).GetProperty("joins").GetString());
    }

    [Fact]
    public async Task When_the_other_report_has_ended_meanwhile_the_form_says_so_and_sends_an_own_one_next()
    {
        await using var portal = await RunningPortal.StartAsync();
        OfferOne(portal);
        portal.Services.Answer("POST /api/complaints", _ => CannedServices.Problem(400, "invalid_input", "", ("joins", "ended", "Laporan itu sudah berakhir.")));
        using var browser = portal.Browser();
        using var offered = await browser.FillInAsync("/lapor", "/lapor", [.. Report, ("categoryCode", "ANTAR")]);
        using var refused = await browser.SendOnAsync(await offered.Content.ReadAsStringAsync(), "/lapor", ("joins", "ADU-SAMA-0001"));
        var html = await refused.Content.ReadAsStringAsync();
        Assert.Contains("id=\"joins-wrong\"", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("name=\"joins\"[^>]* checked", html);
        Assert.Contains("name=\"offered\" value=\"ya\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_join_that_did_not_arrive_stays_a_join()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/complaints", _ => CannedServices.Problem(503, "unreachable"));
        using var lost = await portal.Browser().FillInAsync("/lapor", "/lapor", [.. Report, ("categoryCode", "ANTAR"), ("offered", "ya"), ("joins", "ADU-SAMA-0001")]);
        Assert.Matches("name=\"joins\" value=\"ADU-SAMA-0001\" checked", await lost.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Who_wants_to_change_it_first_gets_the_form_back_and_is_not_asked_again()
    {
        await using var portal = await RunningPortal.StartAsync();
        OfferOne(portal);
        using var browser = portal.Browser();
        using var offered = await browser.FillInAsync("/lapor", "/lapor", [.. Report, ("categoryCode", "ANTAR")]);
        using var form = await browser.SendOnAsync(await offered.Content.ReadAsStringAsync(), "/lapor", ("ubah", "ya"));
        var html = await form.Content.ReadAsStringAsync();
        Assert.Contains("value=\"depan musala\"", html, StringComparison.Ordinal);
        using var sent = await browser.SendOnAsync(html, "/lapor", [.. Report, ("categoryCode", "ANTAR")]);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
    }

    [Theory]
    [InlineData("EM-API", 200)]
    [InlineData("ANTAR", 503)]
    [InlineData("ANTAR", 404)]
    public async Task An_emergency_waits_for_nothing_and_where_nobody_answers_the_report_is_simply_sent(string category, int status)
    {
        await using var portal = await RunningPortal.StartAsync();
        OfferOne(portal);
        if (status != 200)
            portal.Services.Answer("POST /api/complaints/similar", _ => CannedServices.Problem(status, "unreachable"));
        using var sent = await portal.Browser().FillInAsync("/lapor", "/lapor", [.. Report, ("categoryCode", category)]);
        Assert.Equal($"/lacak/{Canned.Number}/tanda-terima", sent.Headers.Location?.ToString());
    }

    private static void OfferOne(RunningPortal portal) => portal.Services.Answer("POST /api/complaints/similar", CannedServices.List(new
    {
        trackingNumber = "ADU-SAMA-0001", status = "Forwarded", text = Canned.Hostile, villageCode = Canned.Village, street = "Jl. Melati", receivedAt = Canned.Now.AddDays(-2), reason = "70 m, 2 hari", score = 0.93, affected = 3,
    }));

    private static JsonElement Lodged(RunningPortal portal) => Sent(portal, "POST /api/complaints");

    private static JsonElement Sent(RunningPortal portal, string line) => JsonDocument.Parse(portal.Services.Received.Last(request => request.Line == line).Body).RootElement;
}
