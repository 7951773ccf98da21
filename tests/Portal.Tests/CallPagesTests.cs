using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

/// <summary>The 112 screen: one keystroke where the rules say one.</summary>
public sealed partial class CallPagesTests : IAsyncLifetime
{
    private const string Line = "/api/complaints/calls";

    private RunningPortal _portal = null!;

    public async Task InitializeAsync() => _portal = await RunningPortal.StartAsync();

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Each_kind_of_call_is_one_key_and_one_button_and_no_key_is_on_a_page_twice()
    {
        var html = await _portal.Browser(Roles.Operator112).ReadAsync("/112");

        foreach (var (key, kind) in ((string, string)[])[("1", "Ghost"), ("2", "Prank"), ("3", "Information"), ("4", "Emergency"), ("5", "Complaint")])
        {
            Assert.Matches($"name=\"kind\" value=\"{kind}\" /><button[^>]*data-key=\"{key}\"", html);
        }

        var keys = Key().Matches(html).Select(match => match.Groups["key"].Value).ToList();
        Assert.Equal(keys.Distinct(), keys);
    }

    [Theory]
    [InlineData("Ghost", $"/112?akhir={Canned.Id}")]
    [InlineData("Prank", $"/112?akhir={Canned.Id}")]
    [InlineData("Information", "/112")]
    [InlineData("Emergency", "/112")]
    public async Task A_sorted_call_leads_on_to_what_comes_next(string kind, string next)
    {
        _portal.Services.Answer($"POST {Line}/{Canned.Id}/categorise", new { });
        using var done = await _portal.Browser(Roles.Operator112).PressAsync("/112", $"/112/panggilan/{Canned.Id}/jenis", ("kind", kind));
        Assert.Equal(next, done.Headers.Location?.ToString());
    }

    [Fact]
    public async Task After_three_pranks_the_screen_proposes_a_block_and_waits_for_somebody_to_press()
    {
        _portal.Services.Answer($"GET {Line}/desk", Canned.Desk(open: null));
        _portal.Services.Answer($"POST {Line}/{Canned.Id}/block", new { });
        using var browser = _portal.Browser(Roles.Operator112);

        Assert.Contains("Sudah 3 kali iseng: blokir sebentar?", await browser.ReadAsync($"/112?akhir={Canned.Id}"), StringComparison.Ordinal);
        Assert.DoesNotContain(_portal.Services.Received, request => request.Line.EndsWith("/block", StringComparison.Ordinal));
        using var blocked = await browser.PressAsync($"/112?akhir={Canned.Id}", $"/112/panggilan/{Canned.Id}/blokir", ("minutes", ""), ("blockReason", "Iseng"));

        Assert.Equal("/112?kabar=number-blocked", blocked.Headers.Location?.ToString());
        Assert.Equal((JsonValueKind.Null, "Iseng"), (Sent("/block").GetProperty("minutes").ValueKind, Sent("/block").GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_question_is_answered_with_a_figure_while_it_is_being_searched_for()
    {
        _portal.Services.Answer($"GET {Line}/desk", Canned.Desk(Canned.CallFile(kind: "Information")));
        _portal.Services.Answer($"POST {Line}/{Canned.Id}/answer-question", new { id = Canned.Id, trackingNumber = Canned.Number, trackingSecret = Canned.Secret, status = "Closed" });
        using var browser = _portal.Browser(Roles.Operator112);

        var html = await browser.ReadAsync("/112?cari=kia");
        Assert.Contains(_portal.Services.Received, request => request.Line == $"GET {Line}/answers" && request.Query.Contains("q=kia", StringComparison.Ordinal));
        Assert.Matches("hx-get=\"/112\" hx-trigger=\"input changed delay:150ms\" hx-target=\"#jawaban\"", html);
        Assert.Matches("<button[^>]*data-key=\"1\"[^>]*>.*?Sudah dijawab, tutup", html.ReplaceLineEndings(" "));
        using var closed = await browser.PressAsync("/112?cari=kia", $"/112/panggilan/{Canned.Id}/jawab", ("code", "KIA"));

        var slip = WebUtility.HtmlDecode(await closed.Content.ReadAsStringAsync());
        Assert.Contains(Canned.Number, slip, StringComparison.Ordinal);
        Assert.Contains(Canned.Secret, slip, StringComparison.Ordinal);
        Assert.Contains("Dijawab dan ditutup", slip, StringComparison.Ordinal);
        Assert.Equal("KIA", Sent("/answer-question").GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_emergency_asks_for_its_category_and_nothing_else_and_leads_to_its_card()
    {
        _portal.Services.Answer($"GET {Line}/desk", Canned.Desk(Canned.CallFile(kind: "Emergency")));
        _portal.Services.Answer($"POST {Line}/{Canned.Id}/lodge", new { id = Canned.Id, trackingNumber = Canned.Number, trackingSecret = Canned.Secret, status = "Received" });
        using var browser = _portal.Browser(Roles.Operator112);

        var html = await browser.ReadAsync("/112");
        var form = html[html.IndexOf("/lapor\"", StringComparison.Ordinal)..];
        var required = Required().Matches(form[..form.IndexOf("</form>", StringComparison.Ordinal)]);
        Assert.NotEmpty(required);
        Assert.All(required, match => Assert.Equal("categoryCode", match.Groups["field"].Value));
        Assert.Matches("name=\"categoryCode\" value=\"EM-API\"[^>]*data-key=\"1\"", html);
        using var opened = await browser.PressAsync("/112", $"/112/panggilan/{Canned.Id}/lapor", ("categoryCode", "EM-API"), ("address.landmark", ""), ("villageCode", ""), ("description", ""), ("outsideParty", ""));

        Assert.Equal($"/112/darurat/{Canned.Id}?kabar=emergency-lodged", opened.Headers.Location?.ToString());
        Assert.Equal(JsonValueKind.Null, Sent("/lodge").GetProperty("description").ValueKind);
    }

    [Fact]
    public async Task On_the_card_the_agency_of_the_category_comes_first_the_ambulance_stands_where_a_mobmas_would_and_who_is_out_is_not_called_again()
    {
        var html = await _portal.Browser(Roles.Operator112).ReadAsync($"/112/darurat/{Canned.Id}");

        var offered = Offered().Matches(html).Select(match => match.Groups["unit"].Value).ToList();
        Assert.Equal(["Regu Satpol PP", "Ambulans PSC", "PLN", "Ambulans PSC"], offered);
        Assert.Contains("Mobmas bukan untuk keadaan darurat", html, StringComparison.Ordinal);
        Assert.Contains("Panggil Ambulans PSC", html, StringComparison.Ordinal);
        // The one that is out had the first key; pressing it once too often calls nobody else.
        Assert.DoesNotContain("data-key=\"1\"", html, StringComparison.Ordinal);
        Assert.Matches("<input type=\"hidden\" name=\"unit\" value=\"Regu Satpol PP\" /><button[^>]*data-key=\"2\"", html);
    }

    [Fact]
    public async Task What_a_unit_says_is_refused_on_its_own_card_with_what_was_typed()
    {
        _portal.Services.Answer($"POST {Line}/emergencies/{Canned.Id}/units/{Canned.Id}", _ => CannedServices.Problem(400, "invalid_input", "x", ("outcome", "too_long", "Paling panjang 2.000 huruf.")));
        var field = $"unit-{Guid.Parse(Canned.Id):N}.outcome";
        using var refused = await _portal.Browser(Roles.Operator112).PressAsync($"/112/darurat/{Canned.Id}", $"/112/darurat/{Canned.Id}/unit/{Canned.Id}/Confirmed", (field, "Padam, dijaga"));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Matches($"id=\"{field}-wrong\">.*Paling panjang 2.000 huruf", page);
        Assert.Contains("Padam, dijaga", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_unit_is_a_word_a_colour_and_a_sound()
    {
        using var browser = _portal.Browser(Roles.Operator112);
        Assert.Matches("<span class=\"chip stopped\" data-alarm=\"ya\">.*?Unit tidak ada kabar</span>", (await browser.ReadAsync("/112")).ReplaceLineEndings(" "));

        _portal.Services.Answer($"GET {Line}/emergencies/{Canned.Id}", Canned.Emergency(alarming: false));
        var calm = await browser.ReadAsync($"/112/darurat/{Canned.Id}");
        Assert.DoesNotContain("data-alarm", calm, StringComparison.Ordinal);
        Assert.Contains("Menuju lokasi", calm, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unit", "units", "unit-called")]
    [InlineData($"unit/{Canned.Id}/OnScene", $"units/{Canned.Id}", "unit-reported")]
    [InlineData($"unit/{Canned.Id}/Confirmed", $"units/{Canned.Id}", "unit-reported")]
    [InlineData("serahkan", "transfer", "handed-over")]
    public async Task Each_step_on_a_card_is_done_and_said(string step, string call, string news)
    {
        _portal.Services.Answer($"POST {Line}/emergencies/{Canned.Id}/{call}", new { });
        using var browser = _portal.Browser(Roles.Operator112);
        using var done = await browser.PressAsync(
            $"/112/darurat/{Canned.Id}", $"/112/darurat/{Canned.Id}/{step}", ("unit", "BPBD"), ($"unit-{Guid.Parse(Canned.Id):N}.outcome", "Padam"), ("party", "Damkar Kabupaten Kediri"), ("ticket", ""));
        Assert.Equal($"/112/darurat/{Canned.Id}?kabar={news}", done.Headers.Location?.ToString());
        Assert.Contains("role=\"status\"", await browser.ReadAsync(done.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_answers_too_late_reads_who_has_the_call()
    {
        _portal.Services.Answer($"GET {Line}/desk", Canned.Desk(open: null));
        _portal.Services.Answer($"POST {Line}/{Canned.Id}/answer", _ => CannedServices.Problem(409, "call_taken", "Panggilan ini ada pada operator lain."));
        using var late = await _portal.Browser(Roles.Operator112).PressAsync("/112", $"/112/panggilan/{Canned.Id}/angkat");
        var html = WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Panggilan ini ada pada operator lain.", html, StringComparison.Ordinal);
        // What refreshes itself goes on, although the page came back from a form.
        Assert.Contains("hx-get=\"/112\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_number_is_shown_when_it_is_asked_for_and_only_then()
    {
        _portal.Services.Answer($"POST {Line}/{Canned.Id}/reveal-number", new { number = "+628120000789" });
        using var browser = _portal.Browser(Roles.Operator112);
        Assert.DoesNotContain("+628120000789", await browser.ReadAsync($"/112/panggilan/{Canned.Id}"), StringComparison.Ordinal);
        using var seen = await browser.PressAsync($"/112/panggilan/{Canned.Id}", $"/112/panggilan/{Canned.Id}/nomor");
        Assert.Contains("+628120000789", WebUtility.HtmlDecode(await seen.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shift_ends_with_its_handover_and_the_next_operator_takes_it()
    {
        _portal.Services.Answer($"POST {Line}/shifts/end", new { id = Canned.Id, writtenBy = "operator112", emergencies = (object[])[], cards = (object[])[], calls = (object[])[], taken = new { total = 0 } });
        _portal.Services.Answer($"POST {Line}/handovers/{Canned.Id}/acknowledge", new { });
        using var browser = _portal.Browser(Roles.Operator112);

        using var ended = await browser.PressAsync("/112/serah", "/112/serah", ("note", "Genset diisi"));
        Assert.Equal($"/112/serah/{Canned.Id}?kabar=shift-end", ended.Headers.Location?.ToString());
        var handover = await browser.ReadAsync($"/112/serah/{Canned.Id}");
        Assert.All((string[])["data-print", "js/cetak."], words => Assert.Contains(words, handover, StringComparison.Ordinal));
        using var taken = await browser.PressAsync($"/112/serah/{Canned.Id}", $"/112/serah/{Canned.Id}/terima");
        Assert.Equal($"/112/serah/{Canned.Id}?kabar=handover-taken", taken.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Figures_stand_beside_what_the_city_published_and_can_be_taken_along()
    {
        using var browser = _portal.Browser(Roles.Leader);
        var html = await browser.ReadAsync("/112/statistik?dari=2026-11-01&sampai=2026-11-07");
        Assert.Contains("402 panggilan, 2 di antaranya darurat", html, StringComparison.Ordinal);
        Assert.Contains("75,6 %", html, StringComparison.Ordinal);
        Assert.Contains("75,5 %", html, StringComparison.Ordinal);
        Assert.Contains("Terbitan: 86.161 panggilan", html, StringComparison.Ordinal);

        using var file = await browser.GetAsync(new Uri("/112/statistik.csv?dari=2026-11-01&sampai=2026-11-07", UriKind.Relative));
        var rows = (await file.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("text/csv", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal(25, rows.Length);
        Assert.Equal("2026-11-01,2026-11-07,21,304,86,10,2,0,0,402", rows[22]);
    }

    [Fact]
    public async Task An_operator_reads_the_standard_answers_and_a_supervisor_writes_them()
    {
        _portal.Services.Answer($"PUT {Line}/answers/KIA", _ => Results.Json(new { }));
        Assert.DoesNotContain("ubah=KIA", await _portal.Browser(Roles.Operator112).ReadAsync("/112/jawaban"), StringComparison.Ordinal);
        using var supervisor = _portal.Browser(Roles.Supervisor112);

        using var saved = await supervisor.PressAsync("/112/jawaban?ubah=KIA", "/112/jawaban", ("code", "KIA"), ("version", "1"), ("title", "Syarat KIA"), ("text", "Bawa KK."), ("keywords", ""));

        Assert.Equal("/112/jawaban?kabar=answer-saved", saved.Headers.Location?.ToString());
        var sent = JsonDocument.Parse(_portal.Services.Received.Last(request => request.Line == $"PUT {Line}/answers/KIA").Body).RootElement;
        Assert.Equal((1, "Bawa KK."), (sent.GetProperty("version").GetInt32(), sent.GetProperty("text").GetString()));
    }

    private JsonElement Sent(string end) => JsonDocument.Parse(_portal.Services.Received.Last(request => request.Line.EndsWith(end, StringComparison.Ordinal)).Body).RootElement;

    [GeneratedRegex("data-key=\"(?<key>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();

    /// <summary>Of radio buttons every one carries it; the canned categories have one emergency.</summary>
    [GeneratedRegex("name=\"(?<field>[^\"]+)\"[^>]*\\srequired", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Required();

    [GeneratedRegex("<input type=\"hidden\" name=\"unit\" value=\"(?<unit>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Offered();
}

internal static class Pressing
{
    /// <summary>One form of a page that has many: its token and these fields, and nothing of the others.</summary>
    public static async Task<HttpResponseMessage> PressAsync(this HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        var html = await browser.GetStringAsync(new Uri(page, UriKind.Relative));
        Assert.Contains($"action=\"{action}\"", html, StringComparison.Ordinal);
        return await browser.SendFormAsync(action, [("__RequestVerificationToken", Browsing.TokenIn(html)), .. fields]);
    }
}
