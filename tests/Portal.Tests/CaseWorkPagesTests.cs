using System.Net;
using Microsoft.AspNetCore.Http;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

/// <summary>One case at the desk or at an agency: every step, and what the page shows around it.</summary>
public sealed class CaseWorkPagesTests
{
    private static readonly string Page = $"/operator/{Canned.Id}";

    [Theory]
    [InlineData("verifikasi", "verify", "", "")]
    [InlineData("tolak", "reject", "tolak.reason=Uji coba", """{"reason":"Uji coba"}""")]
    [InlineData("jawab", "answer", "jawab.text=Buka 08.00", """{"text":"Buka 08.00"}""")]
    [InlineData("teruskan", "forward", "teruskan.agencyCode=DINKES|teruskan.supportingAgencyCodes=BPBD|teruskan.supportingAgencyCodes=DINKES", """{"agencyCode":"DINKES","supportingAgencyCodes":["BPBD"]}""")]
    [InlineData("tambah-pendukung", "add-support", "tambah-pendukung.agencyCode=INSPEKTORAT", """{"agencyCode":"INSPEKTORAT"}""")]
    [InlineData("mulai", "start", "mulai.note=", """{"note":null}""")]
    [InlineData("kembalikan", "return", "kembalikan.reason=Bukan tupoksi", """{"reason":"Bukan tupoksi"}""")]
    [InlineData("tunda", "postpone", "tunda.until=2026-12-05|tunda.reason=Menunggu aspal", """{"until":"2026-12-05","reason":"Menunggu aspal"}""")]
    [InlineData("tunda", "postpone", "tunda.until=besok|tunda.reason=Menunggu aspal", """{"until":null,"reason":"Menunggu aspal"}""")]
    [InlineData("lanjutkan", "resume", "", "")]
    [InlineData("serahkan", "transfer", "serahkan.party=PLN|serahkan.ticket=", """{"party":"PLN","ticket":null}""")]
    [InlineData("selesaikan", "resolve", "selesaikan.note=Sudah\r\ndiantar", """{"note":"Sudah\ndiantar","photos":[]}""")]
    [InlineData("tutup", "close", "tutup.note=Beres", """{"note":"Beres","photos":[]}""")]
    [InlineData("gabung", "merge", "gabung.masterNumber= adu-2 ", """{"masterNumber":"adu-2"}""")]
    [InlineData("pisah", "unmerge", "", "")]
    [InlineData("ubah-jenis", "reclassify", "ubah-jenis.categoryCode=PUNGLI|ubah-jenis.reason=Minta uang", """{"categoryCode":"PUNGLI","reason":"Minta uang"}""")]
    [InlineData("lindungi", "protect", "lindungi.visibility=Secret|lindungi.reason=Nama tetangga", """{"visibility":"Secret","reason":"Nama tetangga"}""")]
    [InlineData("tanya", "ask", "tanya.question=Tiang mana?", """{"question":"Tiang mana?"}""")]
    [InlineData("balas", "reply", "balas.text=Kami cek", """{"text":"Kami cek"}""")]
    [InlineData("catat", "note", "catat.text=Tangga siap", """{"text":"Tangga siap"}""")]
    [InlineData("panggil-unit", "units", "panggil-unit.unit=Damkar", """{"unit":"Damkar"}""")]
    [InlineData("minta-mobmas", "request-mobile-unit", "minta-mobmas.purpose=Health|minta-mobmas.passengers=2|minta-mobmas.needsWheelchair=ya|minta-mobmas.note=", """{"purpose":"Health","note":null,"passengers":2,"needsWheelchair":true,"pickUpFrom":null,"pickUpUntil":null,"destinationCode":null,"dropOffVillageCode":null}""")]
    [InlineData("minta-mobmas", "request-mobile-unit", "minta-mobmas.purpose=Social|minta-mobmas.passengers=1|minta-mobmas.pickUpDate=2026-11-24|minta-mobmas.pickUpFrom=08:00|minta-mobmas.pickUpUntil=9.30|minta-mobmas.destinationCode=rsud-gambiran", """{"purpose":"Social","note":null,"passengers":1,"needsWheelchair":false,"pickUpFrom":"2026-11-24T01:00:00Z","pickUpUntil":"2026-11-24T02:30:00Z","destinationCode":"rsud-gambiran","dropOffVillageCode":null}""")]
    [InlineData("usulkan", "propose", "usulkan.title=Saluran Gang II|usulkan.problem=Banjir\r\ntiap hujan|usulkan.sector=INFRASTRUKTUR", """{"title":"Saluran Gang II","problem":"Banjir\ntiap hujan","sector":"INFRASTRUKTUR"}""")]
    [InlineData("usulkan", "propose", "usulkan.title=Saluran|usulkan.problem=Banjir|usulkan.sector=", """{"title":"Saluran","problem":"Banjir","sector":null}""")]
    [InlineData("kaitkan-pekerjaan", "attach-to-work", "kaitkan-pekerjaan.workNumber= MRT-2026/013 |kaitkan-pekerjaan.reason=Salah gang", """{"workNumber":"MRT-2026/013","reason":"Salah gang"}""")]
    public async Task Each_step_is_passed_on_as_the_service_names_it_and_said(string step, string call, string fields, string body)
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/complaints/{Canned.Id}/{call}", new { });
        using var browser = portal.Browser(Roles.Operator112);
        Assert.Contains($"action=\"{Page}/{step}\"", await browser.ReadAsync(Page), StringComparison.Ordinal);

        var typed = fields.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=', 2)).Select(pair => (pair[0], pair[1]));
        using var done = await browser.FillInAsync(Page, $"{Page}/{step}", [.. typed]);

        Assert.Equal($"{Page}?kabar={call}", done.Headers.Location?.ToString());
        Assert.Equal(body, portal.Services.Received.Single(request => request.Line.StartsWith("POST ", StringComparison.Ordinal)).Body);
        Assert.Contains("<div class=\"note good\" role=\"status\">", await browser.GetStringAsync(done.Headers.Location), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "08:00", "09:00", "pickUpFrom")]
    [InlineData("2026-11-24", "pagi", "09:00", "pickUpFrom")]
    [InlineData("2026-11-24", "08:00", "siang", "pickUpUntil")]
    public async Task An_hour_that_cannot_be_read_is_not_taken_for_as_soon_as_possible(string day, string from, string until, string wrong)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var answer = await portal.Browser(Roles.Operator112).FillInAsync(
            Page, $"{Page}/minta-mobmas", ("minta-mobmas.purpose", "Health"), ("minta-mobmas.pickUpDate", day), ("minta-mobmas.pickUpFrom", from), ("minta-mobmas.pickUpUntil", until));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains($"id=\"minta-mobmas.{wrong}-wrong\"", page, StringComparison.Ordinal);
        Assert.Contains("Isi tanggal dan jamnya", page, StringComparison.Ordinal);
        Assert.Contains("RSUD Gambiran", page, StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Services.Received, request => request.Line.StartsWith("POST ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agency_that_hands_a_case_back_no_longer_sees_it_and_comes_back_to_its_inbox()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/complaints/{Canned.Id}/return", new { });
        using var browser = portal.Browser(Roles.AgencyOfficer);

        using var done = await browser.FillInAsync(Page, $"{Page}/kembalikan", ("kembalikan.reason", "Bukan tupoksi"));

        Assert.Equal("/operator?kabar=return", done.Headers.Location?.ToString());
        Assert.Contains("Aduan dikembalikan ke meja 112.", await browser.ReadAsync("/operator?kabar=return"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_with_another_agency_says_so_and_blames_nobodys_role()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", _ => CannedServices.Problem(403, "outside_scope", "Laporan ini tidak ada pada perangkat daerah Anda."));
        using var answer = await portal.Browser(Roles.AgencyOfficer).GetAsync(new Uri(Page, UriKind.Relative));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Laporan ini tidak ada pada perangkat daerah Anda.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("tidak memiliki peran", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_steps_at_the_same_moment_the_later_one_stands_above()
    {
        await using var portal = await RunningPortal.StartAsync();
        var at = Canned.Now;
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", Canned.File(Canned.Complaint(), timeline:
        [
            new { code = "Proposed", status = "Forwarded", at, audience = "Everybody", note = "Saluran", deskNote = (string?)null, actor = "operator112" },
            new { code = "ProposalMade", status = "Forwarded", at, audience = "Everybody", note = "USL-7K2M-9QXR", deskNote = (string?)null, actor = (string?)null },
        ]));
        var page = await portal.Browser(Roles.Operator112).ReadAsync(Page);
        Assert.True(page.IndexOf("Menjadi usulan<", StringComparison.Ordinal) < page.IndexOf("Diusulkan untuk rencana pembangunan", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_reported_is_shown_once_to_whoever_says_why()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/complaints/{Canned.Id}/reporter", new { name = "Warga <b>", phone = "0800-111-2222", email = (string?)null });
        using var browser = portal.Browser(Roles.Operator112);
        Assert.Contains("tercatat sebelum identitasnya ditampilkan", await browser.ReadAsync(Page), StringComparison.Ordinal);

        using var shown = await browser.FillInAsync(Page, $"{Page}/pelapor", ("pelapor.reason", "Menelepon balik"));

        var html = await shown.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.OK, true), (shown.StatusCode, shown.Headers.CacheControl?.NoStore));
        Assert.Contains("0800-111-2222", html, StringComparison.Ordinal);
        Assert.Contains("Warga &lt;b&gt;", html, StringComparison.Ordinal);
        // Outside of what the page fetches again, which knows nothing of it.
        Assert.True(html.IndexOf("0800-111-2222", StringComparison.Ordinal) < html.IndexOf("id=\"aduan\"", StringComparison.Ordinal));
        Assert.Contains($"hx-get=\"{Page}\"", html, StringComparison.Ordinal);
        Assert.Equal("""{"reason":"Menelepon balik"}""", portal.Services.Received.Single(request => request.Line.EndsWith("/reporter", StringComparison.Ordinal)).Body);
        Assert.DoesNotContain("0800-111-2222", await browser.ReadAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_reason_nobody_is_shown_and_a_protected_reporter_is_not_even_asked_for_by_an_agency()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/complaints/{Canned.Id}/reporter", _ => CannedServices.Problem(400, "invalid_input", "", ("reason", "required", "Bagian ini wajib diisi.")));
        using var desk = portal.Browser(Roles.Operator112);
        using var refused = await desk.FillInAsync(Page, $"{Page}/pelapor", ("pelapor.reason", ""));
        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("id=\"pelapor.reason-wrong\"", html, StringComparison.Ordinal);
        Assert.Contains("<details class=\"more\" id=\"buka-pelapor\" open", html, StringComparison.Ordinal);

        using var agency = portal.Browser(Roles.AgencyOfficer);
        Assert.Contains($"{Page}/pelapor", await agency.ReadAsync(Page), StringComparison.Ordinal);
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", Canned.File(Canned.Complaint(visibility: "Anonymous")));
        Assert.DoesNotContain($"{Page}/pelapor", await agency.ReadAsync(Page), StringComparison.Ordinal);
        Assert.Contains($"{Page}/pelapor", await desk.ReadAsync(Page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("berangkat", """{"step":"EnRoute","outcome":null}""")]
    [InlineData("di-lokasi", """{"step":"OnScene","outcome":null}""")]
    [InlineData("tertangani", """{"step":"Confirmed","outcome":"Ular ditangkap"}""")]
    public async Task What_a_called_unit_says_is_one_press_on_its_card(string report, string body)
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/complaints/{Canned.Id}/units/{Canned.HandOffId}", new { });
        using var browser = portal.Browser(Roles.Operator112);
        var form = $"{Page}/unit/{Canned.HandOffId}/{report}";
        Assert.Contains($"action=\"{form}\"", await browser.ReadAsync(Page), StringComparison.Ordinal);

        using var done = await browser.FillInAsync(Page, form, ($"unit-{Guid.Parse(Canned.HandOffId):N}.outcome", "Ular ditangkap"));

        Assert.Equal($"{Page}?kabar=unit-{report}", done.Headers.Location?.ToString());
        Assert.Equal(body, portal.Services.Received.Single(request => request.Line.StartsWith("POST ", StringComparison.Ordinal)).Body);
    }

    [Fact]
    public async Task A_field_that_is_wrong_says_so_beside_itself_in_its_own_form_which_is_open_with_what_was_typed()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/complaints/{Canned.Id}/postpone", _ => CannedServices.Problem(400, "invalid_input", "x", ("until", "out_of_range", "Pilih tanggal setelah hari ini.")));
        using var refused = await portal.Browser(Roles.Operator112).FillInAsync(Page, $"{Page}/tunda", ("tunda.until", "2020-01-01"), ("tunda.reason", Canned.Hostile));
        var html = await refused.Content.ReadAsStringAsync();
        var page = WebUtility.HtmlDecode(html);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("href=\"#tunda.until\"", page, StringComparison.Ordinal);
        Assert.Matches("id=\"tunda.until-wrong\">.*Pilih tanggal setelah hari ini", page);
        Assert.Contains("value=\"2020-01-01\"", page, StringComparison.Ordinal);
        Assert.Contains("<details class=\"more\" id=\"buka-tunda\" open", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"buka-tolak\" open", page, StringComparison.Ordinal);
        Assert.Equal(1, page.Split("-wrong\">").Length - 1);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_supporting_agencies_are_said_beside_them_all()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/complaints/{Canned.Id}/forward", _ => CannedServices.Problem(400, "invalid_input", "x", ("supportingAgencyCodes[1]", "misconduct", "Hanya kepada Inspektorat.")));
        using var refused = await portal.Browser(Roles.Operator112).FillInAsync(Page, $"{Page}/teruskan", ("teruskan.agencyCode", "DINKES"), ("teruskan.supportingAgencyCodes", "INSPEKTORAT"));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("id=\"teruskan.supportingAgencyCodes-wrong\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"INSPEKTORAT\" checked", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"BPBD\" checked", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_step_is_explained_above_the_newest_state_and_keeps_what_was_typed()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/complaints/{Canned.Id}/resolve", _ => CannedServices.Problem(409, "journey_open", "Mobmas untuk laporan ini masih berjalan."));
        using var refused = await portal.Browser(Roles.Operator112).FillInAsync(Page, $"{Page}/selesaikan", ("selesaikan.note", "Sudah diantar"));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Mobmas untuk laporan ini masih berjalan.", page, StringComparison.Ordinal);
        Assert.Contains(">Sudah diantar</textarea>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Tulisan Anda belum tersimpan", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_for_a_step_that_a_colleague_made_first_is_not_lost_with_its_form()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.Operator112);
        var token = Browsing.TokenIn(await browser.GetStringAsync(new Uri(Page, UriKind.Relative)));
        portal.Services.Answer($"POST /api/complaints/{Canned.Id}/resolve", _ => CannedServices.Problem(409, "illegal_move", "x"));
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", Canned.File(Canned.Complaint("Resolved"), ["Close", "Note"]));
        using var refused = await browser.SendFormAsync($"{Page}/selesaikan", ("__RequestVerificationToken", token), ("selesaikan.note", "Sudah diantar dan pulang"));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("Langkah ini tidak berlaku lagi", page, StringComparison.Ordinal);
        Assert.Contains("Tulisan Anda belum tersimpan", page, StringComparison.Ordinal);
        Assert.Contains("<p class=\"words\">Sudah diantar dan pulang</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_typed_while_the_service_is_away_is_kept_and_can_be_sent_again()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.Operator112);
        var html = await browser.GetStringAsync(new Uri(Page, UriKind.Relative));
        portal.Services.Answer($"POST /api/complaints/{Canned.Id}/resolve", _ => Results.StatusCode(503));
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", _ => Results.StatusCode(503));
        using var away = await browser.SendFormAsync($"{Page}/selesaikan", ("__RequestVerificationToken", Browsing.TokenIn(html)), ("selesaikan.note", "Sudah diantar"));
        var page = WebUtility.HtmlDecode(await away.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.Contains("name=\"selesaikan.note\" value=\"Sudah diantar\"", page, StringComparison.Ordinal);
        Assert.Contains("Kirim sekali lagi", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Received", "Verify Reject Answer Note", "Verify", "Reject Answer Note")]
    [InlineData("Verified", "Forward Reject Answer Note", "Forward", "Reject Answer Note")]
    [InlineData("ReturnedByAgency", "Forward Transfer Note", "Forward", "Transfer Note")]
    [InlineData("Reopened", "Forward Reject Note", "Forward", "Reject Note")]
    [InlineData("InProgress", "Return Postpone Resolve Note", "Resolve", "Return Postpone Note")]
    [InlineData("Postponed", "Resume Reply Note", "Resume", "Reply Note")]
    [InlineData("Resolved", "Close Reply Note", "Close", "Reply Note")]
    [InlineData("Merged", "Unmerge Note", "", "Unmerge Note")]
    [InlineData("Closed", "Protect Note", "", "Protect Note")]
    public async Task The_likely_step_is_open_on_top_and_the_others_are_a_press_away(string status, string moves, string open, string folded)
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", Canned.File(Canned.Complaint(status), moves.Split(' ')));
        var page = await portal.Browser(Roles.Operator112).ReadAsync(Page);
        var steps = page[page.IndexOf("id=\"langkah\"", StringComparison.Ordinal)..];

        var folds = steps.IndexOf("Langkah lain", StringComparison.Ordinal);
        Assert.All(open.Split(' ', StringSplitOptions.RemoveEmptyEntries), move => Assert.InRange(At(move), 0, folds));
        Assert.All(folded.Split(' '), move => Assert.True(At(move) > folds, move));
        Assert.DoesNotMatch("<details class=\"more\" id=\"buka-[a-z-]+\" open", steps);

        int At(string move) => steps.IndexOf($"action=\"{Page}/{Pages.CaseStep.Of(move).Slug}\"", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_sees_the_proposal_that_a_case_became_where_it_stands_and_the_work_that_it_is_about()
    {
        await using var portal = await RunningPortal.StartAsync();
        object[] timeline = [new { code = "ProposalMade", status = "Verified", at = Canned.Now, audience = "Everybody", note = "USL-7K2M-9QXR" }, new { code = "ProposalMoved", status = "Verified", at = Canned.Now, audience = "Everybody", note = "Village" }];
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", Canned.File(Canned.Complaint("Verified"), ["Note"], timeline: timeline));
        var page = await portal.Browser(Roles.Operator112).ReadAsync(Page);

        Assert.Contains("<span class=\"code\">USL-7K2M-9QXR</span><br><span class=\"soft small\">Dibahas di kelurahan</span>", page, StringComparison.Ordinal);
        Assert.Contains("<dd class=\"code\">MRT-2026/012</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"words\">Dibahas di kelurahan</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_agencies_of_the_category_are_chosen_beforehand_and_misconduct_goes_nowhere_else()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", Canned.File(Canned.Complaint("Verified", agency: null), ["Forward"]));
        using var browser = portal.Browser(Roles.Operator112);
        var ordinary = await browser.ReadAsync(Page);
        Assert.Contains("<option value=\"DINKES\" selected>", ordinary, StringComparison.Ordinal);
        Assert.Contains("value=\"BPBD\" checked", ordinary, StringComparison.Ordinal);

        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", Canned.File(Canned.Complaint("Verified", category: "PUNGLI", visibility: "Secret", agency: null), ["Forward"]));
        var misconduct = await browser.ReadAsync(Page);
        Assert.Contains("<option value=\"INSPEKTORAT\" selected>", misconduct, StringComparison.Ordinal);
        Assert.DoesNotContain("<option value=\"DINKES\"", misconduct, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"BPBD\"", misconduct, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emergency_shows_its_units_first_and_offers_the_ambulance_where_a_Mobmas_is_refused()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", Canned.File(Canned.Complaint("InProgress", emergency: true, category: "EM-MEDIS"), handOffs: true, silent: true));
        portal.Services.Answer($"POST /api/complaints/{Canned.Id}/units", new { });
        using var browser = portal.Browser(Roles.Operator112);
        var page = await browser.ReadAsync(Page);

        Assert.InRange(page.IndexOf("<article class=\"hand-off silent\"", StringComparison.Ordinal), 0, page.IndexOf("class=\"columns\"", StringComparison.Ordinal));
        Assert.Contains("Belum ada kabar 7 menit, alarm ke-2", page, StringComparison.Ordinal);
        Assert.Contains("Panggil ambulans PSC", page, StringComparison.Ordinal);
        Assert.DoesNotContain("minta-mobmas", page, StringComparison.Ordinal);

        using var called = await browser.FillInAsync(Page, $"{Page}/panggil-unit");
        Assert.Equal("""{"unit":"Ambulans PSC"}""", portal.Services.Received.Single(request => request.Line.StartsWith("POST ", StringComparison.Ordinal)).Body);
    }

    [Fact]
    public async Task An_emergency_for_which_nobody_was_called_says_so_until_when_somebody_must_be()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", Canned.File(Canned.Complaint("Received", emergency: true, category: "EM-API", dueAt: Canned.Now.AddMinutes(-3)), ["CallUnit", "Verify"]));
        var page = await portal.Browser(Roles.Operator112).ReadAsync(Page);
        Assert.Contains("Belum ada unit yang dipanggil.", page, StringComparison.Ordinal);
        Assert.Contains("Batas: terlambat 3 menit.", page, StringComparison.Ordinal);
        Assert.Matches("panggil unit: <time[^>]*>terlambat 3 menit", page);
    }

    [Fact]
    public async Task The_case_shows_its_clock_with_the_regulation_who_helps_and_everything_that_is_linked_to_it()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", Canned.File(
            Canned.Complaint("InProgress", category: "POHON", askedAt: Canned.Now.AddMinutes(-9), escalation: "Supervisor"), timeline:
            [
                new { code = "Noted", status = "InProgress", at = Canned.Now, audience = "Staff", note = "Tangga siap", deskNote = (string?)null, actor = "dpkp" },
                new { code = "Escalated", status = "InProgress", at = Canned.Now, audience = "Staff", note = "Supervisor", deskNote = (string?)null, actor = (string?)null },
                new { code = "Asked", status = "InProgress", at = Canned.Now, audience = "Reporter", note = "Tiang mana?", deskNote = (string?)null, actor = "operator112" },
                new { code = "Reclassified", status = "InProgress", at = Canned.Now, audience = "Everybody", note = "PJU", deskNote = "Bukan jalan", actor = "operator112" },
            ]));
        var page = await portal.Browser(Roles.Operator112).ReadAsync(Page);

        Assert.All(
            (string[])["SP4N-LAPOR! 2018", "PermenPANRB 62/2018", "menunggu pelapor 9 menit", "Naik ke pengawas", "Target kota", "Badan Penanggulangan Bencana Daerah", "JATIM-2291", "1 Desember 2026", "ADU-MSTR-0001", "3 orang",
                "Apa bahayanya?", "Kena kabel listrik", "Bukan jalan", "lewat telepon 112"],
            words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.All((string[])["publik", "pelapor", "internal"], audience => Assert.Matches($"<span class=\"audience\">.*{audience}</span>", page));
    }

    [Fact]
    public async Task Of_a_secret_case_nothing_is_called_public()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", Canned.File(Canned.Complaint("InProgress", visibility: "Secret")));
        var page = await portal.Browser(Roles.Operator112).ReadAsync(Page);
        Assert.DoesNotMatch("<span class=\"audience\">[^/]*/svg>publik</span>", page);
        Assert.Contains("Dibaca pelapor, tidak oleh publik.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Dibaca pelapor, dan publik", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Protecting_says_beforehand_who_will_see_what_and_offers_only_what_is_stricter()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", Canned.File(Canned.Complaint("Verified", visibility: "Anonymous"), ["Protect"]));
        var page = await portal.Browser(Roles.Operator112).ReadAsync(Page);
        Assert.Contains("Sekarang: Anonim. Jadikan:", page, StringComparison.Ordinal);
        Assert.Contains("Publik tidak melihat apa pun; dinas tidak tahu siapa pelapornya.", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("name=\"lindungi.visibility\" value=\"(Public|Anonymous)\"", page);
    }

    [Fact]
    public async Task What_may_be_the_same_is_offered_with_its_reason_and_merged_by_one_press()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", Canned.File(Canned.Complaint("Verified"), ["Merge", "Forward"]));
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}/similar", new
        {
            items = (object[])[new { complaint = Canned.Complaint("Forwarded", id: Canned.Id.Replace('1', '2')), score = 0.9, metres = 40, days = 1, reason = $"40 m, 1 hari {Canned.Hostile}", onlyThere = (string[])[] }],
        });
        portal.Services.Answer($"POST /api/complaints/{Canned.Id}/merge", new { });
        using var browser = portal.Browser(Roles.Operator112);
        var html = await browser.GetStringAsync(new Uri(Page, UriKind.Relative));
        Assert.Contains("40 m, 1 hari", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        using var merged = await browser.FillInAsync(Page, $"{Page}/gabung");
        Assert.Equal($$"""{"masterNumber":"{{Canned.Number}}"}""", portal.Services.Received.Single(request => request.Line.StartsWith("POST ", StringComparison.Ordinal)).Body);

        // Not searched for again each time the page looks whether something changed, nor where nothing can be merged.
        var searches = Searches();
        using var looking = new HttpRequestMessage(HttpMethod.Get, Page) { Headers = { { "HX-Request", "true" } } };
        using var looked = await browser.SendAsync(looking);
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", Canned.File(Canned.Complaint("Resolved"), ["Close"]));
        await browser.ReadAsync(Page);
        Assert.Equal(searches, Searches());

        int Searches() => portal.Services.Received.Count(request => request.Line.EndsWith("/similar", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("verifikasi")]
    [InlineData("tolak")]
    [InlineData("lindungi")]
    [InlineData("minta-mobmas")]
    public async Task An_officer_of_an_agency_does_no_step_of_the_desk(string step)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var refused = await portal.Browser(Roles.AgencyOfficer).SendFormAsync($"{Page}/{step}");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task An_officer_begins_with_beginning_and_speaks_in_their_agencys_name()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/complaints/{Canned.Id}", Canned.File(Canned.Complaint("Forwarded"), ["Start", "Return", "Postpone", "Resolve", "Ask", "Reply", "Note"], handOffs: true));
        var page = await portal.Browser(Roles.AgencyOfficer).ReadAsync(Page);
        Assert.InRange(page.IndexOf($"action=\"{Page}/mulai\"", StringComparison.Ordinal), 0, page.IndexOf("Langkah lain", StringComparison.Ordinal));
        Assert.DoesNotContain("atas nama dinas", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Page}/unit/", page, StringComparison.Ordinal);
    }
}
