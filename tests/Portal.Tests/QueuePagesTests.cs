using System.Net;
using Microsoft.AspNetCore.Http;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

/// <summary>The desk's queue, an agency's inbox, and one step for many.</summary>
public sealed class QueuePagesTests
{
    private static readonly string Other = Canned.Id.Replace('1', '2');

    [Theory]
    [InlineData("/operator", "status=Received&page=1&pageSize=25")]
    [InlineData("/operator?status=ReturnedByAgency&halaman=2", "status=ReturnedByAgency&page=2")]
    [InlineData("/operator?status=AtAgency", "status=Forwarded&status=InProgress&page=1&pageSize=25")]
    [InlineData("/operator?status=InProgress", "status=Forwarded&status=InProgress&page=1&pageSize=25")]
    [InlineData("/operator?status=Elsewhere", "status=Postponed&status=TransferredOutside&page=1&pageSize=25")]
    [InlineData("/operator?due=PastTarget&category=&village=&agency=", "due=PastTarget&page=1&pageSize=25")]
    [InlineData("/operator?status=Verified&category=PJU&village=35.71.02.1012&agency=DPKP", "status=Verified&category=PJU&village=35.71.02.1012&agency=DPKP&page=1&pageSize=25")]
    [InlineData("/operator?number=ADU+7k2m&status=Received&due=Late", "number=ADU%207k2m&page=1&pageSize=25")]
    [InlineData("/operator?status=nonsense", "status=Received&page=1&pageSize=25")]
    public async Task The_address_says_which_complaints_the_desk_sees(string address, string asked)
    {
        await using var portal = await RunningPortal.StartAsync();
        await portal.Browser(Roles.Operator112).ReadAsync(address);
        Assert.Contains(portal.Services.Received, request => request.Line == "GET /api/complaints" && request.Query.StartsWith($"?{asked}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_list_is_a_link_with_its_true_count_and_keeps_the_filters()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("GET /api/complaints", request => Results.Json(new { items = Array.Empty<object>(), page = 1, pageSize = 1, total = Total(request.QueryString.Value!) }));

        var page = await portal.Browser(Roles.Operator112).ReadAsync("/operator?status=Verified&village=35.71.02.1012");

        Assert.Matches("""href="/operator\?status=Received&village=35\.71\.02\.1012"[^>]*>.*?Baru <span class="count">7</span>""", page);
        Assert.Matches("""href="/operator\?status=AtAgency&village=35\.71\.02\.1012"[^>]*>.*?Di dinas <span class="count">12</span>""", page);
        Assert.Matches("""href="/operator\?due=Late&village=35\.71\.02\.1012" class="is-late"[^>]*>.*?Terlambat <span class="count">3</span>""", page);
        Assert.Matches("""href="/operator\?due=Today&village=35\.71\.02\.1012"[^>]*>.*?Harus hari ini <span class="count">0</span>""", page);
        Assert.Matches("""href="/operator\?status=Verified&village=35\.71\.02\.1012"[^>]* aria-current="page">""", page);

        static int Total(string query) => !query.Contains("village=35.71.02.1012", StringComparison.Ordinal) ? 99
            : query.StartsWith("?status=Received&village", StringComparison.Ordinal) ? 7
            : query.StartsWith("?status=Forwarded&status=InProgress&village", StringComparison.Ordinal) ? 12
            : query.StartsWith("?due=Late&village", StringComparison.Ordinal) ? 3 : 0;
    }

    [Fact]
    public async Task A_row_says_what_where_since_when_and_what_is_due_when_in_words()
    {
        await using var portal = await RunningPortal.StartAsync();
        Canned.AnswerQueue(portal.Services,
        [
            Canned.Complaint("Forwarded", dueAt: Canned.Now.AddDays(-2), escalation: "Leaders"),
            Canned.Complaint("Verified", id: Other, dueAt: Canned.Now.AddDays(1), askedAt: Canned.Now.AddMinutes(-40), visibility: "Secret"),
        ]);
        var page = await portal.Browser(Roles.Operator112).ReadAsync("/operator");

        Assert.Contains("Perlu diantar kontrol / terapi", page, StringComparison.Ordinal);
        Assert.Contains("· Banjaran", page, StringComparison.Ordinal);
        Assert.Contains("2 jam lalu", page, StringComparison.Ordinal);
        Assert.Matches("tindak lanjuti: <time[^>]*>terlambat 2 hari</time>", page);
        Assert.Contains("Naik ke pimpinan", page, StringComparison.Ordinal);
        Assert.Contains("lewat target kota", page, StringComparison.Ordinal);
        Assert.Contains("menunggu pelapor 40 menit", page, StringComparison.Ordinal);
        Assert.Contains("Rahasia", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_emergencies_stand_above_every_list_and_are_not_said_twice()
    {
        await using var portal = await RunningPortal.StartAsync();
        var fire = Canned.Complaint("Received", emergency: true, category: "EM-API");
        Canned.AnswerQueue(portal.Services, [fire, Canned.Complaint("Received", id: Other)], emergencies: [fire], silent: [fire]);
        using var desk = portal.Browser(Roles.Operator112);

        var page = await desk.ReadAsync("/operator?status=Resolved");
        Assert.Contains("1 darurat terbuka", page, StringComparison.Ordinal);
        Assert.Contains("unit belum ada kabar", page, StringComparison.Ordinal);
        Assert.Single(page.Split($"href=\"/operator/{Canned.Id}\"").Skip(1));
        Assert.Contains($"href=\"/operator/{Other}\"", page, StringComparison.Ordinal);

        Assert.DoesNotContain("<section class=\"alarm\"", await desk.ReadAsync($"/operator?number={Canned.Number}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officers_day_begins_with_what_is_due_and_ends_with_their_own_states()
    {
        await using var portal = await RunningPortal.StartAsync();
        var page = await portal.Browser(Roles.AgencyOfficer).ReadAsync("/operator");

        Assert.Contains(portal.Services.Received, request => request.Line == "GET /api/complaints" && request.Query.StartsWith("?due=Today&page=1&pageSize=25", StringComparison.Ordinal));
        Assert.Contains("Kotak masuk", page, StringComparison.Ordinal);
        Assert.All((string[])["Forwarded", "InProgress", "Postponed", "Resolved"], status => Assert.Contains($"href=\"/operator?status={status}\"", page, StringComparison.Ordinal));
        Assert.All((string[])["Received", "Verified", "AtAgency"], status => Assert.DoesNotContain($"href=\"/operator?status={status}\"", page, StringComparison.Ordinal));
        Assert.DoesNotContain("/operator/banyak", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"agency\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Verify", "verify", "")]
    [InlineData("Forward", "forward", """{"agencyCode":"DINKES"}""")]
    [InlineData("Reject", "reject", """{"reason":"Bukan laporan"}""")]
    [InlineData("Close", "close", """{"note":"Bukan laporan"}""")]
    public async Task A_step_for_many_is_done_one_by_one_in_their_order_and_goes_on_after_a_refusal(string move, string call, string body)
    {
        await using var portal = await RunningPortal.StartAsync();
        var third = Canned.Id.Replace('1', '3');
        portal.Services.Answer($"POST /api/complaints/{Canned.Id}/{call}", new { });
        portal.Services.Answer($"POST /api/complaints/{Other}/{call}", _ => CannedServices.Problem(409, "illegal_move", "Langkah ini tidak dapat dilakukan saat laporan berstatus ditutup."));
        portal.Services.Answer($"POST /api/complaints/{third}/{call}", new { });

        using var answer = await portal.Browser(Roles.Operator112).FillInAsync(
            "/operator?due=Late", "/operator/banyak",
            ("pilih", $"{Canned.Id} ADU-0001"), ("pilih", $"{Other} ADU-0002"), ("pilih", $"{third} ADU-0003"), ("langkah", move), ("banyak.agencyCode", "DINKES"), ("banyak.words", "Bukan laporan"));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        var sent = portal.Services.Received.Where(request => request.Line.StartsWith("POST ", StringComparison.Ordinal)).ToList();
        Assert.Equal([$"POST /api/complaints/{Canned.Id}/{call}", $"POST /api/complaints/{Other}/{call}", $"POST /api/complaints/{third}/{call}"], sent.Select(request => request.Line));
        Assert.All(sent, request => Assert.Equal(body, request.Body));
        Assert.Contains("2 dari 3 berhasil", page, StringComparison.Ordinal);
        Assert.Matches("(?s)ADU-0001.*Berhasil.*ADU-0002.*Tidak dapat dilakukan.*berstatus ditutup.*ADU-0003.*Berhasil", page);
        Assert.Contains("href=\"/operator?due=Late\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_service_is_away_the_rest_is_not_tried()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/complaints/{Canned.Id}/verify", _ => Results.StatusCode(503));
        using var answer = await portal.Browser(Roles.Operator112).FillInAsync(
            "/operator", "/operator/banyak", ("pilih", $"{Canned.Id} ADU-0001"), ("pilih", $"{Other} ADU-0002"), ("langkah", "Verify"));

        Assert.Single(portal.Services.Received, request => request.Line.StartsWith("POST ", StringComparison.Ordinal));
        Assert.Contains("Belum dikerjakan", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "pilih-wrong", "Tandai dahulu laporan yang dimaksud.")]
    [InlineData("one", "", "langkah-wrong", "Pilih langkahnya.")]
    [InlineData("one", "Forward", "banyak.agencyCode-wrong", "Pilih dinas tujuan.")]
    [InlineData("one", "Reject", "banyak.words-wrong", "Tulis alasan atau catatannya")]
    [InlineData("many", "Verify", "pilih-wrong", "Paling banyak 50")]
    public async Task What_is_missing_for_many_is_asked_for_and_the_ticks_stay(string picked, string step, string beside, string said)
    {
        await using var portal = await RunningPortal.StartAsync();
        var choices = picked switch { "" => [], "one" => [Canned.Id], _ => Enumerable.Range(2, 51).Select(n => $"0199a0a0-0000-7000-8000-{n:D12}").ToArray() };

        using var answer = await portal.Browser(Roles.Operator112).FillInAsync(
            "/operator?due=Late", "/operator/banyak", [.. choices.Select(id => ("pilih", $"{id} {Canned.Number}")), ("langkah", step), ("banyak.words", " ")]);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"id=\"{beside}\"", page, StringComparison.Ordinal);
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Equal(picked == "one", page.Contains($"value=\"{Canned.Id} {Canned.Number}\" checked", StringComparison.Ordinal));
        Assert.DoesNotContain(portal.Services.Received, request => request.Line.StartsWith("POST ", StringComparison.Ordinal));
        Assert.Contains(portal.Services.Received, request => request.Query.StartsWith("?due=Late&page=1&pageSize=25", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/operator?status=Received", "Verify Reject")]
    [InlineData("/operator?status=Verified", "Forward Reject")]
    [InlineData("/operator?status=Resolved", "Close")]
    [InlineData("/operator?due=Late", "Verify Forward Reject Close")]
    public async Task The_bar_offers_what_can_be_legal_for_the_list(string address, string steps)
    {
        await using var portal = await RunningPortal.StartAsync();
        var page = await portal.Browser(Roles.Supervisor112).ReadAsync(address);
        var bar = page[page.IndexOf("bulk-bar", StringComparison.Ordinal)..];
        Assert.All((string[])["Verify", "Forward", "Reject", "Close"], step => Assert.Equal(steps.Split(' ').Contains(step), bar.Contains($"<option value=\"{step}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Only_the_desk_does_one_step_for_many()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var refused = await portal.Browser(Roles.AgencyOfficer).SendFormAsync("/operator/banyak", ("pilih", $"{Canned.Id} {Canned.Number}"), ("langkah", "Verify"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
