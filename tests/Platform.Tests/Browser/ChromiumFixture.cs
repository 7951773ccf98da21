using Microsoft.Playwright;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>Debian's chromium, one for all browser tests; each person in a test has a context of their own, so nothing is shared.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("planning-browser-");
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;
    private IPage? _twin;

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
    internal async Task<IBrowserContext> OpenAsync(Uri address, Screen screen, bool javaScript = true)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.Dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = javaScript,
            Locale = "id-ID",
            TimezoneId = "Asia/Jakarta",
        });
        context.SetDefaultTimeout(30_000);
        return context;
    }

    /// <summary>
    /// A window that has the cookies of another, and what it stores, to look at the same with other eyes. Always the same one, which
    /// forgets what it had before: to open one takes a second of processor time, and every page is looked at twice.
    /// </summary>
    internal async Task<IPage> TwinAsync(Uri address, IBrowserContext other)
    {
        var state = Path.Combine(_folder.FullName, "state.json");
        await other.StorageStateAsync(new() { Path = state });
        _twin ??= await (await OpenAsync(address, Screen.Phone)).NewPageAsync();
        await _twin.Context.SetStorageStateAsync(state);
        return _twin;
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        _folder.Delete(recursive: true);
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
