using System.Net;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

/// <summary>Day plans before services that answer what a test says.</summary>
public sealed class DayPlanPagesTests
{
    private const string Plan = $"/armada/rencana/{Canned.Id}", Api = $"/api/dispatch/plans/{Canned.Id}";

    [Fact]
    public async Task A_dispatcher_asks_for_a_plan_of_the_own_region_with_defaults_that_need_no_thought()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/dispatch/plans", new { id = Canned.Id, state = "Running" });
        using var browser = portal.Browser(Roles.Dispatcher);
        Assert.Contains("href=\"/armada/rencana\"", await browser.ReadAsync("/armada"), StringComparison.Ordinal);

        var page = await browser.ReadAsync("/armada/rencana");

        Assert.Contains("Wilayah: Kota Kediri", page, StringComparison.Ordinal);
        Assert.Contains("2 terlayani · 1 belum · 2 mobil", page, StringComparison.Ordinal);
        Assert.Contains("Perhitungan terputus; tidak ada yang berubah.", page, StringComparison.Ordinal);
        Assert.Matches("id=\"day\" name=\"day\" type=\"date\" value=\"20..-..-..\"", page);
        using var asked = await browser.SubmitAsync(page, "/armada/rencana", ("day", "2026-11-23"), ("seconds", "30"));
        Assert.Equal((HttpStatusCode.SeeOther, Plan), (asked.StatusCode, asked.Headers.Location?.ToString()));
        Assert.Equal("""{"day":"2026-11-23","seconds":30}""", portal.Services.Received.Last(request => request.Line == "POST /api/dispatch/plans").Body);
    }

    [Fact]
    public async Task A_day_that_is_over_is_explained_at_its_field_and_the_form_keeps_what_was_chosen()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/dispatch/plans", _ => CannedServices.Problem(400, "invalid_input", "", ("day", "out_of_range", "Pilih hari ini atau sesudahnya.")));
        using var refused = await portal.Browser(Roles.Dispatcher).FillInAsync("/armada/rencana", "/armada/rencana", ("day", "2026-11-01"), ("seconds", "60"));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Pilih hari ini atau sesudahnya.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"2026-11-01\"", page, StringComparison.Ordinal);
        Assert.Matches("<option value=\"60\" selected", page);
    }

    [Fact]
    public async Task While_it_runs_it_says_how_far_it_is_refreshes_itself_and_can_be_stopped()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET {Api}", CannedPlans.File("Running"));
        portal.Services.Answer($"POST {Api}/stop", CannedPlans.Item("Running"));
        using var browser = portal.Browser(Roles.Dispatcher);

        var page = await browser.ReadAsync(Plan);

        Assert.Matches("<progress max=\"100\" value=\"40\"", page);
        Assert.Contains("1 dari 3 permintaan terlayani dengan 2 mobil", page, StringComparison.Ordinal);
        Assert.Contains($"hx-get=\"{Plan}\" hx-trigger=\"every 2s", page, StringComparison.Ordinal);
        Assert.DoesNotContain("GET /api/dispatch/requests", portal.Services.Received.Select(request => request.Line));
        using var stopped = await browser.SubmitAsync(page, $"{Plan}/hentikan");
        Assert.Equal(Plan, stopped.Headers.Location?.ToString());

        // It ended in the same second: what came of it is what was wanted.
        portal.Services.Answer($"POST {Api}/stop", _ => CannedServices.Problem(409, "not_running"));
        using var over = await browser.SubmitAsync(page, $"{Plan}/hentikan");
        Assert.Equal(Plan, over.Headers.Location?.ToString());
    }

    [Fact]
    public async Task The_result_is_a_picture_and_a_table_that_say_the_same_and_nothing_of_why_and_who()
    {
        await using var portal = await RunningPortal.StartAsync();
        CannedPlans.AnswerWaiting(portal.Services);

        var page = await portal.Browser(Roles.Dispatcher).ReadAsync(Plan);

        Assert.Contains("2 perjalanan dengan 2 mobil", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#r-MB-09-1\" aria-label=\"MB-09, 06.50–07.22: Banjaran → RSUD Kilisuci. Sudah berangkat\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#r-MB-02-1\" aria-label=\"MB-02, 08.45–09.22: Banjaran → RSUD Gambiran. Rencana\"", page, StringComparison.Ordinal);
        Assert.Contains("class=\"frozen-edge\"", page, StringComparison.Ordinal);
        Assert.Contains("Tidak melayani 12.00–13.00", page, StringComparison.Ordinal);
        Assert.Contains("<tr id=\"r-MB-02-1\">", page, StringComparison.Ordinal);
        Assert.Contains("Jemput di Banjaran", page, StringComparison.Ordinal);
        Assert.Contains("Tidak diperlukan hari itu: MB-03, MB-07.", page, StringComparison.Ordinal);
        Assert.Contains("1 permintaan menjadi perjalanan", page, StringComparison.Ordinal); // The other has its journey.
        Assert.All((string[])["Kesehatan", "Ibu Sari", "0812", "dekat musala", Canned.Number], word => Assert.DoesNotContain(word, page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TooManyPassengers", "Minta pemohon membaginya")]
    [InlineData("Taken", "Tawarkan jam lain")]
    [InlineData("PlaceUnknown", "Tanyakan kelurahannya")]
    [InlineData("SomethingNew", "Buka di antrean")]
    public async Task Whoever_is_left_out_has_the_reason_what_to_do_next_and_a_way_to_the_queue(string code, string next)
    {
        await using var portal = await RunningPortal.StartAsync();
        CannedPlans.AnswerWaiting(portal.Services);
        portal.Services.Answer($"GET {Api}", CannedPlans.File(code: code, why: "Semua unit yang bisa sudah terpakai; MB-09 kurang 12 menit"));

        var page = await portal.Browser(Roles.Dispatcher).ReadAsync(Plan);

        Assert.Contains("1 permintaan belum terlayani", page, StringComparison.Ordinal);
        Assert.Contains("MB-09 kurang 12 menit.", page, StringComparison.Ordinal);
        Assert.Contains(next, page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/armada/{CannedPlans.Left}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_came_in_since_is_put_into_the_plan_with_one_press_and_the_page_says_which_ride_it_got()
    {
        await using var portal = await RunningPortal.StartAsync();
        CannedPlans.AnswerWaiting(portal.Services);
        portal.Services.Answer($"POST {Api}/insert", new { requestId = CannedPlans.Late });
        using var browser = portal.Browser(Roles.Dispatcher);
        var page = await browser.ReadAsync(Plan);
        Assert.Contains("1 permintaan masuk sesudah rencana dihitung", page, StringComparison.Ordinal); // Not the one of the day after.

        using var inserted = await browser.SubmitAsync(page, $"{Plan}/masukkan", ("requestId", CannedPlans.Late));

        Assert.Equal($"{Plan}?masuk={CannedPlans.Late}", inserted.Headers.Location?.ToString());
        Assert.Equal(CannedPlans.Late, JsonDocument.Parse(portal.Services.Received.Last(request => request.Line == $"POST {Api}/insert").Body).RootElement.GetProperty("requestId").GetString());
        Assert.Contains("Banjaran → RSUD Gambiran masuk ke MB-02, dijemput pukul 09.00 WIB.", await browser.ReadAsync($"{Plan}?masuk={Canned.Id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Taken", "Semua unit yang bisa sudah terpakai; MB-09 kurang 5 menit", false)]
    [InlineData("day_changed", "MB-09 tidak bertugas lagi hari itu. Hitung rencana baru.", true)]
    public async Task Who_cannot_be_put_in_hears_why_and_a_plan_that_was_overtaken_is_made_anew(string code, string detail, bool anew)
    {
        await using var portal = await RunningPortal.StartAsync();
        CannedPlans.AnswerWaiting(portal.Services);
        portal.Services.Answer($"POST {Api}/insert", _ => CannedServices.Problem(409, code, detail));
        using var browser = portal.Browser(Roles.Dispatcher);
        using var refused = await browser.SubmitAsync(await browser.ReadAsync(Plan), $"{Plan}/masukkan", ("requestId", CannedPlans.Late));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains(detail, page, StringComparison.Ordinal);
        Assert.Equal(anew, page.IndexOf("/armada/rencana?hari=", StringComparison.Ordinal) < page.IndexOf("id=\"rencana\"", StringComparison.Ordinal));
        Assert.Contains("2 perjalanan dengan 2 mobil", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adopting_says_what_became_journeys_and_what_did_not_and_why()
    {
        await using var portal = await RunningPortal.StartAsync();
        CannedPlans.AnswerWaiting(portal.Services);
        portal.Services.Answer($"POST {Api}/adopt", _ =>
        {
            portal.Services.Answer($"GET {Api}", CannedPlans.File("Adopted"));
            return Microsoft.AspNetCore.Http.Results.Json(new { journeys = 4, requests = 6, conflicts = (object[])[new { requestId = CannedPlans.Left, unitCode = "MB-02", code = "out_of_service" }] });
        });
        using var browser = portal.Browser(Roles.Dispatcher);

        using var adopted = await browser.FillInAsync(Plan, $"{Plan}/pakai");

        var page = WebUtility.HtmlDecode(await adopted.Content.ReadAsStringAsync());
        Assert.Contains("Rencana dipakai: 4 perjalanan untuk 6 permintaan.", page, StringComparison.Ordinal);
        Assert.Contains("MB-02: masuk bengkel pada jam itu", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/armada/{CannedPlans.Left}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"<form method=\"post\" action=\"{Plan}", page, StringComparison.Ordinal);

        portal.Services.Answer($"POST {Api}/adopt", _ => CannedServices.Problem(409, "plan_not_ready", "Rencana ini sudah dipakai."));
        using var again = await browser.FillInAsync("/armada/rencana", $"{Plan}/pakai");
        Assert.Contains("Rencana ini sudah dipakai.", WebUtility.HtmlDecode(await again.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_queue_and_fleet_the_times_of_a_plan_stay_and_a_plan_that_broke_off_offers_another()
    {
        await using var portal = await RunningPortal.StartAsync();
        foreach (var call in (string[])["requests", "journeys"])
            portal.Services.Answer($"GET /api/dispatch/{call}", _ => CannedServices.Problem(503, "away"));
        using var browser = portal.Browser(Roles.Dispatcher);
        var page = await browser.ReadAsync(Plan);
        Assert.Contains("belum dapat ditampilkan", page, StringComparison.Ordinal);
        Assert.Contains("08.45–09.22", page, StringComparison.Ordinal);

        portal.Services.Answer($"GET {Api}", CannedPlans.File("Failed"));
        page = await browser.ReadAsync(Plan);
        Assert.Contains("Tidak ada yang berubah; antrean tetap seperti semula.", page, StringComparison.Ordinal);
        Assert.Contains("/armada/rencana?hari=", page, StringComparison.Ordinal);
    }
}
