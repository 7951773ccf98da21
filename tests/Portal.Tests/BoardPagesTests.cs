using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

/// <summary>The dispatcher's board before services that answer what a test says.</summary>
public sealed class BoardPagesTests
{
    private static readonly string Other = Canned.Id.Replace('1', '2');

    [Fact]
    public async Task Who_waits_is_grouped_by_urgency_with_a_word_and_says_nothing_of_why_and_who()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("GET /api/dispatch/requests", CannedServices.List(
            Canned.Trip(Canned.Id.Replace('1', '5'), dueAt: Canned.Now.AddDays(3), village: "35.71.03.1009"),
            Canned.Trip(dueAt: Canned.Now.AddMinutes(-12), because: "Mobil rusak", failures: 1),
            Canned.Trip(Other, dueAt: Canned.Now.AddMinutes(30), from: Canned.Now.AddMinutes(10), until: Canned.Now.AddMinutes(30))));

        var page = await portal.Browser(Roles.Dispatcher).ReadAsync("/armada");

        string[] order = ["Terlambat</span>", "Kembali: Mobil rusak", "Dalam satu jam</span>", "Hari lain</span>", "Bawang → RSUD Gambiran"];
        Assert.Equal(order, order.OrderBy(words => page.IndexOf(words, StringComparison.Ordinal)));
        Assert.All(order, words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.Contains("3 permintaan menunggu mobil", page, StringComparison.Ordinal);
        Assert.Contains("Banjaran → RSUD Gambiran", page, StringComparison.Ordinal);
        Assert.Contains("2 orang · kursi roda", page, StringComparison.Ordinal);
        Assert.Contains("menunggu 40 menit", page, StringComparison.Ordinal);
        // Nothing of the reason, the person and the door.
        Assert.All((string[])["Kesehatan", "Ibu Sari", "0812", "dekat musala"], word => Assert.DoesNotContain(word, page, StringComparison.Ordinal));
        Assert.Contains("status=Waiting&status=Suggested", portal.Services.Received.Single(request => request.Line == "GET /api/dispatch/requests").Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_unit_says_what_it_does_where_it_is_and_whether_that_can_be_trusted_and_the_map_has_the_same()
    {
        await using var portal = await RunningPortal.StartAsync();
        Canned.AnswerStanding(portal.Services);

        var page = await portal.Browser(Roles.Dispatcher).ReadAsync("/armada");

        Assert.Contains("1 dari 3 mobil siaga", page, StringComparison.Ordinal);
        Assert.Contains("Siap berangkat", page, StringComparison.Ordinal);
        Assert.Contains("Jemput di Banjaran", page, StringComparison.Ordinal);
        Assert.Contains("Posisi 45 menit lalu", page, StringComparison.Ordinal);
        Assert.Contains("posisi lama", page, StringComparison.Ordinal);
        Assert.Contains("Di bengkel", page, StringComparison.Ordinal);
        Assert.All((string[])[Canned.Id, Other, Canned.Id.Replace('1', '3')], unit => Assert.Contains($"data-unit=\"{unit}\"", page, StringComparison.Ordinal));
        Assert.Contains($"<a class=\"map-point is-open\" href=\"/armada/{Canned.Id}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_whose_journey_is_tomorrow_is_free_today_and_one_that_its_office_uses_is_not()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("GET /api/mobile-units", CannedServices.List(Canned.Unit(), Canned.Unit("MB-04", Other, office: true)));
        portal.Services.Answer("GET /api/dispatch/journeys", CannedServices.List(Canned.Drive("Assigned", ["accept"], forCrew: false, slot: Canned.Now.AddDays(1))));

        var page = await portal.Browser(Roles.Dispatcher).ReadAsync("/armada");

        Assert.Contains("1 dari 2 mobil siaga", page, StringComparison.Ordinal);
        Assert.Contains("Dipakai dinas</span>", page, StringComparison.Ordinal);
        // What it has tomorrow is said beside it.
        Assert.Contains("· Belum diterima kru", page, StringComparison.Ordinal);
        // On the map and in what explains it.
        Assert.Equal(2, page.Split("is-away\"").Length - 1);
    }

    [Fact]
    public async Task The_way_back_is_from_the_destination_to_the_village_and_says_the_hours_once()
    {
        await using var portal = await RunningPortal.StartAsync();
        // Noon in the city.
        var from = new DateTimeOffset(Canned.Now.UtcDateTime.AddHours(7).Date.AddDays(1).AddHours(12 - 7), TimeSpan.Zero);
        portal.Services.Answer("GET /api/dispatch/requests", CannedServices.List(Canned.Trip(dueAt: from.AddMinutes(30), from: from, until: from.AddMinutes(30), back: true)));

        var page = await portal.Browser(Roles.Dispatcher).ReadAsync("/armada?bagian=antrean");

        Assert.Contains("RSUD Gambiran → Banjaran", page, StringComparison.Ordinal);
        Assert.StartsWith("12.00–12.30 WIB", Assert.Single(page.Split("besok, ").Skip(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_no_unit_can_come_the_page_says_why_each_cannot_and_what_can_be_done()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/dispatch/requests/{Canned.Id}/suggestions", CannedServices.List(new
        {
            unitId = Other, name = "Mobmas MB-02", estimatedArrivalMinutes = 14, recommended = false, refusedBy = "busy",
            reasons = (object[])[new { code = "seats", text = "6 kursi", value = 6 }, new { code = "busy", text = "Ada perjalanan lain", value = (double?)null }],
        }));

        var page = await portal.Browser(Roles.Dispatcher).ReadAsync($"/armada/{Canned.Id}");

        Assert.Contains("Tidak ada mobil yang dapat datang pada waktu itu", page, StringComparison.Ordinal);
        Assert.Contains("<strong>Mobmas MB-02</strong> · Ada perjalanan lain", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Tugaskan Mobmas", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_queue_stays_when_the_fleet_cannot_be_had_and_a_part_asks_for_no_more_than_it_shows()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("GET /api/mobile-units", _ => CannedServices.Problem(503, "away"));
        using var browser = portal.Browser(Roles.Dispatcher);
        var page = await browser.ReadAsync("/armada");
        Assert.Contains("Banjaran → RSUD Gambiran", page, StringComparison.Ordinal);
        Assert.Contains("Mobil dan perjalanan belum dapat ditampilkan", page, StringComparison.Ordinal);

        portal.Services.Received.Clear();
        var part = await browser.ReadAsync("/armada?bagian=antrean");
        Assert.Contains("id=\"antrean\"", part, StringComparison.Ordinal);
        Assert.Equal(["GET /api/dispatch/requests"], portal.Services.Received.Select(request => request.Line));
    }

    [Theory]
    [InlineData("gambiran", true)]
    [InlineData("BANJARAN", true)]
    [InlineData("blabak", false)]
    public async Task Somebody_is_found_by_village_or_destination_without_javascript(string search, bool found)
    {
        await using var portal = await RunningPortal.StartAsync();
        var page = await portal.Browser(Roles.Dispatcher).ReadAsync($"/armada?cari={search}");
        Assert.Equal(found, page.Contains("Banjaran → RSUD Gambiran", StringComparison.Ordinal));
        Assert.Equal(!found, page.Contains("Tidak ada yang cocok", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_recommended_unit_is_one_press_away_another_needs_a_reason_and_a_busy_one_cannot_be_sent()
    {
        await using var portal = await RunningPortal.StartAsync();
        var page = await portal.Browser(Roles.Dispatcher).ReadAsync($"/armada/{Canned.Id}");
        Assert.Contains("Tugaskan Mobmas MB-09", page, StringComparison.Ordinal);
        Assert.Contains($"id=\"alasan-{Other}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Tugaskan Mobmas MB-03", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Kesehatan", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_can_share_a_ride_is_offered_it_with_what_it_costs_the_others()
    {
        await using var portal = await RunningPortal.StartAsync();
        var journey = Canned.Id.Replace('1', '7');
        portal.Services.Answer($"GET /api/dispatch/requests/{Canned.Id}/suggestions", CannedServices.List(new
        {
            unitId = Other, name = "Mobmas MB-02", estimatedArrivalMinutes = 14, pickUpAt = Canned.Now.AddMinutes(14), recommended = false, refusedBy = "busy", reasons = (object[])[new { code = "busy", text = "Ada perjalanan lain", value = (double?)null }],
            share = new { journeyId = journey, detourMinutes = 7, pickUpAt = Canned.Now.AddMinutes(14), with = (string[])["35.71.01.1001"] },
        }));
        portal.Services.Answer($"POST /api/dispatch/requests/{Canned.Id}/assign", new { journeyId = journey, unitId = Other, state = "Assigned" });
        using var browser = portal.Browser(Roles.Dispatcher);
        var page = await browser.ReadAsync($"/armada/{Canned.Id}");
        Assert.Contains("Ikutkan bersama", page, StringComparison.Ordinal);
        Assert.Contains("bertambah paling lama 7 menit", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Tidak dapat ditugaskan sekarang", page, StringComparison.Ordinal);

        using var done = await browser.SubmitAsync(page, $"/armada/{Canned.Id}/tugaskan", ("unitId", Other), ("journeyId", journey));
        Assert.Equal("/armada?kabar=assigned", done.Headers.Location?.ToString());
        Assert.Equal(journey, BodyOf(portal).GetProperty("journeyId").GetString());
    }

    [Theory]
    [InlineData("/armada", Roles.Dispatcher)]
    [InlineData("/armada/" + Canned.Id, Roles.Dispatcher)]
    [InlineData("/kru", Roles.Crew)]
    public async Task A_trip_whose_details_were_erased_says_so_and_can_still_be_driven(string page, string role)
    {
        await using var portal = await RunningPortal.StartAsync();
        var erased = Canned.Trip(erased: true);
        portal.Services.Answer("GET /api/dispatch/requests", CannedServices.List(erased));
        portal.Services.Answer($"GET /api/dispatch/requests/{Canned.Id}", Canned.TripFile(erased));
        portal.Services.Answer("GET /api/dispatch/journeys", CannedServices.List(new
        {
            journeyId = Canned.Id, unitId = Canned.Id, unitCode = "MB-09", state = "Accepted", legalSteps = (string[])["depart"], trackingNumber = (string?)null, villageCode = Canned.Village,
            assignedAt = Canned.Now, slotFrom = Canned.Now,
            stops = (object[])[new { requestId = Canned.Id, kind = "Visit", villageCode = Canned.Village, done = false, status = "Accepted" }],
        }));

        var html = await portal.Browser(role).ReadAsync(page);

        Assert.Contains("rincian dihapus atas permintaan pelapor", html, StringComparison.Ordinal);
        Assert.Contains("Banjaran", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assignment_that_a_colleague_made_first_is_explained()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/dispatch/requests/{Canned.Id}/assign", _ => CannedServices.Problem(409, "already_assigned", "Permintaan ini sudah ditugaskan."));
        using var browser = portal.Browser(Roles.Dispatcher);
        using var refused = await browser.FillInAsync($"/armada/{Canned.Id}", $"/armada/{Canned.Id}/tugaskan", ("unitId", Canned.Id));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("baru saja ditugaskan", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        portal.Services.Answer($"GET /api/dispatch/requests/{Canned.Id}", Canned.TripFile(Canned.Trip(status: "Completed", unit: "MB-05")));
        Assert.Contains("Permintaan ini tidak menunggu lagi", await browser.ReadAsync($"/armada/{Canned.Id}"), StringComparison.Ordinal);
        portal.Services.Answer($"GET /api/dispatch/requests/{Canned.Id}", _ => CannedServices.Problem(404, "not_found"));
        Assert.Contains("Permintaan ini tidak ada", await browser.ReadAsync($"/armada/{Canned.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_names_its_rule_and_what_was_typed_is_still_there()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"POST /api/dispatch/requests/{Canned.Id}/assign", _ => CannedServices.Problem(409, "no_consent", "Lurah Semampir belum menyetujui perjalanan untuk kelurahan lain"));
        using var refused = await SendAsync(portal, "tugaskan", ("step", "tugaskan"), ("unitId", Other), ("reason", "Awaknya mengenal warga ini"));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("Lurah Semampir belum menyetujui", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Awaknya mengenal warga ini\"", page, StringComparison.Ordinal);
        Assert.Equal("Awaknya mengenal warga ini", BodyOf(portal).GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("pindahkan", "reassign", "reassigned")]
    [InlineData("lepas", "unassign", "unassigned")]
    [InlineData("tutup", "close", "request-closed")]
    public async Task What_is_under_way_can_be_moved_taken_back_and_ended_with_a_reason(string step, string call, string news)
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/dispatch/requests/{Canned.Id}", Canned.TripFile(Canned.Trip(status: "Accepted", unit: "MB-05")));
        portal.Services.Answer($"POST /api/dispatch/requests/{Canned.Id}/{call}", new { requestId = Canned.Id, journeyId = Canned.Id, status = "Waiting" });
        using var browser = portal.Browser(Roles.Dispatcher);
        Assert.Contains($"action=\"/armada/{Canned.Id}/{step}\"", await browser.ReadAsync($"/armada/{Canned.Id}"), StringComparison.Ordinal);

        using var done = await SendAsync(portal, step, ("unitId", Other), ("outcome", "Cancelled"), ("reason", "Warga minta ditunda"));

        Assert.Equal($"/armada?kabar={news}", done.Headers.Location?.ToString());
        Assert.Equal("Warga minta ditunda", BodyOf(portal).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Whoever_is_on_board_is_left_to_the_crew()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/dispatch/requests/{Canned.Id}", Canned.TripFile(Canned.Trip(status: "OnBoard", unit: "MB-05")));
        var page = await portal.Browser(Roles.Dispatcher).ReadAsync($"/armada/{Canned.Id}");
        Assert.Contains("Penumpang sudah di dalam mobil", page, StringComparison.Ordinal);
        Assert.All((string[])["lepas", "pindahkan", "tutup", "tugaskan"], step => Assert.DoesNotContain($"/armada/{Canned.Id}/{step}", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_journey_of_a_crew_that_cannot_say_so_is_ended_with_a_reason()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/dispatch/requests/{Canned.Id}", Canned.TripFile(Canned.Trip(status: "OnBoard", unit: "MB-05")));
        portal.Services.Answer($"POST /api/dispatch/journeys/{Canned.Id}/end", _ => CannedServices.Problem(409, "journey_ended", "Perjalanan ini sudah berakhir."));
        using var browser = portal.Browser(Roles.Dispatcher);
        var html = await browser.GetStringAsync(new Uri($"/armada/{Canned.Id}", UriKind.Relative));
        using var refused = await browser.SubmitAsync(html, $"/armada/{Canned.Id}/akhiri", ("outcome", "Completed"), ("reason", "Telepon kru hilang"));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("Perjalanan ini sudah berakhir.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Telepon kru hilang\"", page, StringComparison.Ordinal);
        Assert.Equal(("Completed", "Telepon kru hilang"), (BodyOf(portal).GetProperty("outcome").GetString(), BodyOf(portal).GetProperty("reason").GetString()));

        portal.Services.Answer($"POST /api/dispatch/journeys/{Canned.Id}/end", new { journeyId = Canned.Id, state = "Completed", waitingAgain = Array.Empty<string>() });
        using var done = await browser.SubmitAsync(html, $"/armada/{Canned.Id}/akhiri", ("outcome", "Completed"), ("reason", "Telepon kru hilang"));
        Assert.Equal("/armada?kabar=journey-ended", done.Headers.Location?.ToString());
    }

    [Fact]
    public async Task The_dispatcher_sees_the_signature_and_what_is_no_picture_is_none()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET /api/dispatch/requests/{Canned.Id}", new
        {
            request = Canned.Trip(status: "Completed", unit: "MB-05"), timeline = Array.Empty<object>(), proofs = (object[])[new { id = Other, journeyId = Canned.Id, kind = "Signature", at = Canned.Now }],
        });
        using var browser = portal.Browser(Roles.Dispatcher);
        var picture = $"/armada/{Canned.Id}/bukti/{Canned.Id}/{Other}";
        Assert.Contains($"<img class=\"proof\" src=\"{picture}\" alt=\"Tanda tangan\"", await browser.ReadAsync($"/armada/{Canned.Id}"), StringComparison.Ordinal);

        portal.Services.Answer($"GET /api/dispatch/journeys/{Canned.Id}/proofs/{Other}", _ => Results.Bytes(Canned.Picture, "image/webp"));
        using var shown = await browser.GetAsync(new Uri(picture, UriKind.Relative));
        Assert.Equal(("image/webp", "no-store, private"), (shown.Content.Headers.ContentType?.MediaType, shown.Headers.CacheControl?.ToString()));
        portal.Services.Answer($"GET /api/dispatch/journeys/{Canned.Id}/proofs/{Other}", _ => Results.Bytes("<script>"u8.ToArray(), "text/html"));
        using var page = await browser.GetAsync(new Uri(picture, UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
    }

    [Fact]
    public async Task What_happens_is_streamed_on_as_it_comes_from_where_the_browser_left_off()
    {
        await using var portal = await RunningPortal.StartAsync();
        var more = new TaskCompletionSource();
        portal.Services.Answer("GET /api/dispatch/events", _ => Results.Stream(
            async stream =>
            {
                await stream.WriteAsync("id: 8\nevent: request\ndata: {\"id\":\"x\"}\n\n"u8.ToArray());
                await stream.FlushAsync();
                await more.Task;
                await stream.WriteAsync("id: 9\nevent: journey\ndata: {}\n\n"u8.ToArray());
            },
            "text/event-stream"));
        using var browser = portal.Browser(Roles.Dispatcher);
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/armada/kejadian") { Headers = { { "Last-Event-ID", "7" } } };

        using var answer = await browser.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("id: 8", await lines.ReadLineAsync());
        Assert.Equal("event: request", await lines.ReadLineAsync());
        more.SetResult();
        Assert.Equal("data: {\"id\":\"x\"}\n\nid: 9\nevent: journey\ndata: {}\n\n", await lines.ReadToEndAsync());
        var passed = portal.Services.Received.Single(request => request.Line == "GET /api/dispatch/events");
        Assert.Equal("7", passed.Headers["Last-Event-ID"].ToString());
        Assert.StartsWith("Bearer ", passed.Headers.Authorization.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 404)]
    [InlineData(false, 503)]
    public async Task A_stream_that_is_not_to_be_had_says_so_to_the_script(bool servicesRun, int status)
    {
        await using var portal = await RunningPortal.StartAsync(servicesRun);
        using var answer = await portal.Browser(Roles.Dispatcher).GetAsync(new Uri("/armada/kejadian", UriKind.Relative));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>One of the forms of the panel, which has many.</summary>
    private static async Task<HttpResponseMessage> SendAsync(RunningPortal portal, string step, params (string Name, string Value)[] fields)
    {
        var browser = portal.Browser(Roles.Dispatcher);
        return await browser.SubmitAsync(await browser.GetStringAsync(new Uri($"/armada/{Canned.Id}", UriKind.Relative)), $"/armada/{Canned.Id}/{step}", fields);
    }

    private static JsonElement BodyOf(RunningPortal portal) => JsonDocument.Parse(portal.Services.Received.Single(request => request.Line.StartsWith("POST ", StringComparison.Ordinal)).Body).RootElement;
}
