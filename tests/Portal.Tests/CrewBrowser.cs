using System.Net.Http.Headers;
using Microsoft.Playwright;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Tests;

/// <summary>Debian's chromium, one for a class of tests.</summary>
public sealed class ChromiumOfCrews : IAsyncLifetime
{
    private IPlaywright playwright = null!;

    internal IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    public async Task DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
    }
}

/// <summary>A crew's phone: a real browser with the Portal's page and script, before services that answer what the test says. Its network goes when the test says so.</summary>
internal sealed class CrewBrowser : IAsyncDisposable
{
    private readonly IBrowserContext window;
    private readonly HttpClient portal;
    private int signOuts;

    private CrewBrowser(IBrowserContext window, HttpClient portal) => (this.window, this.portal) = (window, portal);

    public IPage Page { get; private set; } = null!;

    /// <summary>What is sent does not get through.</summary>
    public bool IsOffline { get; set; }

    /// <summary>How often it was asked to sign out.</summary>
    public int SignOuts => signOuts;

    public static async Task<CrewBrowser> OpenAsync(ChromiumOfCrews chromium, RunningPortal portal)
    {
        // A page of localhost may keep things, as one of https; nobody listens there, because every request is answered by the test.
        var context = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = "http://localhost/", ViewportSize = new() { Width = 360, Height = 740 }, Locale = "id-ID", TimezoneId = "Asia/Jakarta", ServiceWorkers = ServiceWorkerPolicy.Block,
        });
        context.SetDefaultTimeout(15_000);
        var phone = new CrewBrowser(context, portal.Browser(Roles.Crew));
        await context.RouteAsync("**/*", phone.AnswerAsync);
        phone.Page = await context.NewPageAsync();
        await phone.Page.GotoAsync("/kru");
        return phone;
    }

    public async Task PressAsync(string button) => await Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>There is a network again, and the phone says so.</summary>
    public async Task ComeBackAsync()
    {
        IsOffline = false;
        await Page.EvaluateAsync("dispatchEvent(new Event('online'))");
    }

    public async ValueTask DisposeAsync()
    {
        await window.DisposeAsync();
        portal.Dispose();
    }

    private async Task AnswerAsync(IRoute route)
    {
        var asked = new Uri(route.Request.Url);
        if (asked.AbsolutePath == "/keluar")
        {
            Interlocked.Increment(ref signOuts);
            await route.FulfillAsync(new() { Status = 200, ContentType = "text/html", Body = "<p>Sampai jumpa</p>" });
            return;
        }

        if (IsOffline && asked.AbsolutePath.StartsWith("/kru/", StringComparison.Ordinal))
        {
            await route.AbortAsync("internetdisconnected");
            return;
        }

        using var request = new HttpRequestMessage(new(route.Request.Method), asked.PathAndQuery);
        if (route.Request.PostDataBuffer is { } body)
        {
            request.Content = new ByteArrayContent(body);
            if (MediaTypeHeaderValue.TryParse(route.Request.Headers.GetValueOrDefault("content-type"), out var type))
                request.Content.Headers.ContentType = type;
        }

        foreach (var name in (string[])["requestverificationtoken", "hx-request", "accept-language"])
        {
            if (route.Request.Headers.TryGetValue(name, out var value))
                request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await portal.SendAsync(request);
        await route.FulfillAsync(new()
        {
            Status = (int)answer.StatusCode, ContentType = answer.Content.Headers.ContentType?.ToString(), BodyBytes = await answer.Content.ReadAsByteArrayAsync(),
        });
    }
}
