using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>The dispatcher's board: by keyboard alone, and as it happens in two windows.</summary>
[Collection(PlatformCollection.Name)]
public sealed class BoardTests(PlatformFixture fixture, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private Uri Address => fixture.Platform.BaseAddress;

    [Fact]
    public async Task A_dispatcher_finds_assigns_takes_back_and_ends_without_touching_the_mouse()
    {
        using var journey = new Journey(fixture.Platform);
        await journey.WalkUntilAsync("request");
        var request = await journey.WaitingRequestAsync();
        // Somebody else waits, too, so that there is something to move between.
        using var another = new Journey(fixture.Platform);
        await another.WalkUntilAsync("request");
        await another.WaitingRequestAsync();
        await using var desk = await chromium.OpenAsync(Address, Screen.Desk);
        var page = (await desk.SignInAsync(fixture.Platform, "dispatcher", "/armada")).Page;
        await page.LookAsync(chromium, Address, "papan");

        var rows = page.Locator("[data-list] a");
        await page.Keyboard.PressAsync("j");
        await Expect(rows.Nth(0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(rows.Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("k");
        await Expect(rows.Nth(0)).ToBeFocusedAsync();
        await OpenByKeysAsync(page, journey.Number, request);
        // Those that can come, and folded those that cannot.
        await Expect(page.Locator(".unit, #rincian .points li")).ToHaveCountAsync(12);
        await page.LookAsync(chromium, Address, "papan-rincian");
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByText("tugaskan mobil ke-1 sampai ke-9 dalam daftar")).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Looking.PathOf("papan-tombol") });
        await page.Keyboard.PressAsync("Escape");

        await page.Keyboard.PressAsync("1");
        await Expect(page.Locator("#pastikan")).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Looking.PathOf("papan-pastikan") });
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#pastikan")).ToBeHiddenAsync();
        Assert.Equal("Waiting", await journey.RequestStatusAsync(request));
        await page.Keyboard.PressAsync("1");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Mobil ditugaskan.")).ToBeVisibleAsync();
        Assert.Equal("Assigned", await journey.RequestStatusAsync(request));

        await page.GotoAsync($"/armada/{request}");
        await page.LookAsync(chromium, Address, "papan-berjalan");
        await page.Keyboard.PressAsync("u");
        await page.Keyboard.TypeAsync("Warga minta ditunda");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Permintaan kembali ke antrean.")).ToBeVisibleAsync();
        await Expect(page.Locator($"#p-{request}")).ToContainTextAsync("Kembali: Warga minta ditunda");

        await OpenByKeysAsync(page, journey.Number, request);
        await TabToAsync(page, page.Locator("summary", new() { HasTextString = "Akhiri permintaan ini" }));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "Tidak jadi" })).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("Sudah sembuh");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Permintaan diakhiri.")).ToBeVisibleAsync();
        Assert.Equal("Cancelled", await journey.RequestStatusAsync(request));
    }

    [Fact]
    public async Task A_board_that_nobody_touches_keeps_no_queue_manned_until_somebody_is_back()
    {
        await using var desk = await chromium.OpenAsync(Address, Screen.Desk);
        var page = (await desk.SignInAsync(fixture.Platform, "dispatcher", "/armada")).Page;
        await page.Clock.InstallAsync();
        await page.RunAndWaitForRequestAsync(() => page.ReloadAsync(), request => request.Url.EndsWith("/armada/kejadian", StringComparison.Ordinal));

        await page.RunAndWaitForRequestAsync(() => page.Clock.FastForwardAsync("02:30"), request => request.Url.EndsWith("/armada/kejadian?duduk=false", StringComparison.Ordinal));

        await page.RunAndWaitForRequestAsync(() => page.Mouse.MoveAsync(200, 300), request => request.Url.EndsWith("/armada/kejadian", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_one_dispatcher_does_the_other_sees_without_reloading_also_after_the_line_was_cut()
    {
        using var journey = new Journey(fixture.Platform);
        await journey.WalkUntilAsync("request");
        var request = await journey.WaitingRequestAsync();
        await using var here = await chromium.OpenAsync(Address, Screen.Desk);
        await using var there = await chromium.OpenAsync(Address, Screen.Desk);
        var desk = (await here.SignInAsync(fixture.Platform, "dispatcher", "/armada")).Page;
        var other = (await there.SignInAsync(fixture.Platform, "dispatcher", "/armada")).Page;
        // Gone with the first reload.
        await other.EvaluateAsync("window.neverReloaded = true");
        var row = other.Locator($"#p-{request}");
        await Expect(row).ToBeVisibleAsync();

        // Sooner than anything is read again by the clock, which is once a minute.
        var soon = new LocatorAssertionsToBeHiddenOptions { Timeout = 8_000 };
        await OpenByKeysAsync(desk, journey.Number, request);
        await desk.Keyboard.PressAsync("1");
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.GetByText("Mobil ditugaskan.")).ToBeVisibleAsync();
        await Expect(row).ToBeHiddenAsync(soon);
        await Expect(other.Locator($".fleet a[href='/armada/{request}']")).ToBeVisibleAsync();

        // The line of one is cut; what the other does meanwhile is not seen, and that is said.
        await there.SetOfflineAsync(true);
        await Expect(other.GetByText("Sambungan terputus")).ToBeVisibleAsync();
        await journey.TakeBackAsync(request, "Mobil dipakai untuk yang lain");
        await Expect(desk.Locator($"#p-{request}")).ToContainTextAsync("Kembali: Mobil dipakai untuk yang lain", new() { Timeout = 8_000 });
        await other.ScreenshotAsync(new() { Path = Looking.PathOf("papan-terputus") });
        Assert.False(await row.IsVisibleAsync());
        await there.SetOfflineAsync(false);
        await Expect(row).ToContainTextAsync("Kembali: Mobil dipakai untuk yang lain", new() { Timeout = 15_000 });
        await Expect(other.GetByText("Sambungan terputus")).ToBeHiddenAsync();

        // The service itself goes away under both and comes back: they listen again by themselves.
        await fixture.Platform.KillAsync("mobile-units");
        await journey.SendAUnitAsync();
        foreach (var board in (IPage[])[desk, other])
        {
            await Expect(board.Locator($"#p-{request}")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        }

        await journey.TakeBackAsync(request, "Kembali lagi");
        foreach (var board in (IPage[])[desk, other])
        {
            await Expect(board.Locator($"#p-{request}")).ToContainTextAsync("Kembali: Kembali lagi", new() { Timeout = 8_000 });
        }

        Assert.True(await other.EvaluateAsync<bool>("window.neverReloaded === true"));
    }

    /// <summary>Looks for the number, and opens the only row that is left.</summary>
    private static async Task OpenByKeysAsync(IPage page, string number, Guid request)
    {
        // Keys are heard once the page's script has come.
        await page.WaitForLoadStateAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(number);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("[data-list] li:visible")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator($"#p-{request}")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"**/armada/{request}");
    }

    private static async Task TabToAsync(IPage page, ILocator wanted)
    {
        for (var pressed = 0; pressed < 200 && !await wanted.EvaluateAsync<bool>("element => element === document.activeElement"); pressed++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await Expect(wanted).ToBeFocusedAsync();
    }
}
