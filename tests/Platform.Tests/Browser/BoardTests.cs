using System.Text.Json;
using Microsoft.Playwright;
using PlanningPlatform.Testing;
using static Microsoft.Playwright.Assertions;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>The dispatcher's board by keyboard alone, and a crew whose phone has no network.</summary>
[Collection(PlatformCollection.Name)]
public sealed class BoardTests(PlatformFixture fixture, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private Uri Address => fixture.Platform.BaseAddress;

    [Fact]
    public async Task A_dispatcher_finds_assigns_and_takes_back_without_touching_the_mouse()
    {
        using var journey = new Journey(fixture.Platform);
        await journey.WalkUntilAsync("request");
        var request = await journey.WaitingRequestAsync();
        await using var desk = await chromium.OpenAsync(Address, Screen.Desk);
        var page = (await SignInAsync(desk, "dispatcher", "/armada")).Page;
        await page.LookAsync(chromium, Address, "papan");

        var row = page.Locator($"#p-{request}");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(journey.Number);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("[data-list] li:visible")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(row).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**/armada/{request}");
        await Expect(page.Locator(".unit")).ToHaveCountAsync(12);
        await page.LookAsync(chromium, Address, "papan-rincian");
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByText("tugaskan mobil ke-1 sampai ke-9 dalam daftar")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await page.Keyboard.PressAsync("1");
        await Expect(page.Locator("#pastikan")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#pastikan")).ToBeHiddenAsync();
        Assert.Equal("Waiting", await StatusAsync(journey, request));
        await page.Keyboard.PressAsync("1");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Mobil ditugaskan.")).ToBeVisibleAsync();
        Assert.Equal("Assigned", await StatusAsync(journey, request));

        await page.GotoAsync($"/armada/{request}");
        await page.LookAsync(chromium, Address, "papan-berjalan");
        await page.Keyboard.PressAsync("u");
        await page.Keyboard.TypeAsync("Warga minta ditunda");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Permintaan kembali ke antrean.")).ToBeVisibleAsync();
        await Expect(row).ToContainTextAsync("Kembali: Warga minta ditunda");
        await Task.WhenAll(page.WaitForURLAsync($"**/armada/{request}"), row.ClickAsync());
        await page.Locator("summary", new() { HasTextString = "Akhiri permintaan ini" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Tidak jadi" }).CheckAsync();
        await page.Locator("#alasan-tutup").FillAsync("Sudah sembuh");
        await page.GetByRole(AriaRole.Button, new() { Name = "Akhiri permintaan" }).ClickAsync();
        await Expect(page.GetByText("Permintaan diakhiri.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_a_crew_presses_without_a_network_arrives_once_and_in_order_also_after_the_page_was_closed()
    {
        using var journey = new Journey(fixture.Platform);
        await journey.WalkUntilAsync("request");
        var request = await journey.WaitingRequestAsync();
        await journey.SendAUnitAsync();
        await using var car = await chromium.OpenAsync(Address, Screen.Phone);
        var crew = await SignInAsync(car, "crew", "/kru");
        var page = crew.Page;
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => new Promise(done => { const look = async () => (await caches.match('/kru')) ? done() : setTimeout(look, 50); look(); }))");
        await page.LookAsync(chromium, Address, "kru-hp");

        await car.SetOfflineAsync(true);
        foreach (var button in (string[])["Terima tugas", "Berangkat", "Sudah tiba"])
        {
            await Article(page, journey).GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        }

        await page.Locator("summary", new() { HasTextString = "Tanda tangan atau foto" }).ClickAsync();
        await SignAsync(page);
        await Expect(page.GetByText("4 langkah menunggu sinyal")).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Looking.PathOf("kru-tanpa-sinyal"), FullPage = true });
        Assert.Equal("Assigned", await StatusAsync(journey, request));

        // Closed and opened again where there is still no network.
        await page.CloseAsync();
        page = await car.NewPageAsync();
        await page.GotoAsync("/kru");
        await Expect(page.GetByText("4 langkah menunggu sinyal")).ToBeVisibleAsync();
        await Expect(Article(page, journey).GetByRole(AriaRole.Button, new() { Name = "Selesai", Exact = true })).ToBeVisibleAsync();
        await page.AssertFitsAsync("kru without a network");

        await car.SetOfflineAsync(false);
        await Expect(page.Locator("#tertunda")).ToBeHiddenAsync(new() { Timeout = 40_000 });
        await Eventually.TrueAsync(async () => await StatusAsync(journey, request) == "Arrived", "all of it arrived");
        Assert.Equal(["Asked", "Assigned", "Accepted", "EnRoute", "Arrived"], await EntriesAsync(journey, request));

        var proof = Assert.Single((await FileAsync(journey, request)).GetProperty("proofs").EnumerateArray());
        Assert.Equal("Signature", proof.GetProperty("kind").GetString());

        await Article(page, journey).GetByRole(AriaRole.Button, new() { Name = "Selesai", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Perjalanan selesai.")).ToBeVisibleAsync();
        Assert.Equal("Completed", await StatusAsync(journey, request));

        // Whoever signs out leaves nothing of it on the phone.
        await page.GetByRole(AriaRole.Button, new() { Name = "Keluar" }).ClickAsync();
        await Expect(page.GetByText("Layanan warga")).ToBeVisibleAsync();
        Assert.False(await page.EvaluateAsync<bool>("caches.keys().then(names => names.some(name => name.startsWith('kru')))"));
    }

    private static async Task SignAsync(IPage page)
    {
        var pad = page.Locator("canvas.pad").First;
        await pad.ScrollIntoViewIfNeededAsync();
        var box = (await pad.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 20, box.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + box.Width - 20, box.Y + box.Height - 20, new() { Steps = 8 });
        await page.Mouse.UpAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Simpan tanda tangan" }).First.ClickAsync();
    }

    private static ILocator Article(IPage page, Journey journey) => page.GetByRole(AriaRole.Article, new() { Name = journey.Number });

    private static async Task<string?> StatusAsync(Journey journey, Guid request) => (await FileAsync(journey, request)).GetProperty("request").GetProperty("status").GetString();

    private static async Task<List<string?>> EntriesAsync(Journey journey, Guid request)
        => [.. (await FileAsync(journey, request)).GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("code").GetString())];

    private static Task<JsonElement> FileAsync(Journey journey, Guid request) => journey.GetAsync("dispatcher", $"/api/dispatch/requests/{request}");

    private async Task<Staff> SignInAsync(IBrowserContext context, string account, string home)
    {
        var staff = new Staff(await context.NewPageAsync());
        await staff.SignInAsync(account, fixture.Platform.DemoPassword, home);
        return staff;
    }
}
