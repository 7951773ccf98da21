using System.Net;
using System.Security.Claims;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

public sealed class BookingPagesTests
{
    private static readonly string Page = $"/mobmas/{Canned.BookingNumber}";

    private static readonly (string Name, string Value)[] Wish =
    [
        ("purpose", "Health"), ("pickUp.villageCode", Canned.Village), ("pickUp.name", "depan musala"), ("dropOff.destination", "rsud-gambiran"), ("date", "2026-11-24"), ("from", "08:00"), ("until", "9.30"),
        ("passengers", "2"), ("needsWheelchair", "ya"), ("contact.phone", Canned.Phone), ("contact.privacyNotice", PrivacyNotice.Version), ("note", "sulit berjalan"),
    ];

    [Fact]
    public async Task A_wish_in_the_citys_hours_becomes_a_booking_and_a_slip_whose_telephone_is_in_no_address()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();

        using var sent = await browser.FillInAsync("/mobmas/pesan", "/mobmas/pesan", [.. Wish, ("return.from", "11:00"), ("return.until", "12:00"), ("repeat.days", "Monday"), ("repeat.days", "Thursday"), ("repeat.until", "2026-12-10")]);

        Assert.Equal($"{Page}/tanda-terima", sent.Headers.Location?.ToString());
        var cookie = sent.Headers.GetValues("Set-Cookie").Single(each => each.StartsWith("kode=", StringComparison.Ordinal));
        Assert.Contains($"path={Page}", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        var body = BodyOf(portal, "bookings");
        Assert.Equal(("2026-11-24T01:00:00", "2026-11-24T02:30:00"), (Instant(body, "from"), Instant(body, "until")));
        Assert.Equal("2026-11-24T04:00:00", Instant(body.GetProperty("return"), "from"));
        Assert.Equal("""["Monday","Thursday"]""", body.GetProperty("repeat").GetProperty("days").GetRawText());
        Assert.Equal(("rsud-gambiran", 2, true, "sulit berjalan"), (
            body.GetProperty("dropOff").GetProperty("destination").GetString(), body.GetProperty("passengers").GetInt32(), body.GetProperty("needsWheelchair").GetBoolean(), body.GetProperty("note").GetString()));
        Assert.Equal(Canned.Phone, body.GetProperty("contact").GetProperty("phone").GetString());

        var slip = await browser.ReadAsync(sent.Headers.Location!.ToString());
        Assert.Contains(Canned.BookingNumber, slip, StringComparison.Ordinal);
        Assert.Contains("•••7890", slip, StringComparison.Ordinal);
        Assert.Contains("data:image/svg+xml;base64,", slip, StringComparison.Ordinal);
        // Paper lies about: nothing on it says why or where to.
        Assert.All((string[])["0812-3456", "Kesehatan", "Gambiran"], word => Assert.DoesNotContain(word, slip, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_keeps_everything_typed_and_stands_beside_its_field()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/mobile-units/bookings", _ => CannedServices.Problem(
            400, "invalid_input", "", ("from", "in_past", "Waktu ini sudah lewat."), ("contact.phone", "required", "Isi nomor telepon."), ("repeat.until", "out_of_range", "Isi tanggal terakhir.")));

        using var answer = await portal.Browser().FillInAsync(
            "/mobmas/pesan", "/mobmas/pesan", [.. Wish.Where(field => field.Name is not ("date" or "note")), ("date", "2020-11-24"), ("note", Canned.Hostile), ("repeat.days", "Monday"), ("contact.news", "ya"), ("split", "ya")]);
        var html = await answer.Content.ReadAsStringAsync();
        var page = WebUtility.HtmlDecode(html);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("id=\"date-wrong\"", page, StringComparison.Ordinal);
        Assert.Contains("Tanggal ini sudah lewat.", page, StringComparison.Ordinal);
        Assert.Contains("id=\"contact.phone-wrong\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#repeat.until\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"2020-11-24\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"08:00\"", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{Canned.Phone}\"", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{Canned.Village}\" selected", page, StringComparison.Ordinal);
        Assert.Matches("value=\"Health\"[^>]* checked", page);
        Assert.Matches("value=\"Monday\"[^>]* checked", page);
        Assert.Matches("name=\"needsWheelchair\"[^>]* checked", page);
        Assert.Matches("name=\"contact.news\"[^>]* checked", page);
        Assert.Matches("<details class=\"more\" open", page);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "date-wrong", "Isi tanggalnya.")]
    [InlineData("kemarin", "date-wrong", "Isi tanggalnya.")]
    public async Task A_day_that_cannot_be_read_is_asked_for_once_and_not_for_every_hour(string date, string field, string words)
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/mobile-units/bookings", _ => CannedServices.Problem(
            400, "invalid_input", "", ("from", "required", "Isi mulai kapan."), ("until", "required", "Isi sampai kapan.")));
        using var answer = await portal.Browser().FillInAsync("/mobmas/pesan", "/mobmas/pesan", [.. Wish.Where(each => each.Name != "date"), ("date", date)]);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains($"id=\"{field}\"", page, StringComparison.Ordinal);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"until-wrong\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_hour_that_cannot_be_read_is_not_taken_for_none()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var answer = await portal.Browser().FillInAsync("/mobmas/pesan", "/mobmas/pesan", [.. Wish, ("arriveBy", "pagi")]);
        Assert.Contains("id=\"arriveBy-wrong\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Services.Received, request => request.Line == "POST /api/mobile-units/bookings");
    }

    [Fact]
    public async Task What_a_Mobmas_is_not_for_leads_to_what_to_do_instead_also_without_JavaScript()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer("POST /api/mobile-units/bookings", _ => CannedServices.Problem(409, "emergency_needs_ambulance", "Mobmas bukan untuk keadaan gawat darurat. Hubungi 112 sekarang."));
        using var browser = portal.Browser();
        Assert.Contains("href=\"tel:112\"", await browser.ReadAsync("/mobmas/pesan"), StringComparison.Ordinal);

        using var answer = await browser.FillInAsync("/mobmas/pesan", "/mobmas/pesan", [.. Wish.Where(field => field.Name != "purpose"), ("purpose", "Emergency")]);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Hubungi 112 sekarang", page, StringComparison.Ordinal);
        Assert.Contains("<div class=\"note bad\" role=\"alert\">", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-luar-", "", "35", null)]
    [InlineData("-lain-", Canned.Village, Canned.Village, null)]
    [InlineData("rsud-gambiran", Canned.Village, null, "rsud-gambiran")]
    public async Task Where_to_is_one_of_the_list_a_village_or_out_of_the_city(string chosen, string village, string? regionCode, string? destination)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var sent = await portal.Browser().FillInAsync("/mobmas/pesan", "/mobmas/pesan", [.. Wish.Where(field => field.Name != "dropOff.destination"), ("dropOff.destination", chosen), ("dropOff.regionCode", village)]);
        var dropOff = BodyOf(portal, "bookings").GetProperty("dropOff");
        Assert.Equal((regionCode, destination), (dropOff.GetProperty("regionCode").GetString(), dropOff.GetProperty("destination").GetString()));
    }

    [Fact]
    public async Task What_did_not_arrive_keeps_its_key_so_that_pressing_again_books_once_and_one_that_was_used_is_drawn_anew()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        portal.Services.Answer("POST /api/mobile-units/bookings", _ => Microsoft.AspNetCore.Http.Results.StatusCode(503));
        using var lost = await browser.FillInAsync("/mobmas/pesan", "/mobmas/pesan", Wish);
        var page = await lost.Content.ReadAsStringAsync();
        var key = portal.Services.Received.Single(request => request.Line == "POST /api/mobile-units/bookings").Headers["Idempotency-Key"].ToString();
        Assert.Equal(key, Browsing.HiddenValue(page, "key"));

        portal.Services.Answer("POST /api/mobile-units/bookings", _ => CannedServices.Problem(422, "idempotency_key_reused", "Kunci ini sudah dipakai."));
        using var used = await browser.SendOnAsync(page, "/mobmas/pesan", Wish);
        Assert.NotEqual(key, Browsing.HiddenValue(await used.Content.ReadAsStringAsync(), "key"));
    }

    [Fact]
    public async Task While_the_service_is_away_nothing_typed_is_lost()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        var form = await browser.GetStringAsync(new Uri("/mobmas/pesan", UriKind.Relative));
        portal.Services.BeginAnew();
        portal.Services.Answer("POST /api/mobile-units/bookings", _ => Microsoft.AspNetCore.Http.Results.StatusCode(503));
        portal.Services.Answer("GET /api/mobile-units/booking-rules", _ => Microsoft.AspNetCore.Http.Results.StatusCode(503));
        using var answer = await browser.SendOnAsync(form, "/mobmas/pesan", Wish);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("name=\"note\" value=\"sulit berjalan\"", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"contact.phone\" value=\"{Canned.Phone}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_telephone_number_is_asked_once_and_then_the_page_says_how_it_stands_and_what_comes_next()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        Assert.Contains($"value=\"{Canned.BookingNumber}\"", await browser.ReadAsync(Page), StringComparison.Ordinal);

        using var found = await browser.FillInAsync(Page, "/mobmas/lacak", ("number", "mbm 7k2m 9qx1"), ("phone", Canned.Phone));
        Assert.Equal(Page, found.Headers.Location?.ToString());
        var html = await browser.GetStringAsync(new Uri(Page, UriKind.Relative));
        var page = WebUtility.HtmlDecode(html);

        Assert.Contains("Menunggu mobil", page, StringComparison.Ordinal);
        Assert.Contains("Berikutnya:", page, StringComparison.Ordinal);
        Assert.Contains("Urutan ke-2 untuk hari itu", page, StringComparison.Ordinal);
        Assert.Contains("Pesanan diterima", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain(Canned.Phone, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_telephone_is_said_in_words_and_not_shown_again()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var answer = await portal.Browser().FillInAsync("/mobmas", "/mobmas/lacak", ("number", Canned.BookingNumber), ("phone", "0812-0000-0000"));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Nomor pesanan atau nomor telepon tidak cocok", page, StringComparison.Ordinal);
        Assert.DoesNotContain("0812-0000-0000", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Assigned", "Mobil sudah ditugaskan")]
    [InlineData("EnRoute", "Mobil menuju tempat Anda")]
    [InlineData("OnBoard", "Dalam perjalanan")]
    [InlineData("AwaitingApproval", "Menunggu persetujuan lurah")]
    [InlineData("StatusOfTomorrow", "StatusOfTomorrow")]
    public async Task Every_status_is_said_in_words(string status, string words)
    {
        await using var portal = await RunningPortal.StartAsync();
        Canned.AnswerBooking(portal.Services, Canned.TrackedTrip(status, unit: "MB-09", place: null, steps: ("Assigned", "Assigned", "MB-09")));
        var page = await (await FollowingAsync(portal)).ReadAsync(Page);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains("MB-09", page, StringComparison.Ordinal);
        Assert.Equal(status != "OnBoard", page.Contains("Batalkan perjalanan ini", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rejection_says_why_and_a_unit_that_could_not_go_on_is_no_end()
    {
        await using var portal = await RunningPortal.StartAsync();
        Canned.AnswerBooking(portal.Services, Canned.TrackedTrip("Rejected", place: null, steps: ("Rejected", "Rejected", "Ada kendaraan warga")));
        var page = await (await FollowingAsync(portal)).ReadAsync(Page);
        Assert.Contains("<blockquote class=\"words\">Ada kendaraan warga</blockquote>", page, StringComparison.Ordinal);

        Canned.AnswerBooking(portal.Services, Canned.TrackedTrip("Waiting", steps: ("Failed", "Waiting", null)));
        page = await (await FollowingAsync(portal)).ReadAsync(Page);
        Assert.Contains("Mobil berhalangan; petugas mencarikan yang lain", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Tidak dapat dilayani", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_trip_or_all_are_cancelled_and_never_more_than_was_pressed()
    {
        var second = Canned.Id.Replace('1', '2');
        await using var portal = await RunningPortal.StartAsync();
        Canned.AnswerBooking(portal.Services, Canned.TrackedTrip(), Canned.TrackedTrip(id: second, isReturn: true));
        using var browser = await FollowingAsync(portal);
        var page = await browser.ReadAsync(Page);
        Assert.Contains("2 perjalanan yang belum berjalan dibatalkan sekaligus", page, StringComparison.Ordinal);

        using (var nothing = await CancelAsync("x"))
        {
            Assert.Equal(Page, nothing.Headers.Location?.ToString());
        }

        Assert.DoesNotContain(portal.Services.Received, request => request.Line.EndsWith("/cancel", StringComparison.Ordinal));
        using (var one = await CancelAsync(second))
        {
            Assert.Equal($"{Page}?kabar=trip-cancelled", one.Headers.Location?.ToString());
        }

        using (await CancelAsync("semua"))
        {
        }

        Assert.Equal(
            [$"{{\"tripId\":\"{second}\"}}", "{\"tripId\":null}"], portal.Services.Received.Where(request => request.Line.EndsWith("/cancel", StringComparison.Ordinal)).Select(request => request.Body));

        portal.Services.Answer($"POST /api/mobile-units/bookings/{Canned.BookingNumber}/cancel", _ => CannedServices.Problem(409, "on_board", "Penumpangnya sudah di dalam mobil."));
        using var refused = await CancelAsync(second);
        Assert.Contains("Penumpangnya sudah di dalam mobil.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        async Task<HttpResponseMessage> CancelAsync(string trip)
            => await browser.SendFormAsync($"{Page}/batal", ("__RequestVerificationToken", Browsing.TokenIn(await browser.GetStringAsync(new Uri(Page, UriKind.Relative)))), ("trip", trip));
    }

    [Fact]
    public async Task Ones_own_data_is_a_download_and_goes_once_every_trip_is_over()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = await FollowingAsync(portal);
        using (var file = await browser.GetAsync(new Uri($"{Page}/data-pribadi", UriKind.Relative)))
        {
            Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
            Assert.Contains("Lampu padam", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.DoesNotContain($"action=\"{Page}/hapus\"", await browser.ReadAsync(Page), StringComparison.Ordinal);
        Canned.AnswerBooking(portal.Services, Canned.TrackedTrip("Cancelled", place: null));
        portal.Services.Answer($"POST /api/mobile-units/bookings/{Canned.BookingNumber}/erasure", _ => CannedServices.Problem(409, "trip_open", "Masih ada perjalanan yang belum selesai."));
        using (var early = await browser.FillInAsync(Page, $"{Page}/hapus"))
        {
            Assert.Contains("Masih ada perjalanan yang belum selesai.", await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        portal.Services.Answer($"POST /api/mobile-units/bookings/{Canned.BookingNumber}/erasure", new { trackingNumber = Canned.BookingNumber });
        using var erased = await browser.FillInAsync(Page, $"{Page}/hapus");
        Assert.Equal("/mobmas?kabar=booking-erased", erased.Headers.Location?.ToString());
        Assert.Contains("Data pesanan sudah dihapus", await browser.ReadAsync("/mobmas?kabar=booking-erased"), StringComparison.Ordinal);
        Assert.Contains("Isi nomor pesanan dan nomor telepon", await browser.ReadAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_office_books_for_somebody_also_a_visit_and_hands_over_a_slip_that_is_then_forgotten()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.BrowserOf("kasi", new Claim("role", Roles.VillageSectionHead), new Claim(Grant.ClaimType, $"{Roles.VillageSectionHead} region={Canned.Village}"), new Claim("region", Canned.Village));
        var form = await browser.ReadAsync("/loket/mobmas/baru");
        Assert.Contains($"value=\"{Canned.Village}\" selected", form, StringComparison.Ordinal);
        Assert.Contains("Pakai nomor pendamping", form, StringComparison.Ordinal);
        // A draft would show the next person what the one before told.
        Assert.DoesNotContain("data-draft", form, StringComparison.Ordinal);

        using var sent = await browser.FillInAsync("/loket/mobmas/baru", "/loket/mobmas/baru", [.. Wish.Where(field => field.Name is not ("dropOff.destination" or "passengers")), ("dropOff.destination", "-kunjungan-"), ("passengers", "0")]);

        var slip = $"/loket/mobmas/{Canned.BookingNumber}/slip";
        Assert.Equal(slip, sent.Headers.Location?.ToString());
        var body = BodyOf(portal, "counter");
        Assert.Equal((JsonValueKind.Null, 0), (body.GetProperty("dropOff").ValueKind, body.GetProperty("passengers").GetInt32()));
        Assert.Contains(Canned.BookingNumber, await browser.ReadAsync(slip), StringComparison.Ordinal);
        using var done = await browser.FillInAsync(slip, $"/loket/mobmas/{Canned.BookingNumber}/selesai");
        using var again = await browser.GetAsync(new Uri(slip, UriKind.Relative));
        Assert.Equal("/loket/mobmas", again.Headers.Location?.ToString());
    }

    [Fact]
    public async Task The_offices_list_has_day_hour_place_and_unit_and_cancels_with_a_reason()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.VillageSectionHead);
        var html = await browser.GetStringAsync(new Uri("/loket/mobmas", UriKind.Relative));
        Assert.Contains("MB-09", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);

        portal.Services.Answer($"POST /api/mobile-units/counter/{Canned.Id}/cancel", _ => CannedServices.Problem(400, "invalid_input", "", ("reason", "too_long", "Paling banyak 300 karakter.")));
        using var refused = await browser.FillInAsync("/loket/mobmas", $"/loket/mobmas/perjalanan/{Canned.Id}/batal", ("reason", "Sudah diantar anaknya"));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(">Sudah diantar anaknya</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("Paling banyak 300 karakter.", page, StringComparison.Ordinal);

        Canned.AnswerEverything(portal.Services);
        using var cancelled = await browser.FillInAsync("/loket/mobmas", $"/loket/mobmas/perjalanan/{Canned.Id}/batal", ("reason", "Sudah diantar anaknya"));
        Assert.Equal("/loket/mobmas?halaman=1&kabar=trip-cancelled", cancelled.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_lurah_approves_or_rejects_with_a_reason_and_never_what_they_booked_themselves()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.VillageHead);
        var page = await browser.ReadAsync("/mobmas-persetujuan");
        Assert.Contains("3 orang", page, StringComparison.Ordinal);
        Assert.Contains("Anda yang memesankannya", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/mobmas-persetujuan/{Canned.Id.Replace('1', '2')}/setujui", page, StringComparison.Ordinal);

        using var approved = await browser.FillInAsync("/mobmas-persetujuan", $"/mobmas-persetujuan/{Canned.Id}/setujui");
        Assert.Equal("/mobmas-persetujuan?kabar=booking-approved", approved.Headers.Location?.ToString());
        portal.Services.Answer($"POST /api/mobile-units/approvals/{Canned.Id}/reject", _ => CannedServices.Problem(400, "invalid_input", "", ("reason", "required", "Bagian ini wajib diisi.")));
        using var unexplained = await browser.FillInAsync("/mobmas-persetujuan", $"/mobmas-persetujuan/{Canned.Id}/tolak", ("reason", " "));
        Assert.Equal(HttpStatusCode.BadRequest, unexplained.StatusCode);
        portal.Services.Answer($"POST /api/mobile-units/approvals/{Canned.Id}/reject", _ => CannedServices.Problem(409, "decided", "Pesanan ini sudah diputuskan."));
        using var late = await browser.FillInAsync("/mobmas-persetujuan", $"/mobmas-persetujuan/{Canned.Id}/tolak", ("reason", "Ada kendaraan warga"));
        Assert.Contains("Pesanan ini sudah diputuskan.", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.VillageSectionHead)]
    [InlineData(Roles.VillageHead)]
    [InlineData(Roles.NeighbourhoodOfficer)]
    public async Task The_offices_navigation_has_the_Mobmas_and_at_most_six_entries(string role)
    {
        await using var portal = await RunningPortal.StartAsync();
        var page = await portal.Browser(role).ReadAsync("/loket");
        var navigation = page[page.IndexOf("<nav class=\"nav\"", StringComparison.Ordinal)..page.IndexOf("</nav>", StringComparison.Ordinal)];
        Assert.Contains("href=\"/loket/mobmas\"", navigation, StringComparison.Ordinal);
        Assert.InRange(navigation.Split("<li>").Length - 1, 2, 6);
    }

    private static async Task<HttpClient> FollowingAsync(RunningPortal portal)
    {
        var browser = portal.Browser();
        using var found = await browser.FillInAsync("/mobmas", "/mobmas/lacak", ("number", Canned.BookingNumber), ("phone", Canned.Phone));
        Assert.Equal(HttpStatusCode.SeeOther, found.StatusCode);
        return browser;
    }

    private static JsonElement BodyOf(RunningPortal portal, string path) => JsonDocument.Parse(portal.Services.Received.Last(request => request.Line == $"POST /api/mobile-units/{path}").Body).RootElement;

    private static string Instant(JsonElement body, string name) => body.GetProperty(name).GetDateTimeOffset().ToUniversalTime().ToString("s", System.Globalization.CultureInfo.InvariantCulture);
}
