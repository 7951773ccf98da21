using System.Globalization;
using System.Net;
using System.Text.Json;

namespace PlanningPlatform.Open311.Tests;

/// <summary>What everybody reads of requests.</summary>
[Collection(Open311Collection.Name)]
public sealed class ListRequestsTests(Open311Service service)
{
    private readonly StrictClient _client = new(service);

    [Fact]
    public async Task A_request_is_written_as_the_specification_does_in_both_forms()
    {
        // Before all days that other tests have.
        service.Time.Now = new(2029, 7, 2, 2, 0, 0, TimeSpan.Zero);
        var number = await _client.LodgeAsync(("service_code", "PJU"), ("lat", "-7.816"), ("long", "112.0325"), ("address_string", "Gang II 5"), ("description", "Lampu mati & gelap, hubungi 0812-3456-7890"));
        service.Time.Now = new(2029, 7, 2, 3, 30, 0, TimeSpan.Zero);
        await service.ActAsync(number, "verify");
        await service.ActAsync(number, "forward", new { agencyCode = "DPKP" });

        using var xml = await _client.GetAsync($"/requests/{number}.xml");
        using var json = await _client.GetAsync($"/requests/{number}.json");

        Assert.Equal(
            $"""<?xml version="1.0" encoding="utf-8"?><service_requests><request><service_request_id>{number}</service_request_id><status>open</status><status_notes>Diteruskan. Dinas Perumahan dan Kawasan Permukiman</status_notes><service_name>Lampu jalan padam</service_name><service_code>PJU</service_code><description>Lampu mati &amp; gelap, hubungi •••</description><agency_responsible>Dinas Perumahan dan Kawasan Permukiman</agency_responsible><service_notice /><requested_datetime>2029-07-02T02:00:00Z</requested_datetime><updated_datetime>2029-07-02T03:30:00Z</updated_datetime><expected_datetime>2029-07-20T09:30:00Z</expected_datetime><address>Gang II 5, Kelurahan Banjaran, Kecamatan Kota, Kota Kediri</address><address_id>35.71.02.1012</address_id><zipcode /><lat>-7.816</lat><long>112.0325</long><media_url /></request></service_requests>""",
            await xml.Content.ReadAsStringAsync());
        Assert.Equal(
            $$"""[{"service_request_id":"{{number}}","status":"open","status_notes":"Diteruskan. Dinas Perumahan dan Kawasan Permukiman","service_name":"Lampu jalan padam","service_code":"PJU","description":"Lampu mati \u0026 gelap, hubungi •••","agency_responsible":"Dinas Perumahan dan Kawasan Permukiman","service_notice":null,"requested_datetime":"2029-07-02T02:00:00Z","updated_datetime":"2029-07-02T03:30:00Z","expected_datetime":"2029-07-20T09:30:00Z","address":"Gang II 5, Kelurahan Banjaran, Kecamatan Kota, Kota Kediri","address_id":"35.71.02.1012","zipcode":null,"lat":-7.816,"long":112.0325,"media_url":null}]""",
            await json.Content.ReadAsStringAsync());
        Assert.Equal("no-cache", json.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_list_has_the_specification_s_fields_in_its_order_also_of_one_and_of_none()
    {
        service.NewDays();
        Assert.Equal("[]", (await _client.BothAsync("/requests")).GetRawText());
        var number = await _client.LodgeLampAsync();

        var list = await _client.BothAsync("/requests");

        Assert.Equal(StrictClient.RequestFields, list.EnumerateArray().Single().EnumerateObject().Select(member => member.Name));
        Assert.Equal(StrictClient.RequestFields, (await _client.XmlAsync("/requests.xml")).Element("request")!.Elements().Select(element => element.Name.LocalName));
        Assert.Equal(number, Number(list[0]));
        Assert.Equal((JsonValueKind.Number, JsonValueKind.Number), (list[0].GetProperty("lat").ValueKind, list[0].GetProperty("long").ValueKind));
    }

    [Fact]
    public async Task A_request_without_a_point_has_none_in_either_form()
    {
        var number = await _client.LodgeAsync(("service_code", "SAMPAH"), ("address_string", "Banjaran"), ("description", "Menumpuk"));
        var request = (await _client.BothAsync($"/requests/{number}"))[0];
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (request.GetProperty("lat").ValueKind, request.GetProperty("long").ValueKind));
        Assert.Equal("Banjaran, Kelurahan Banjaran, Kecamatan Kota, Kota Kediri", request.GetProperty("address").GetString());
    }

    [Fact]
    public async Task A_closed_request_was_updated_when_it_was_closed_and_says_what_was_answered()
    {
        var day = service.NewDays();
        var number = await _client.LodgeLampAsync();
        await service.ActAsync(number, "verify");
        await service.ActAsync(number, "forward", new { agencyCode = "DPKP" });
        service.Time.Now = day.AddDays(2);
        await service.ActAsync(number, "resolve", new { note = "Lampu sudah diganti" });
        service.Time.Now = day.AddDays(3);
        await service.CloseAsync(number, "Terima kasih");
        await service.ActAsync(number, "note", new { text = "catatan dalam" });

        var request = (await _client.BothAsync($"/requests/{number}"))[0];

        Assert.Equal(("closed", day.AddDays(2)), (request.GetProperty("status").GetString(), request.GetProperty("updated_datetime").GetDateTimeOffset()));
        Assert.Equal("Ditutup. Terima kasih", request.GetProperty("status_notes").GetString());
        Assert.Equal([number], await NumbersAsync("status=closed"));
        Assert.Empty(await NumbersAsync("status=open"));
        Assert.Equal([number], await NumbersAsync("status=open,closed"));
        Assert.Equal([number], await NumbersAsync("status=&service_code="));
    }

    [Fact]
    public async Task Nobody_sees_from_outside_that_something_was_noted_inside()
    {
        var day = service.NewDays();
        var number = await _client.LodgeLampAsync();
        service.Time.Now = day.AddHours(5);
        await service.ActAsync(number, "note", new { text = "catatan dalam" });
        await service.ActAsync(number, "ask", new { question = "Tiang nomor berapa?" });

        var request = (await _client.BothAsync($"/requests/{number}"))[0];

        Assert.Equal(day, request.GetProperty("updated_datetime").GetDateTimeOffset());
        Assert.Equal("Diterima.", request.GetProperty("status_notes").GetString());
        Assert.Equal("[]", (await _client.BothAsync($"/servicerequestupdates?service_request_id={number}")).GetRawText());
    }

    [Fact]
    public async Task Requests_are_filtered_by_service_and_by_time_and_come_newest_first()
    {
        var day = service.NewDays();
        var lamp = await _client.LodgeLampAsync();
        service.Time.Now = day.AddDays(1);
        var waste = await _client.LodgeAsync(("service_code", "SAMPAH"), ("lat", "-7.82"), ("long", "112.01"), ("description", "x"));
        service.Time.Now = day.AddDays(2);
        var hole = await _client.LodgeAsync(("service_code", "JALAN"), ("lat", "-7.82"), ("long", "112.01"), ("description", "x"));

        Assert.Equal([hole, waste, lamp], await NumbersAsync(""));
        Assert.Equal([waste], await NumbersAsync("service_code=SAMPAH"));
        Assert.Equal([hole, lamp], await NumbersAsync("service_code=PJU,JALAN"));
        Assert.Equal([hole, lamp], await NumbersAsync("service_code=PJU&service_code=JALAN"));
        Assert.Equal([waste], await NumbersAsync($"start_date={Day(day.AddHours(1))}&end_date={Day(day.AddDays(1))}"));
        Assert.Equal([waste, lamp], await NumbersAsync($"end_date={Day(day.AddDays(1))}"));
        Assert.Equal([hole], await NumbersAsync($"start_date={day.AddDays(2):yyyy-MM-dd}"));
        Assert.Equal([hole, waste], await NumbersAsync($"start_date={day.AddDays(1):yyyy-MM-ddTHH:mm:ss}+00:00"));
        Assert.Empty(await NumbersAsync("start_date=2035-01-01T00:00:00Z&end_date=2035-01-02T00:00:00Z"));
    }

    [Fact]
    public async Task Without_dates_the_last_90_days_count_and_one_date_alone_reaches_90_days()
    {
        var day = service.NewDays();
        var early = await _client.LodgeLampAsync();
        service.Time.Now = day.AddDays(90);
        var late = await _client.LodgeLampAsync();
        Assert.Equal([late, early], await NumbersAsync(""));

        service.Time.Now = day.AddDays(91);
        Assert.Equal([late], await NumbersAsync(""));
        Assert.Equal([late, early], await NumbersAsync($"start_date={Day(day)}"));
        Assert.Equal([late, early], await NumbersAsync($"end_date={Day(day.AddDays(90))}"));
        Assert.Equal([early], await NumbersAsync($"end_date={Day(day.AddDays(89))}"));
    }

    [Fact]
    public async Task Numbers_override_every_other_filter_however_they_are_typed()
    {
        var day = service.NewDays();
        var first = await _client.LodgeLampAsync();
        service.Time.Now = day.AddMinutes(1);
        var second = await _client.LodgeLampAsync();
        service.Time.Now = day.AddDays(200);

        var ids = $"service_request_id={first},{second.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal)},ADU-0000-0000,17";

        Assert.Equal([second, first], await NumbersAsync($"{ids}&service_code=SAMPAH&status=closed&start_date=2001-01-01T00:00:00Z&end_date=2009-01-01T00:00:00Z"));
        Assert.Equal("[]", (await _client.BothAsync("/requests?service_request_id=17")).GetRawText());
        Assert.Equal("[]", (await _client.BothAsync("/requests?service_request_id=ADU%27;DROP%20TABLE,%F0%9F%98%80")).GetRawText());
    }

    [Theory]
    [InlineData("start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z", 400, "end_date: Rentang paling panjang 90 hari sejak start_date.")]
    [InlineData("start_date=2026-06-01T00:00:00Z&end_date=2026-01-01T00:00:00Z", 400, "end_date: Lebih awal daripada start_date.")]
    [InlineData("start_date=2026-06-01T00:00:00", 400, "start_date: Tulis waktu dengan zonanya, misalnya 2026-11-21T00:00:00Z.")]
    [InlineData("end_date=besok", 400, "end_date: Tulis waktu dengan zonanya, misalnya 2026-11-21T00:00:00Z.")]
    [InlineData("status=setengah", 400, "status: Pilih open, closed, atau keduanya.")]
    [InlineData("page=0", 400, "page: Antara 1 dan 100000.")]
    [InlineData("page=1.5", 400, "page: Antara 1 dan 100000.")]
    [InlineData("page_size=1001", 400, "page_size: Antara 1 dan 1000.")]
    [InlineData("page=1000", 400, "page: Terlalu dalam. Persempit start_date dan end_date.")]
    [InlineData("service_code=PJU,TIDAK-ADA", 404, "service_code: Tidak dikenal. Lihat daftar services.")]
    [InlineData("jurisdiction_id=jakarta.go.id", 404, "jurisdiction_id: Tidak dikenal di sini; yang dilayani: 35.71.")]
    [InlineData("lat=-7.8&long=112", 400, "radius: lat, long, dan radius dipakai bersama; ini angka antara 1 dan 2000.")]
    [InlineData("lat=-7.8&long=112&radius=5000", 400, "radius: lat, long, dan radius dipakai bersama; ini angka antara 1 dan 2000.")]
    [InlineData("lat=-7.8&long=112&radius=NaN", 400, "radius: lat, long, dan radius dipakai bersama; ini angka antara 1 dan 2000.")]
    public async Task A_question_that_makes_no_sense_has_its_answer(string query, int status, string error)
    {
        using var answer = await _client.GetAsync($"/requests.json?{query}");
        Assert.Equal([error], await StrictClient.ErrorsAsync(answer, (HttpStatusCode)status));
    }

    [Theory]
    [InlineData("start_date=0001-01-01T00:00:00Z")]
    [InlineData("end_date=0001-01-01T00:00:00Z")]
    [InlineData("start_date=9999-12-31T23:59:59Z")]
    [InlineData("end_date=9999-12-31T23:59:59Z")]
    [InlineData("start_date=2035-01-01T00:00:00Z")]
    public async Task Dates_at_the_end_of_time_find_nothing_and_break_nothing(string query)
        => Assert.Equal(JsonValueKind.Array, (await _client.BothAsync($"/requests?{query}")).ValueKind);

    [Fact]
    public async Task All_that_is_wrong_with_a_question_is_said_at_once()
    {
        using var answer = await _client.GetAsync("/requests.json?start_date=x&end_date=y&page=0&status=z&radius=1");
        Assert.Equal(["start_date", "end_date", "page", "status", "lat", "long"], (await StrictClient.ErrorsAsync(answer, HttpStatusCode.BadRequest)).Select(error => error.Split(':')[0]));
    }

    [Fact]
    public async Task Pages_have_neither_gaps_nor_repeats_while_new_requests_arrive()
    {
        var day = service.NewDays();
        List<string> all = [];
        for (var minute = 0; minute < 7; minute++)
        {
            // Two at the same moment lie on either side of a page's end.
            service.Time.Now = day.AddMinutes(minute / 2);
            all.Insert(0, await _client.LodgeLampAsync());
        }

        List<string> seen = [];
        string? next = "/open311/v2/requests.json?page_size=3&status=open&api_key=tidak-diulang";
        while (next is not null)
        {
            using var answer = await service.Anybody.GetAsync(new Uri(next, UriKind.Relative));
            seen.AddRange((await StrictClient.ReadJsonAsync(answer)).EnumerateArray().Select(Number));
            next = answer.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
            Assert.DoesNotContain("api_key", next ?? "", StringComparison.Ordinal);
            service.Time.Now = service.Time.Now.AddMinutes(10);
            await _client.LodgeLampAsync();
        }

        Assert.Equal(all.Order(), seen.Order());
        Assert.Equal(all.Count, seen.Distinct(StringComparer.Ordinal).Count());
        List<string> byNumber = [];
        for (var page = 1; page <= 3; page++)
        {
            byNumber.AddRange(await NumbersAsync($"page_size=3&page={page}&end_date={Day(day.AddMinutes(3))}"));
            await _client.LodgeLampAsync();
        }

        Assert.Equal(seen, byNumber);
    }

    [Fact]
    public async Task Extensions_tell_our_own_state_the_village_the_law_and_how_many_are_affected()
    {
        var day = service.NewDays();
        var (number, same) = (await _client.LodgeLampAsync(), await _client.LodgeLampAsync());
        await service.ActAsync(same, "merge", new { masterNumber = number });

        var extended = (await _client.BothAsync($"/requests/{number}?extensions=true"))[0].GetProperty("extended_attributes");
        var plain = (await _client.BothAsync($"/requests/{number}?extensions=false"))[0];

        Assert.Equal(
            $$"""{"status":"Received","village":"Kelurahan Banjaran","district":"Kecamatan Kota","affected":2,"regulation":"SP4N-LAPOR! 2025","local_target_datetime":"{{day.AddDays(3).AddHours(7):yyyy-MM-ddTHH:mm:ss}}Z"}""",
            extended.GetRawText());
        Assert.False(plain.TryGetProperty("extended_attributes", out _));
    }

    [Fact]
    public async Task What_lies_near_a_point_is_found_within_the_circle()
    {
        var day = service.NewDays();
        var here = await _client.LodgeAsync(("service_code", "PJU"), ("lat", "-7.8160"), ("long", "112.0325"), ("description", "x"));
        // 111 m to the north, 441 m to the east.
        service.Time.Now = day.AddMinutes(1);
        var north = await _client.LodgeAsync(("service_code", "PJU"), ("lat", "-7.8150"), ("long", "112.0325"), ("description", "x"));
        service.Time.Now = day.AddMinutes(2);
        var east = await _client.LodgeAsync(("service_code", "SAMPAH"), ("lat", "-7.8160"), ("long", "112.0365"), ("description", "x"));

        Assert.Equal([here], await NumbersAsync("lat=-7.8160&long=112.0325&radius=100"));
        Assert.Equal([north, here], await NumbersAsync("lat=-7.8160&long=112.0325&radius=120"));
        Assert.Equal([north, here], await NumbersAsync("lat=-7.8160&long=112.0325&radius=430"));
        Assert.Equal([east, north, here], await NumbersAsync("lat=-7.8160&long=112.0325&radius=450"));
        Assert.Equal([east], await NumbersAsync("lat=-7.8160&long=112.0325&radius=450&service_code=SAMPAH"));
    }

    [Fact]
    public async Task A_rejected_request_is_found_by_its_number_without_its_words_and_is_on_no_list_also_from_the_archive()
    {
        service.NewDays();
        var number = await _client.LodgeLampAsync(("address_string", "Gang II 5"));
        await service.ActAsync(number, "reject", new { reason = "Bukan laporan" });

        await IsRejectedAsync();
        var id = (await service.FindAsync(number)).GetProperty("id").GetGuid().ToString().ToUpperInvariant();
        await service.Database.ExecuteAsync($"""UPDATE "Complaints" SET "Status" = 'Archived' WHERE UPPER(CAST("Id" AS char(36))) = '{id}'""");
        await IsRejectedAsync();

        async Task IsRejectedAsync()
        {
            var request = (await _client.BothAsync($"/requests/{number}"))[0];
            Assert.Equal(("closed", "Tidak dapat ditindaklanjuti."), (request.GetProperty("status").GetString(), request.GetProperty("status_notes").GetString()));
            Assert.All((string[])["description", "address", "address_id", "lat", "long", "agency_responsible"], field => Assert.Equal(JsonValueKind.Null, request.GetProperty(field).ValueKind));
            Assert.Empty(await NumbersAsync(""));
            Assert.Equal([number], await NumbersAsync($"service_request_id={number}"));
        }
    }

    [Fact]
    public async Task A_merged_request_says_with_which_and_its_master_stands_for_it_on_lists()
    {
        service.NewDays();
        var (master, merged) = (await _client.LodgeLampAsync(), await _client.LodgeLampAsync());
        await service.ActAsync(merged, "merge", new { masterNumber = master });

        var request = (await _client.BothAsync($"/requests/{merged}"))[0];

        Assert.Equal(("closed", $"Digabung dengan laporan {master}."), (request.GetProperty("status").GetString(), request.GetProperty("status_notes").GetString()));
        Assert.Equal([master], await NumbersAsync(""));
    }

    private async Task<List<string>> NumbersAsync(string query) => [.. (await _client.BothAsync($"/requests?{query}")).EnumerateArray().Select(Number)];

    private static string Number(JsonElement request) => request.GetProperty("service_request_id").GetString()!;

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
