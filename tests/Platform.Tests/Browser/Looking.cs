using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace PlanningPlatform.Platform.Tests.Browser;

/// <summary>Every page that a test passes is pictured, in <c>.test-results/browser</c>, and checked for what would shut people out.</summary>
internal static class Looking
{
    private static readonly string Folder = Directory.CreateDirectory(Path.Combine(RepositoryFolder(), ".test-results", "browser")).FullName;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Of a picture, for pages that are shown once and cannot be opened again.</summary>
    public static string PathOf(string name) => Path.Combine(Folder, $"{name}.png");

    /// <summary>Pictures the page as it is, then reads it with axe on a small light and a large dark screen.</summary>
    public static async Task LookAsync(this IPage page, ChromiumFixture chromium, Uri address, string name)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true });
        var twin = await chromium.TwinAsync(address, page);
        foreach (var screen in Screen.Typical)
        {
            await twin.SetViewportSizeAsync(screen.Width, screen.Height);
            await twin.EmulateMediaAsync(new() { ColorScheme = screen.Dark ? ColorScheme.Dark : ColorScheme.Light });
            await twin.GotoAsync(page.Url);
            await twin.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-{screen.Name}.png"), FullPage = true });
            await AssertOpenToEverybodyAsync(twin, $"{name} on {screen.Name}");
        }

        await twin.GotoAsync(ChromiumFixture.Quiet);
    }

    /// <summary>Pictures the page as a printer would have it.</summary>
    public static async Task PrintedAsync(this IPage page, string name)
    {
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Light });
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true });
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
    }

    /// <summary>Nothing lies beside the screen, and whatever is typed into lies under nothing.</summary>
    public static async Task AssertFitsAsync(this IPage page, string where)
    {
        var overflow = await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
        Assert.False(overflow, $"{where}: the page is wider than the screen");
        var covered = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll("input:not([type=hidden]), select, textarea")].filter(field => field.checkVisibility()).filter(field => {
              field.focus();
              const box = field.getBoundingClientRect();
              return document.elementFromPoint(box.x + box.width / 2, box.top + Math.min(box.height, 48) / 2) !== field;
            }).map(field => field.name)
            """);
        Assert.True(covered.Length == 0, $"{where}: something lies over {string.Join(", ", covered)}");
    }

    private static async Task AssertOpenToEverybodyAsync(IPage page, string where)
    {
        // Its own runner opens a window for each page, to put together what frames say, and there are none.
        await page.EvaluateAsync(Axe);
        var grave = await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run({ resultTypes: ["violations"] })).violations.filter(violation => ["serious", "critical"].includes(violation.impact))
              .map(violation => `${violation.id}: ${violation.help} (${violation.nodes.slice(0, 3).map(node => node.html).join(" | ")})`)
            """);
        Assert.True(grave.Length == 0, $"{where}: {string.Join('\n', grave)}");
        await page.AssertFitsAsync(where);
    }

    private static string RepositoryFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PlanningPlatform.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
