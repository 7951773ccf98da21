using Microsoft.Playwright;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>Debian's chromium, one for all browser tests; each person in a test has a context of their own, so nothing is shared.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    /// <summary>A page of the same origin, which a browser must be at to store anything for it, without a script that goes on asking for news.</summary>
    internal const string Quiet = "/alive";

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
    /// forgets what it had before: to open one takes a second of processor time, and every page is looked at twice. (Playwright's own
    /// StorageState opens one to read, and another to write.)
    /// </summary>
    internal async Task<IPage> TwinAsync(Uri address, IPage other)
    {
        _twin ??= await (await OpenAsync(address, Screen.Phone)).NewPageAsync();
        await _twin.GotoAsync(Quiet);
        await _twin.Context.ClearCookiesAsync();
        await _twin.Context.AddCookiesAsync((await other.Context.CookiesAsync()).Select(cookie => new Cookie
        {
            Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path, Expires = cookie.Expires, HttpOnly = cookie.HttpOnly, Secure = cookie.Secure, SameSite = cookie.SameSite,
        }));
        var stored = await other.EvaluateAsync<string>("JSON.stringify(localStorage)");
        await _twin.EvaluateAsync("stored => { localStorage.clear(); Object.assign(localStorage, JSON.parse(stored)); }", stored);
        return _twin;
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
