using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>What everybody sees, on a cheap phone without JavaScript.</summary>
[Collection(PlatformCollection.Name)]
public sealed class PublicPagesTests(PlatformFixture fixture, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    /// <summary>So many lie around one place that the map counts them.</summary>
    private const int Crowd = 27;

    private Uri Address => fixture.Platform.BaseAddress;

    [Fact]
    public async Task List_map_and_figures_need_no_javascript_and_a_secret_report_is_on_none_of_them()
    {
        using var client = fixture.Platform.CreateClient();
        for (var each = 0; each < Crowd; each++)
        {
            await LodgeAsync(client, $"Dahan menutup jalan ke-{each}", "POHON", "Public", -7.8400 - (0.0003 * (each % 6)), 112.0600 + (0.0003 * (each / 6)));
        }

        var secret = await LodgeAsync(client, "RAHASIA-KENANGA", "POHON", "Secret", -7.8401, 112.0601);
        await using var phone = await chromium.OpenAsync(Address, Screen.Phone, javaScript: false);
        var page = await phone.NewPageAsync();
        await page.GotoAsync("/");
        await LookAsync(page, "depan-laporan-warga");
        await page.GetByRole(AriaRole.Link, new() { Name = "Daftar" }).ClickAsync();
        await page.GetByText("Saring:").ClickAsync();
        await page.GetByLabel("Jenis", new() { Exact = true }).SelectOptionAsync("POHON");
        await page.GetByLabel("Kecamatan, kelurahan, atau desa").SelectOptionAsync("35.71.03");
        await LookAsync(page, "aduan-publik-saringan");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tampilkan" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"{Crowd} laporan" })).ToBeVisibleAsync();
        await LookAsync(page, "aduan-publik");
        Assert.DoesNotContain("KENANGA", await page.ContentAsync(), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Link, new() { Name = "Peta", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"{Crowd} laporan di bagian ini" })).ToBeVisibleAsync();
        await LookAsync(page, "peta-publik");
        for (var step = 0; step < 6 && await page.Locator("a.map-point").CountAsync() == 0; step++)
        {
            await page.Locator("a.map-cluster").Last.ClickAsync();
        }

        await LookAsync(page, "peta-publik-dekat");
        await page.Locator("a.map-point").Last.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/aduan/ADU-[0-9A-Z-]+$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(page.GetByText("Dahan menutup jalan")).ToBeVisibleAsync();
        await LookAsync(page, "aduan-publik-satu");

        await page.GotoAsync("/aduan/statistik");
        await page.GetByRole(AriaRole.Link, new() { Name = "Kelurahan", Exact = true }).ClickAsync();
        await LookAsync(page, "statistik-publik");
        var hidden = await page.GotoAsync($"/aduan/{secret}");
        Assert.Equal(404, hidden!.Status);
        await LookAsync(page, "aduan-publik-tidak-ada");
    }

    [Fact]
    public async Task Rules_are_read_and_changed_and_who_looked_at_an_identity_is_on_record()
    {
        using var client = fixture.Platform.CreateClient();
        var number = await LodgeAsync(client, "Lubang di tikungan", "JALAN", "Public", -7.8215, 112.0020);
        await using var desk = await chromium.OpenAsync(Address, Screen.Desk);
        var page = (await SignInAsync(desk, "operator112", "/112")).Page;
        await page.GotoAsync($"/operator?number={number}");
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = number }).ClickAsync();
        await page.GetByText("Lihat pelapor …").ClickAsync();
        await page.GetByLabel("Untuk apa Anda memerlukannya?").FillAsync("Memastikan lokasi lubang");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lihat pelapor" }).ClickAsync();
        await Expect(page.GetByText("Pelapor tidak meninggalkan kontak")).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Looking.PathOf("aduan-pelapor"), FullPage = true });

        await using var office = await chromium.OpenAsync(Address, Screen.Desk);
        var officer = (await SignInAsync(office, "ppid", "/privasi/permintaan")).Page;
        await officer.GotoAsync($"/privasi/siapa-melihat?nomor={number}");
        await Expect(officer.GetByText("Memastikan lokasi lubang")).ToBeVisibleAsync();
        await LookAsync(officer, "siapa-melihat");

        await using var hall = await chromium.OpenAsync(Address, Screen.Desk);
        var admin = await SignInAsync(hall, "admin", "/akun");
        await admin.Page.GotoAsync("/aturan");
        await LookAsync(admin.Page, "aturan");
        await admin.Page.GetByRole(AriaRole.Link).Filter(new() { HasText = "Kebisingan, PKL" }).ClickAsync();
        await admin.Page.GetByLabel("Mulai berlaku").FillAsync(TimeProvider.System.GetUtcNow().AddDays(60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await LookAsync(admin.Page, "aturan-satu");
        await admin.PressAsync("Simpan aturan", "Aturan disimpan.");
        await Expect(admin.Page.GetByText("Akan berlaku")).ToBeVisibleAsync();
        await admin.Page.GotoAsync("/aturan/profil");
        await LookAsync(admin.Page, "aturan-profil");
    }

    private static async Task<string> LodgeAsync(HttpClient client, string description, string categoryCode, string visibility, double latitude, double longitude)
        => (await Somebody.SendAsync(client, HttpMethod.Post, "/api/complaints", new { categoryCode, description, visibility, location = new { latitude, longitude } })).GetProperty("trackingNumber").GetString()!;

    private async Task<Staff> SignInAsync(IBrowserContext context, string account, string home)
    {
        var staff = new Staff(await context.NewPageAsync());
        await staff.SignInAsync(account, fixture.Platform.DemoPassword, home);
        return staff;
    }

    private Task LookAsync(IPage page, string name) => page.LookAsync(chromium, Address, name);
}
