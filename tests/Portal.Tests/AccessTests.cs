using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

public sealed class AccessTests
{
    public static TheoryData<string, string> StaffPages { get; } = new()
    {
        { "/operator", Roles.Operator112 },
        { "/operator", Roles.Supervisor112 },
        { $"/operator/{Canned.Id}", Roles.Operator112 },
        { "/operator", Roles.AgencyOfficer },
        { $"/operator/{Canned.Id}", Roles.AgencyOfficer },
        { "/privasi/permintaan", Roles.InformationOfficer },
        { "/privasi/permintaan", Roles.Supervisor112 },
        { "/loket", Roles.VillageSectionHead },
        { "/loket", Roles.VillageHead },
        { "/loket", Roles.NeighbourhoodOfficer },
        { "/loket/baru", Roles.VillageSectionHead },
        { "/loket/mobmas", Roles.VillageSectionHead },
        { "/loket/mobmas", Roles.VillageHead },
        { "/loket/mobmas/baru", Roles.NeighbourhoodOfficer },
        { "/mobmas-persetujuan", Roles.VillageHead },
        { "/armada", Roles.Dispatcher },
        { $"/armada/{Canned.Id}", Roles.Dispatcher },
        { "/armada/rencana", Roles.Dispatcher },
        { $"/armada/rencana/{Canned.Id}", Roles.Dispatcher },
        { "/armada/unit", Roles.Dispatcher },
        { "/armada/unit", Roles.DistrictHead },
        { "/armada/unit", Roles.ProgramManager },
        { "/armada/unit", Roles.VillageHead },
        { "/armada/unit", Roles.VillageSectionHead },
        { $"/armada/unit/{Canned.Id}", Roles.VillageHead },
        { "/armada/unit/baru", Roles.DistrictHead },
        { "/armada/unit/baru", Roles.ProgramManager },
        { "/armada/cakupan", Roles.Dispatcher },
        { "/armada/cakupan", Roles.DistrictHead },
        { "/armada/cakupan", Roles.ProgramManager },
        { "/armada/cakupan", Roles.Leader },
        { "/armada/cakupan", Roles.Planner },
        { "/armada/cakupan.csv", Roles.Planner },
        { "/armada/buku", Roles.VillageHead },
        { "/armada/buku", Roles.Dispatcher },
        { "/armada/buku.csv", Roles.VillageSectionHead },
        { "/armada/aturan", Roles.Admin },
        { "/armada/aturan", Roles.ProgramManager },
        { "/armada/aturan/tujuan", Roles.Admin },
        { "/kru", Roles.Crew },
        { "/kru/antrean", Roles.Crew },
        { "/ringkasan", Roles.ProgramManager },
        { "/ringkasan", Roles.Leader },
        { "/ringkasan", Roles.Planner },
        { "/ringkasan", Roles.Inspector },
        { "/akun", Roles.Admin },
        { "/akun/undang", Roles.Admin },
        { "/akun/impor", Roles.Admin },
        { $"/akun/{Canned.Id}", Roles.Admin },
        { "/akun/pengganti", Roles.Admin },
        { "/jejak", Roles.Admin },
        { "/pesan", Roles.Admin },
        { $"/pesan/complaints/{Canned.Id}", Roles.Admin },
        { "/kabar", Roles.Admin },
        { "/kabar/teks", Roles.Admin },
        { "/kabar/teks/complaint-received/id", Roles.Admin },
        { "/jejak", Roles.Inspector },
        { "/kunci-api", Roles.Admin },
        { "/aturan", Roles.Admin },
        { "/aturan/jenis/ANTAR", Roles.Admin },
        { "/aturan/profil", Roles.Admin },
        { "/privasi/siapa-melihat", Roles.InformationOfficer },
        { "/privasi/siapa-melihat", Roles.Inspector },
        { "/laporan", Roles.Supervisor112 },
        { "/laporan", Roles.Leader },
        { "/laporan.pdf", Roles.Leader },
        { "/112", Roles.Operator112 },
        { $"/112/panggilan/{Canned.Id}", Roles.Operator112 },
        { "/112/daftar", Roles.Operator112 },
        { "/112/blokir", Roles.Operator112 },
        { $"/112/darurat/{Canned.Id}", Roles.Operator112 },
        { "/112/jawaban", Roles.Operator112 },
        { "/112/serah", Roles.Operator112 },
        { $"/112/serah/{Canned.Id}", Roles.Operator112 },
        { "/112", Roles.Supervisor112 },
        { "/112/langsung", Roles.Supervisor112 },
        { "/112/unit", Roles.Supervisor112 },
        { "/112/statistik", Roles.Supervisor112 },
        { "/112/statistik", Roles.Leader },
        { "/112/statistik.csv", Roles.Leader },
    };

    [Theory]
    [MemberData(nameof(StaffPages))]
    public async Task A_staff_page_opens_for_its_role_and_for_nobody_else(string page, string role)
    {
        await using var portal = await RunningPortal.StartAsync();

        using var own = await portal.Browser(role).GetAsync(new Uri(page, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);

        using var stranger = await portal.Browser().GetAsync(new Uri(page, UriKind.Relative));
        Assert.Equal(HttpStatusCode.SeeOther, stranger.StatusCode);
        Assert.Equal($"/masuk?returnUrl={Uri.EscapeDataString(page)}", stranger.Headers.Location?.ToString());

        using var other = await portal.Browser(Roles.Citizen).GetAsync(new Uri(page, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        Assert.Contains("Halaman ini untuk petugas lain", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/undangan?token=", "GET /api/identity/password-link")]
    [InlineData("/setup?token=", "GET /api/identity/setup")]
    public async Task What_is_written_into_an_address_begins_no_header_and_no_request_of_its_own(string page, string call)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();

        using var opened = await browser.GetAsync(new Uri($"{page}x%0d%0aX-Forwarded-For:%201.2.3.4%0d%0a%0d%0aPOST%20/api/identity/token%20HTTP/1.1%0d%0aHost:%20x%0d%0a%0d%0a", UriKind.Relative));

        var asked = Assert.Single(portal.Services.Received, request => request.Line.Contains("/api/identity/", StringComparison.Ordinal));
        Assert.Equal(call, asked.Line);
        Assert.Equal("?", asked.Headers["X-Link-Token"].ToString());
        Assert.DoesNotContain("1.2.3.4", asked.Headers["X-Forwarded-For"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_says_who_may_open_it()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var _ = portal.Browser();
        Assert.All(
            portal.Endpoints.Where(endpoint => endpoint.RoutePattern.RawText is not ("/health" or "/alive")),
            endpoint => Assert.True(
                endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null,
                endpoint.DisplayName));
    }

    [Theory]
    [InlineData(Roles.Operator112, "/112")]
    [InlineData(Roles.Supervisor112, "/112/langsung")]
    [InlineData(Roles.AgencyOfficer, "/operator")]
    [InlineData(Roles.VillageSectionHead, "/loket")]
    [InlineData(Roles.VillageHead, "/loket")]
    [InlineData(Roles.NeighbourhoodOfficer, "/loket")]
    [InlineData(Roles.Dispatcher, "/armada")]
    [InlineData(Roles.InformationOfficer, "/privasi/permintaan")]
    [InlineData(Roles.Crew, "/kru")]
    [InlineData(Roles.ProgramManager, "/ringkasan")]
    [InlineData(Roles.DistrictHead, "/armada/cakupan")]
    [InlineData(Roles.Admin, "/akun")]
    public async Task Whoever_signs_in_lands_on_their_work(string role, string page)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser(role);
        using var home = await browser.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal("/kerja", home.Headers.Location?.ToString());
        using var work = await browser.GetAsync(new Uri("/kerja", UriKind.Relative));
        Assert.Equal(page, work.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_role_without_pages_yet_is_told_so()
    {
        await using var portal = await RunningPortal.StartAsync();
        Assert.Contains("Belum ada pekerjaan di sini", await portal.Browser(Roles.Treasurer).ReadAsync("/kerja"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password", "Ganti kata sandi sementara dulu", "Pasang faktor kedua")]
    [InlineData("second_factor", "Pasang faktor kedua dulu", "Kata sandi sekarang")]
    public async Task Whoever_has_something_to_do_first_finds_that_and_nothing_else(string must, string asked, string absent)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.BrowserOf("perencana", new Claim("must", must));
        foreach (var page in (string[])["/kerja", "/akun"])
        {
            using var elsewhere = await browser.GetAsync(new Uri(page, UriKind.Relative));
            Assert.Equal("/saya", elsewhere.Headers.Location?.ToString());
        }

        var text = await browser.ReadAsync("/saya");
        Assert.Contains(asked, text, StringComparison.Ordinal);
        Assert.DoesNotContain(absent + "<", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_token_does_not_close_the_pages_of_residents()
    {
        await using var portal = await RunningPortal.StartAsync();
        using var browser = portal.Browser();
        browser.DefaultRequestHeaders.Authorization = new("Bearer", "not.a.token");
        Assert.Contains("Buat laporan", await browser.ReadAsync("/lapor"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/bahasa?ke=en&kembali=//evil.example", "/")]
    [InlineData("/bahasa?ke=en&kembali=https://evil.example", "/")]
    [InlineData("/bahasa?ke=en&kembali=/%5Cevil.example", "/")]
    [InlineData("/bahasa?ke=en&kembali=/lapor?kategori=ANTAR", "/lapor?kategori=ANTAR")]
    public async Task An_address_from_outside_leads_only_to_pages_here(string path, string target)
    {
        await using var portal = await RunningPortal.StartAsync();
        using var answer = await portal.Browser().GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(target, answer.Headers.Location?.ToString());
    }
}
