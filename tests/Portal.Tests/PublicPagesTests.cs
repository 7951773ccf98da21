using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

/// <summary>What everybody sees of reports: list, one report, map and figures.</summary>
public sealed partial class PublicPagesTests
{
    private const string Open = "/api/complaints/public";

    [Theory]
    [InlineData("/aduan", Open)]
    [InlineData("/aduan/peta", Open + "/map")]
    [InlineData("/aduan/statistik", Open + "/statistics")]
    public async Task List_map_and_figures_show_the_same_filter_and_pass_it_on_to_each_other(string page, string call)
    {
        await using var portal = await RunningPortal.StartAsync();

        var html = await portal.Browser().ReadAsync($"{page}?dari=2026-09-01&sampai=2026-10-31&jenis=ANTAR&wilayah={Canned.Village}&dinas=DINKES&keadaan=open");

        var asked = portal.Services.Received.First(request => request.Line == $"GET {call}").Query;
        Assert.StartsWith($"?from=2026-09-01&to=2026-10-31&category=ANTAR&region={Canned.Village}&agency=DINKES&state=Open&", asked, StringComparison.Ordinal);
        var address = $"?dari=2026-09-01&sampai=2026-10-31&jenis=ANTAR&wilayah={Canned.Village}&dinas=DINKES&keadaan=Open";
        Assert.All(new[] { "/aduan", "/aduan/peta", "/aduan/statistik" }, way => Assert.Contains($"href=\"{way}{address}\"", html, StringComparison.Ordinal));
        Assert.Contains("1 September 2026 sampai 31 Oktober 2026 · Perlu diantar kontrol / terapi · Kelurahan Banjaran · Dinas Kesehatan · Belum selesai", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dari=2026-10-31&sampai=2026-09-01", "?from=2026-09-01&to=2026-10-31&")]
    [InlineData("dari=2020-01-01&sampai=2026-10-31", "?from=2025-10-31&to=2026-10-31&")]
    [InlineData("sampai=2026-10-31", "?from=2026-08-03&to=2026-10-31&")]
    [InlineData("dari=0001-01-01&sampai=9999-12-31", "?page=")]
    [InlineData("dari=kemarin&wilayah=99.99&keadaan=apa&jenis=&dinas=", "?page=")]
    [InlineData("wilayah=35.71.02", "?region=35.71.02&page=")]
    public async Task An_address_that_makes_no_sense_shows_what_does(string address, string asked)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var answer = await portal.Browser().GetAsync(new Uri($"/aduan?{address}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith(asked, portal.Services.Received.Single(request => request.Line == $"GET {Open}").Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_leads_to_the_same_reports_as_open_data()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();

        var village = await browser.ReadAsync($"/aduan?jenis=ANTAR&wilayah={Canned.Village}");
        var city = await browser.ReadAsync("/aduan?jenis=ANTAR");

        Assert.Contains($"{Open}/complaints.csv?category=ANTAR&region={Canned.Village}\"", village, StringComparison.Ordinal);
        Assert.Contains($"{Open}/complaints.geojson?category=ANTAR&region={Canned.Village}\"", village, StringComparison.Ordinal);
        Assert.Contains($"{Open}/feeds/{Canned.Village}.atom\"", village, StringComparison.Ordinal);
        Assert.DoesNotContain(".atom", city, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_report_shows_what_was_done_its_photos_and_where_it_is()
    {
        await using var portal = await RunningPortal.StartAsync();
        var html = await portal.Browser().ReadAsync($"/aduan/{Canned.Number}");
        Assert.Contains("3 orang melaporkan hal yang sama.", html, StringComparison.Ordinal);
        Assert.Contains("Diteruskan ke dinas", html, StringComparison.Ordinal);
        Assert.Contains($"src=\"/api/complaints/photos/{Canned.Id}/320\"", html, StringComparison.Ordinal);
        Assert.Contains("SP4N-LAPOR! 2018", html, StringComparison.Ordinal);
        Assert.Contains("<svg viewBox=\"0 0 720 540\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_about_a_person_says_why_its_words_are_missing_and_is_on_no_map()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET {Open}/{Canned.Number}", new { complaint = Canned.Public(text: null, located: false), affected = 1, master = (string?)null, timeline = Array.Empty<object>(), photos = Array.Empty<object>() });
        var html = await portal.Browser().ReadAsync($"/aduan/{Canned.Number}");
        Assert.Contains("Laporan ini tentang seseorang.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<figure class=\"map", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_report_and_a_number_that_nobody_has_are_answered_alike()
    {
        await using var portal = await RunningPortal.StartAsync();
        // As the service answers for both.
        portal.Services.Answer($"GET {Open}/ADU-RHSA-0001", _ => CannedServices.Problem(404, "not_found"));
        using var browser = portal.Browser();
        using var secret = await browser.GetAsync(new Uri("/aduan/ADU-RHSA-0001", UriKind.Relative));
        using var none = await browser.GetAsync(new Uri("/aduan/ADU-TDKA-0001", UriKind.Relative));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (secret.StatusCode, none.StatusCode));
        Assert.Equal(
            (await secret.Content.ReadAsStringAsync()).Replace("ADU-RHSA-0001", "", StringComparison.Ordinal),
            (await none.Content.ReadAsStringAsync()).Replace("ADU-TDKA-0001", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Public_pages_ask_only_what_everybody_may_see()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.Supervisor112);
        foreach (var page in new[] { "/aduan", "/aduan/peta", "/aduan/statistik", "/aduan/statistik.csv", $"/aduan/{Canned.Number}" })
        {
            using var answer = await browser.GetAsync(new Uri(page, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.All(
            portal.Services.Received.Where(request => request.Line.Contains("/api/complaints", StringComparison.Ordinal)),
            request => Assert.Matches("^GET /api/complaints/(public($|/)|categories$|agencies$|regulation-profiles$)", request.Line));
    }

    [Fact]
    public async Task The_map_shows_numbers_with_their_words_and_each_leads_nearer()
    {
        await using var portal = await RunningPortal.StartAsync();
        var html = await portal.Browser().ReadAsync("/aduan/peta?jenis=ANTAR");

        Assert.Contains("127 laporan di bagian ini, 30 belum selesai", html, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"120 laporan, 30 belum selesai\"", html, StringComparison.Ordinal);
        Assert.Contains("Sekitar ", html, StringComparison.Ordinal);
        // Its own numbers are written as the standard wants them, whatever the language.
        Assert.DoesNotMatch("(cx|cy|x|y|r)=\"[0-9]+,", html);
        var whole = Width(portal.Services.Received.Single(request => request.Line == $"GET {Open}/map").Query);
        var into = Link().Match(html).Groups["address"].Value;
        await portal.Browser().ReadAsync($"/aduan/peta?{into}");
        Assert.True(Width(portal.Services.Received.Last(request => request.Line == $"GET {Open}/map").Query) <= whole / 2);
        Assert.Contains("category=ANTAR&", portal.Services.Received.Last(request => request.Line == $"GET {Open}/map").Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Few_reports_are_shown_one_by_one_however_far_away()
    {
        await using var portal = await RunningPortal.StartAsync();
        portal.Services.Answer($"GET {Open}/map", request => Microsoft.AspNetCore.Http.Results.Json(request.Query["zoom"] == "16"
            ? new { clusters = Array.Empty<object>(), complaints = (object[])[Canned.Public(), Canned.Public(state: "Closed", status: "Closed", number: "ADU-TTUP-0001")] }
            : new { clusters = (object[])[new { latitude = -7.8, longitude = 112.0, count = 2, open = 1 }], complaints = Array.Empty<object>() }));

        var html = await portal.Browser().ReadAsync("/aduan/peta");

        // On the map and in the list.
        Assert.Equal(2, Regex.Count(html, $"href=\"/aduan/{Canned.Number}\"", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Contains("class=\"map-point is-open\"", html, StringComparison.Ordinal);
        Assert.Contains("class=\"map-point is-closed\"", html, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Perlu diantar kontrol / terapi, Ditutup, ADU-TTUP-0001\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kotak=112,-7.9,111,-7.8")]
    [InlineData("kotak=apa")]
    [InlineData("kotak=NaN,NaN,NaN,NaN")]
    [InlineData("kotak=-200,-100,200,100")]
    public async Task A_piece_of_the_map_that_is_none_shows_the_city(string address)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        await browser.ReadAsync("/aduan/peta");
        await browser.ReadAsync($"/aduan/peta?{address}");
        Assert.Single(portal.Services.Received.Where(request => request.Line == $"GET {Open}/map").Select(request => request.Query).Distinct());
    }

    [Theory]
    [InlineData("kotak=-180,-90,180,90")]
    [InlineData("kotak=112,-7.8,112.0000001,-7.7999999")]
    [InlineData("kotak=179.99,89.9,180,90")]
    public async Task However_far_or_near_the_service_is_asked_for_what_it_draws(string address)
    {
        await using var portal = await RunningPortal.StartAsync();
        await portal.Browser().ReadAsync($"/aduan/peta?{address}");
        var asked = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(portal.Services.Received.Single(request => request.Line == $"GET {Open}/map").Query);
        double Of(string edge) => double.Parse(asked[edge]!, CultureInfo.InvariantCulture);
        Assert.InRange(Of("zoom"), 8, 19);
        Assert.InRange(Of("east") - Of("west"), 0.001, 5);
        Assert.InRange(Of("north") - Of("south"), 0.0001, 5);
        Assert.True(Of("west") >= -180 && Of("east") <= 180 && Of("south") >= -90 && Of("north") <= 90);
    }

    [Fact]
    public async Task A_city_without_points_has_a_map_of_its_reports_and_without_those_says_so()
    {
        await using var portal = await RunningPortal.StartAsync(settings: [("Region:Code", "17.07")]);
        using var browser = portal.Browser();
        Assert.Contains("<figure class=\"map", await browser.ReadAsync("/aduan/peta"), StringComparison.Ordinal);

        portal.Services.Answer($"GET {Open}", CannedServices.List(Canned.Public(text: null, located: false)));
        Assert.Contains("Belum ada yang dapat dipetakan", await browser.ReadAsync("/aduan/peta"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_begin_with_what_they_mean()
    {
        await using var portal = await RunningPortal.StartAsync();
        var html = await portal.Browser().ReadAsync("/aduan/statistik");
        Assert.Contains("<h1>76\u00a0% dari yang dapat dinilai dijawab dalam batas waktu</h1>", html, StringComparison.Ordinal);
        Assert.Contains("127 laporan, 25 Agustus 2026 sampai 22 November 2026. Dari yang sudah dijawab, separuhnya dalam 4 hari.", html, StringComparison.Ordinal);
        Assert.Contains("30 menit", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/aduan?jenis=ANTAR\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/aduan/statistik?per=Village#rinci\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_come_as_a_file_too()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var answer = await portal.Browser().GetAsync(new Uri("/aduan/statistik.csv?per=category&wilayah=35.71.02", UriKind.Relative));
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            "from,to,code,name,count,open,median_hours_to_forward,median_hours_to_begin,median_hours_to_answer,within_limit,rating,ratings\r\n"
                + "2026-08-25,2026-11-22,ANTAR,\"Perlu diantar kontrol / terapi\",120,30,0.5,20.4,96,0.755,4.25,12\r\n"
                + "2026-08-25,2026-11-22,EM-API,\"Kebakaran\",7,1,0.5,20.4,96,0.755,4.25,12\r\n",
            await answer.Content.ReadAsStringAsync());
        Assert.Contains("region=35.71.02&by=Category", portal.Services.Received.Single(request => request.Line == $"GET {Open}/statistics").Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_front_page_leads_to_list_map_and_figures()
    {
        await using var portal = await RunningPortal.StartAsync();
        var html = await portal.Browser().ReadAsync("/");
        Assert.All(new[] { "/aduan", "/aduan/peta", "/aduan/statistik" }, page => Assert.Contains($"href=\"{page}\"", html, StringComparison.Ordinal));
    }

    private static double Width(string query)
    {
        var asked = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        return double.Parse(asked["east"]!, CultureInfo.InvariantCulture) - double.Parse(asked["west"]!, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("class=\"map-cluster\" href=\"/aduan/peta\\?(?<address>[^\"#]+)#peta\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
