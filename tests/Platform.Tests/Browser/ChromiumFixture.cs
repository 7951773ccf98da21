using Microsoft.Playwright;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>Debian's chromium, one for all browser tests; each person in a test has a context of their own, so nothing is shared.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    /// <param name="javaScript">Residents must not need it.</param>
    /// <param name="state">Cookies of another context, to look at the same page with other eyes.</param>
    internal async Task<IBrowserContext> OpenAsync(Uri address, Screen screen, bool javaScript = true, string? state = null)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.Dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = javaScript,
            Locale = "id-ID",
            TimezoneId = "Asia/Jakarta",
            StorageState = state,
        });
        context.SetDefaultTimeout(30_000);
        return context;
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

/// <summary>CSS pixels.</summary>
internal sealed record Screen(string Name, int Width, int Height, bool Dark = false)
{
    // The smallest that residents still carry.
    public static readonly Screen Phone = new("ponsel", 360, 740);
    public static readonly Screen PhoneAtNight = new("ponsel-gelap", 360, 740, Dark: true);
    public static readonly Screen Desk = new("meja", 1280, 800);
    public static readonly Screen DeskAtNight = new("meja-gelap", 1280, 800, Dark: true);

    /// <summary>Both widths and both sets of colours.</summary>
    public static IReadOnlyList<Screen> Typical { get; } = [Phone, DeskAtNight];
}
