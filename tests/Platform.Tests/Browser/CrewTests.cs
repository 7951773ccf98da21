using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>A crew with its phone: where there is no network, and when a journey cannot go on.</summary>
[Collection(PlatformCollection.Name)]
public sealed class CrewTests(PlatformFixture fixture, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private Uri Address => fixture.Platform.BaseAddress;

    [Fact]
    public async Task What_a_crew_presses_without_a_network_arrives_once_and_in_order_also_after_the_page_was_closed()
    {
        using var journey = new Journey(fixture.Platform);
        await journey.WalkUntilAsync("request");
        var request = await journey.WaitingRequestAsync();
        await journey.SendAUnitAsync();
        var (code, odometer) = await UnitOfAsync(journey, request);
        await using var car = await chromium.OpenAsync(Address, Screen.Phone);
        var page = (await car.SignInAsync(fixture.Platform, "crew", "/kru")).Page;
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => new Promise(done => { const look = async () => (await caches.match('/kru')) ? done() : setTimeout(look, 50); look(); }))");
        await page.LookAsync(chromium, Address, "kru-hp");

        // Network.emulateNetworkConditions for the page and for its service worker.
        await car.SetOfflineAsync(true);
        await PressAsync(page, journey, "Terima tugas");
        await OdometerOf(page, journey, "depart").FillAsync($"{odometer}");
        await PressAsync(page, journey, "Berangkat");
        await PressAsync(page, journey, "Sudah tiba");
        await Article(page, journey).Locator("summary", new() { HasTextString = "Tanda tangan atau foto" }).ClickAsync();
        await SignAsync(page, journey);
        await Expect(page.GetByText("4 langkah menunggu sinyal")).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Looking.PathOf("kru-tanpa-sinyal"), FullPage = true });
        Assert.Equal("Assigned", await journey.RequestStatusAsync(request));

        // Closed and opened again where there is still no network.
        await page.CloseAsync();
        page = await car.NewPageAsync();
        await page.GotoAsync("/kru");
        await Expect(page.GetByText("4 langkah menunggu sinyal")).ToBeVisibleAsync();
        await Expect(page.Locator("#tertunda li")).ToContainTextAsync(["Terima tugas", "Berangkat", "Sudah tiba", "Tanda tangan"]);
        await page.AssertFitsAsync("kru without a network");
        await OdometerOf(page, journey, "complete").FillAsync($"{odometer + 12}");
        await PressAsync(page, journey, "Selesai");
        await Expect(page.GetByText("5 langkah menunggu sinyal")).ToBeVisibleAsync();
        await Expect(Article(page, journey).Locator("[data-chip=Completed]")).ToBeVisibleAsync();
        var online = TimeProvider.System.GetUtcNow();

        // The first report is heard, and its answer is lost on the way back: it is sent again.
        var (heard, lost) = (new List<string>(), 0);
        await page.RouteAsync("**/kru/antrean", async route =>
        {
            if (route.Request.Method != "POST")
            {
                await route.ContinueAsync();
                return;
            }

            using var report = JsonDocument.Parse(route.Request.PostData!);
            heard.Add(report.RootElement.GetProperty("step").GetString()!);
            var answer = await route.FetchAsync();
            if (heard.Count == 1)
            {
                lost++;
                await route.AbortAsync();
                return;
            }

            await route.FulfillAsync(new() { Response = answer });
        });
        await car.SetOfflineAsync(false);
        await Expect(page.Locator("#tertunda")).ToBeHiddenAsync(new() { Timeout = 40_000 });
        Assert.Equal(1, lost);
        Assert.Equal(["accept", "accept", "depart", "arrive", "complete"], heard);
        await Expect(page.GetByText("Perjalanan selesai.")).ToBeVisibleAsync();

        var file = await journey.RequestFileAsync(request);
        Assert.Equal("Completed", file.GetProperty("request").GetProperty("status").GetString());
        var timeline = file.GetProperty("timeline").EnumerateArray().ToList();
        Assert.Equal(["Asked", "Assigned", "Accepted", "EnRoute", "Arrived", "Completed"], timeline.Select(entry => entry.GetProperty("code").GetString()));
        // When it was done, not when there was a network again.
        Assert.All(timeline, entry => Assert.True(entry.GetProperty("at").GetDateTimeOffset() <= online, entry.ToString()));
        Assert.Equal("Signature", Assert.Single(file.GetProperty("proofs").EnumerateArray()).GetProperty("kind").GetString());
        Assert.Equal((code, odometer + 12), await UnitAsync(journey, code));
        var driven = (await journey.GetAsync("dispatcher", "/api/mobile-units/logbook?pageSize=200")).GetProperty("trips").GetProperty("items").EnumerateArray()
            .Last(trip => trip.GetProperty("unitCode").GetString() == code && trip.GetProperty("odometerEnd").ValueKind == JsonValueKind.Number);
        Assert.Equal((odometer, odometer + 12, true), (driven.GetProperty("odometerStart").GetInt32(), driven.GetProperty("odometerEnd").GetInt32(), driven.GetProperty("isMeasured").GetBoolean()));

        // The dispatcher sees the signature.
        await using var desk = await chromium.OpenAsync(Address, Screen.Desk);
        var board = (await desk.SignInAsync(fixture.Platform, "dispatcher", "/armada")).Page;
        await board.GotoAsync($"/armada/{request}");
        await Expect(board.Locator("img.proof")).ToBeVisibleAsync();
        Assert.True(await board.Locator("img.proof").EvaluateAsync<int>("async picture => { await picture.decode(); return picture.naturalWidth; }") > 100);
        await board.LookAsync(chromium, Address, "papan-selesai");

        // Whoever signs out leaves nothing of it on the phone.
        await page.GetByRole(AriaRole.Button, new() { Name = "Keluar" }).ClickAsync();
        await Expect(page.GetByText("Layanan warga")).ToBeVisibleAsync();
        Assert.False(await page.EvaluateAsync<bool>("caches.keys().then(names => names.some(name => name.startsWith('kru')))"));
    }

    [Fact]
    public async Task A_journey_that_cannot_go_on_is_in_front_of_the_dispatcher_again_with_its_reason()
    {
        using var journey = new Journey(fixture.Platform);
        await journey.WalkUntilAsync("request");
        var request = await journey.WaitingRequestAsync();
        await journey.SendAUnitAsync();
        await using var desk = await chromium.OpenAsync(Address, Screen.Desk);
        var board = (await desk.SignInAsync(fixture.Platform, "dispatcher", "/armada")).Page;
        await Expect(board.Locator($"#p-{request}")).ToBeHiddenAsync();
        await using var car = await chromium.OpenAsync(Address, Screen.Phone);
        var page = (await car.SignInAsync(fixture.Platform, "crew", "/kru")).Page;
        await PressAsync(page, journey, "Terima tugas");
        await PressAsync(page, journey, "Berangkat");

        var article = Article(page, journey);
        await article.Locator("summary", new() { HasTextString = "Ada kendala" }).ClickAsync();
        await page.ScreenshotAsync(new() { Path = Looking.PathOf("kru-kendala"), FullPage = true });
        await article.GetByRole(AriaRole.Radio, new() { Name = "Mobil rusak" }).CheckAsync();
        await article.GetByRole(AriaRole.Textbox, new() { Name = "Keterangan" }).FillAsync("ban pecah");
        await article.GetByRole(AriaRole.Button, new() { Name = "Laporkan kendala" }).ClickAsync();
        await Expect(page.GetByText("Kendala dilaporkan.")).ToBeVisibleAsync();
        await Expect(article).ToBeHiddenAsync();

        // Nobody reloads: the queue shows them and why they wait again.
        await Expect(board.Locator($"#p-{request}")).ToContainTextAsync("Kembali: Mobil rusak: ban pecah", new() { Timeout = 8_000 });
        await board.GotoAsync($"/armada/{request}");
        await Expect(board.GetByText("Menunggu lagi karena")).ToBeVisibleAsync();
        await board.LookAsync(chromium, Address, "papan-kembali");
        Assert.Equal("Waiting", await journey.RequestStatusAsync(request));
    }

    private static async Task PressAsync(IPage page, Journey journey, string button)
        => await Article(page, journey).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static ILocator OdometerOf(IPage page, Journey journey, string step) => Article(page, journey).Locator($"form[data-step={step}]:not([data-besides]) [name=odometer]");

    private static async Task SignAsync(IPage page, Journey journey)
    {
        var pad = Article(page, journey).Locator("canvas.pad");
        await pad.ScrollIntoViewIfNeededAsync();
        var box = (await pad.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 20, box.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + box.Width - 20, box.Y + box.Height - 20, new() { Steps = 8 });
        await page.Mouse.UpAsync();
        await Article(page, journey).GetByRole(AriaRole.Button, new() { Name = "Simpan tanda tangan" }).ClickAsync();
    }

    private static ILocator Article(IPage page, Journey journey) => page.GetByRole(AriaRole.Article, new() { Name = journey.Number });

    /// <summary>What the dashboard of the unit that was sent says, in km: as it was read last, or as made up.</summary>
    private static async Task<(string Code, int Odometer)> UnitOfAsync(Journey journey, Guid request)
        => await UnitAsync(journey, (await journey.RequestFileAsync(request)).GetProperty("request").GetProperty("unitCode").GetString()!);

    private static async Task<(string Code, int Odometer)> UnitAsync(Journey journey, string code)
    {
        var read = (await journey.GetAsync("dispatcher", "/api/mobile-units?pageSize=100")).GetProperty("items").EnumerateArray().Single(unit => unit.GetProperty("code").GetString() == code).GetProperty("odometerKilometres");
        return (code, read.ValueKind == JsonValueKind.Number ? read.GetInt32() : 41_200);
    }
}
