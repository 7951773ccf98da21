using System.Net;
using System.Text.RegularExpressions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

public sealed partial class PageTests
{
    public static TheoryData<string, string?> AllPages { get; } = new()
    {
        { "/", null },
        { "/lapor", null },
        { "/lapor?kategori=POHON", null },
        { "/lacak", null },
        { $"/lacak/{Canned.Number}", null },
        { "/usulan", null },
        { "/mobmas", null },
        { "/mobmas/pesan", null },
        { $"/mobmas/{Canned.BookingNumber}", null },
        { "/loket/mobmas", Roles.VillageHead },
        { "/loket/mobmas/baru", Roles.NeighbourhoodOfficer },
        { "/mobmas-persetujuan", Roles.VillageHead },
        { "/privasi", null },
        { "/privasi/permintaan", Roles.InformationOfficer },
        { "/usulan/baru", null },
        { "/masuk?error=invalid_credentials&username=x", null },
        { "/setup?token=x", null },
        { "/tidak-ada", null },
        { "/kerja", Roles.Treasurer },
        { "/operator", Roles.Operator112 },
        { "/operator?due=Late", Roles.Supervisor112 },
        { $"/operator?number={Canned.Number}", Roles.Operator112 },
        { "/operator", Roles.AgencyOfficer },
        { $"/operator/{Canned.Id}", Roles.Operator112 },
        { $"/operator/{Canned.Id}", Roles.AgencyOfficer },
        { "/loket", Roles.VillageHead },
        { "/loket/baru", Roles.NeighbourhoodOfficer },
        { "/armada", Roles.Dispatcher },
        { $"/armada/{Canned.Id}", Roles.Dispatcher },
        { "/armada?cari=banjaran", Roles.Dispatcher },
        { "/armada?bagian=unit", Roles.Dispatcher },
        { "/armada/rencana", Roles.Dispatcher },
        { $"/armada/rencana/{Canned.Id}", Roles.Dispatcher },
        { "/armada/unit", Roles.DistrictHead },
        { $"/armada/unit/{Canned.Id}", Roles.Dispatcher },
        { $"/armada/unit/{Canned.Id}?isi=biaya", Roles.VillageSectionHead },
        { "/armada/unit/baru", Roles.DistrictHead },
        { "/armada/cakupan", Roles.DistrictHead },
        { "/armada/buku", Roles.VillageHead },
        { "/armada/aturan", Roles.Admin },
        { "/armada/aturan/tujuan", Roles.Admin },
        { "/kru", Roles.Crew },
        { "/ringkasan", Roles.ProgramManager },
        { "/masuk/kode?error=invalid_code", null },
        { "/undangan?token=x", null },
        { "/undangan", null },
        { "/lupa", null },
        { "/saya", Roles.Treasurer },
        { "/akun", Roles.Admin },
        { "/akun/undang", Roles.Admin },
        { "/akun/impor", Roles.Admin },
        { $"/akun/{Canned.Id}", Roles.Admin },
        { "/akun/pengganti", Roles.Admin },
        { "/jejak", Roles.Inspector },
        { "/pesan", Roles.Admin },
        { $"/pesan/complaints/{Canned.Id}", Roles.Admin },
        { "/berhenti/7K2M9QX14TQ8", null },
        { "/langganan", null },
        { "/langganan/7K2M9QX14TQ8", null },
        { "/kabar", Roles.Admin },
        { "/kabar/teks", Roles.Admin },
        { "/kabar/teks/complaint-received/id", Roles.Admin },
        { "/kunci-api", Roles.Admin },
        { "/aduan", null },
        { $"/aduan/{Canned.Number}", null },
        { "/aduan/peta", null },
        { "/aduan/statistik", null },
        { "/aturan", Roles.Admin },
        { "/aturan/jenis/ANTAR", Roles.Admin },
        { "/aturan/profil", Roles.Admin },
        { "/privasi/siapa-melihat", Roles.Inspector },
        { "/laporan", Roles.Leader },
        { "/laporan?periode=mingguan", Roles.Supervisor112 },
        { "/112", Roles.Operator112 },
        { $"/112/panggilan/{Canned.Id}", Roles.Operator112 },
        { "/112/daftar", Roles.Operator112 },
        { "/112/blokir", Roles.Operator112 },
        { $"/112/darurat/{Canned.Id}", Roles.Operator112 },
        { "/112/jawaban", Roles.Operator112 },
        { "/112/serah", Roles.Operator112 },
        { $"/112/serah/{Canned.Id}", Roles.Operator112 },
        { "/112/langsung", Roles.Supervisor112 },
        { "/112/unit", Roles.Supervisor112 },
        { "/112/statistik", Roles.Supervisor112 },
    };

    [Theory]
    [MemberData(nameof(AllPages))]
    public async Task No_page_carries_a_script_a_style_or_a_handler_of_its_own(string page, string? role)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var answer = await Browser(portal, role).GetAsync(new Uri(page, UriKind.Relative));
        var html = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotMatch(InlineScriptOrStyle(), html);
        Assert.StartsWith("default-src 'self'; ", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    public async Task Without_its_services_every_page_still_answers_in_words(string page, string? role)
    {
        await using var portal = await RunningPortal.StartAsync(servicesRun: false);
        using var answer = await Browser(portal, role).GetAsync(new Uri(page, UriKind.Relative));
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains((int)answer.StatusCode, (int[])[200, 404, 503]);
        Assert.Contains("Kota Kediri</title>", html, StringComparison.Ordinal);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            Assert.Contains("Laporan dan data yang sudah terkirim tetap aman", html, StringComparison.Ordinal);
            Assert.Contains("Coba lagi", html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/berhenti/7K2M9QX14TQ8", "/api/notifications/opt-out/7K2M9QX14TQ8", "/berhenti/{code}")]
    [InlineData("/langganan/7K2M9QX14TQ8", "/api/complaints/alerts/7K2M9QX14TQ8", "/langganan/{code}")]
    [InlineData($"/lacak/{Canned.Number}", $"/api/complaints/track/{Canned.Number}", "/lacak/{number}")]
    public async Task A_fault_is_logged_with_the_route_and_never_with_the_code_or_number_in_the_address(string page, string call, string route)
    {
        await using var portal = await RunningPortal.StartAsync(settings: [("Logging:LogLevel:Default", "Warning")]);
        using var browser = portal.Browser();
        using var found = await browser.FillInAsync("/lacak", "/lacak", ("number", Canned.Number), ("secret", Canned.Secret));
        // No page expects an answer in an alphabet that nobody knows.
        portal.Services.Answer($"GET {call}", _ => Microsoft.AspNetCore.Http.Results.Bytes("{}"u8.ToArray(), "application/json; charset=nobodys"));

        using var answer = await browser.GetAsync(new Uri(page, UriKind.Relative));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(portal.Logged, line => line.StartsWith($"Page {route} failed", StringComparison.Ordinal));
        Assert.All(portal.Logged, line => Assert.DoesNotContain(page.Split('/')[^1], line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/operator", Roles.Operator112)]
    [InlineData("/operator/" + Canned.Id, Roles.Operator112)]
    [InlineData("/privasi/permintaan", Roles.InformationOfficer)]
    [InlineData("/armada/" + Canned.Id, Roles.Dispatcher)]
    [InlineData("/kru", Roles.Crew)]
    [InlineData("/akun", Roles.Admin)]
    [InlineData("/akun/" + Canned.Id, Roles.Admin)]
    [InlineData("/akun/pengganti", Roles.Admin)]
    [InlineData("/jejak", Roles.Admin)]
    [InlineData("/pesan", Roles.Admin)]
    [InlineData("/pesan/complaints/" + Canned.Id, Roles.Admin)]
    [InlineData("/kabar", Roles.Admin)]
    [InlineData("/kabar/teks", Roles.Admin)]
    [InlineData("/kabar/teks/complaint-received/id", Roles.Admin)]
    [InlineData("/kunci-api", Roles.Admin)]
    [InlineData("/aduan", Roles.Citizen)]
    [InlineData("/aduan/" + Canned.Number, Roles.Citizen)]
    [InlineData("/aturan/jenis/ANTAR", Roles.Admin)]
    [InlineData("/aturan/profil", Roles.Admin)]
    [InlineData("/privasi/siapa-melihat", Roles.InformationOfficer)]
    [InlineData("/laporan", Roles.Leader)]
    [InlineData("/112", Roles.Operator112)]
    [InlineData("/112/panggilan/" + Canned.Id, Roles.Operator112)]
    [InlineData("/112/darurat/" + Canned.Id, Roles.Operator112)]
    [InlineData("/112/blokir", Roles.Operator112)]
    [InlineData("/112/jawaban?ubah=KIA", Roles.Supervisor112)]
    [InlineData("/112/serah", Roles.Operator112)]
    [InlineData("/112/serah/" + Canned.Id, Roles.Operator112)]
    [InlineData("/112/unit?ubah=DAMKAR", Roles.Supervisor112)]
    [InlineData("/112/langsung", Roles.Supervisor112)]
    [InlineData("/armada/unit/" + Canned.Id, Roles.VillageSectionHead)]
    [InlineData("/armada/cakupan", Roles.Leader)]
    [InlineData("/armada/buku", Roles.VillageHead)]
    [InlineData("/armada/aturan", Roles.ProgramManager)]
    [InlineData("/armada/aturan/tujuan", Roles.Admin)]
    public async Task What_people_wrote_is_shown_as_text(string page, string role)
    {
        await using var portal = await RunningPortal.StartAsync();
        var html = await portal.Browser(role).GetStringAsync(new Uri(page, UriKind.Relative));
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Indonesian_comes_first_English_by_browser_or_by_choice()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        Assert.Contains("<html lang=\"id\"", await browser.ReadAsync("/"), StringComparison.Ordinal);

        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB");
        Assert.Contains("How can we help?", await browser.ReadAsync("/"), StringComparison.Ordinal);

        using var switched = await browser.GetAsync(new Uri("/bahasa?ke=id&kembali=/lapor", UriKind.Relative));
        Assert.Equal("/lapor", switched.Headers.Location?.ToString());
        Assert.Contains("Ada yang bisa kami bantu?", await browser.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Indonesian_browser_that_also_knows_English_gets_Indonesian()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("id, en-US;q=0.8, en;q=0.7");
        Assert.Contains("Ada yang bisa kami bantu?", await browser.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sample_data_is_announced_on_every_page_and_only_then(bool demo)
    {
        await using var portal = await RunningPortal.StartAsync(demo: demo);
        Assert.Equal(demo, (await portal.Browser().ReadAsync("/lapor")).Contains("DATA CONTOH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("POST", "/operator", "GET", "Halaman tidak ditemukan")]
    [InlineData("PUT", "/lapor", "GET, POST", "Halaman tidak ditemukan")]
    [InlineData("GET", "/saya/kata-sandi", "POST", "Halaman ini hanya menerima kiriman formulir")]
    public async Task A_page_that_is_asked_in_another_way_answers_with_a_page_too_and_says_how_it_is_asked(string method, string page, string allowed, string title)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var answer = await portal.Browser().SendAsync(new(new(method), page));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow.Order(StringComparer.Ordinal)));
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(title, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/saya/faktor-kedua/konfirmasi", "/saya")]
    [InlineData($"/operator/{Canned.Id}/verifikasi", $"/operator/{Canned.Id}")]
    [InlineData($"/operator/{Canned.Id}/unit/{Canned.Id}/berangkat", $"/operator/{Canned.Id}")]
    [InlineData("/operator/banyak", "/operator")]
    [InlineData($"/lacak/{Canned.Number}/balas", $"/lacak/{Canned.Number}")]
    [InlineData($"/lacak/{Canned.Number}/lupakan", $"/lacak/{Canned.Number}")]
    [InlineData($"/akun/pengganti/{Canned.Id}/akhiri", "/akun/pengganti")]
    [InlineData($"/kru/{Canned.Id}/accept", "/kru")]
    [InlineData("/lapor/jenis", "/lapor")]
    [InlineData($"/armada/unit/{Canned.Id}/biaya", $"/armada/unit/{Canned.Id}")]
    [InlineData("/armada/cakupan/kebutuhan", "/armada/cakupan")]
    [InlineData($"/loket/{Canned.Number}/selesai", "/loket")]
    public async Task Where_a_form_goes_leads_whoever_opens_it_to_the_page_of_the_form(string address, string page)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var answer = await portal.Browser().GetAsync(new Uri(address, UriKind.Relative));
        Assert.Contains($"class=\"button\" href=\"{page}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_page_that_does_not_exist_is_a_page_that_says_so_and_knows_who_looks(string method)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var resident = await portal.Browser().SendAsync(new(new(method), "/tidak-ada"));
        using var staff = await portal.Browser(Roles.Operator112).SendAsync(new(new(method), "/tidak-ada"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (resident.StatusCode, staff.StatusCode));
        Assert.Contains("Ke halaman depan", await resident.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Ke pekerjaan saya", await staff.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_version_of_a_style_sheet_is_fetched_once()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        var address = StyleSheet().Match(await browser.GetStringAsync(new Uri("/", UriKind.Relative))).Groups["address"].Value;
        using var sheet = await browser.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, sheet.StatusCode);
        Assert.Equal("public, max-age=31536000, immutable", sheet.Headers.GetValues("Cache-Control").Single());
    }

    [Fact]
    public async Task Services_hear_who_asks_from_where_and_in_which_language()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(Roles.Operator112);
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        await browser.ReadAsync("/operator");
        var request = portal.Services.Received.First(each => each.Line == "GET /api/complaints");
        Assert.Equal(browser.DefaultRequestHeaders.Authorization!.ToString(), request.Headers.Authorization.ToString());
        Assert.Equal("203.0.113.7", request.Headers["X-Forwarded-For"].ToString());
        Assert.Equal("en", request.Headers.AcceptLanguage.ToString());
    }

    /// <summary>Two that do are one that does not run: they are no modules, and share the page's names.</summary>
    [Fact]
    public async Task Scripts_of_one_page_declare_no_name_twice()
    {
        await using var portal = await RunningPortal.StartAsync();
        foreach (var (path, role) in AllPages.Select(page => ((string)page[0], (string?)page[1])))
        {
            using var browser = Browser(portal, role);
            using var page = await browser.GetAsync(new Uri(path, UriKind.Relative));
            List<string> names = [];
            foreach (var script in ScriptAddress().Matches(await page.Content.ReadAsStringAsync()).Select(match => match.Groups["address"].Value).Distinct())
            {
                names.AddRange(Declared().Matches(await browser.GetStringAsync(new Uri(script, UriKind.Relative))).Select(match => match.Groups["name"].Value).Distinct());
            }

            Assert.Equal(names.Distinct(), names);
        }
    }

    private static HttpClient Browser(RunningPortal portal, string? role) => role is null ? portal.Browser() : portal.Browser(role);

    [GeneratedRegex("<script(?![^>]*\\ssrc=)|<style|\\sstyle=|\\son[a-z]+=|javascript:", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InlineScriptOrStyle();

    [GeneratedRegex("href=\"(?<address>/css/app\\.css[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StyleSheet();

    [GeneratedRegex("<script src=\"(?<address>/js/[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ScriptAddress();

    [GeneratedRegex("^(const|let|var|class|(async )?function) (?<name>\\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declared();
}
