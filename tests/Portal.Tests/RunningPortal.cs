using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Portal.Tests;

/// <summary>The Portal, a test's own while it lasts, before services that answer what the test says.</summary>
internal sealed class RunningPortal : IAsyncDisposable
{
    /// <summary>
    /// Those that no test has just now, by what they were started with. To start one takes most of a second of processor time, and
    /// a portal remembers nothing of who browsed it: cookies are the browser's, answers and what was logged are begun anew.
    /// </summary>
    private static readonly ConcurrentDictionary<string, ConcurrentBag<RunningPortal>> Idle = new(StringComparer.Ordinal);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("planning-portal-");
    private readonly WebApplicationFactory<Program> factory;
    private readonly TestIssuer issuer;
    private readonly ConcurrentBag<RunningPortal> others;

    private RunningPortal(CannedServices services, TestIssuer issuer, ConcurrentBag<RunningPortal> alike, bool servicesRun, bool demo, (string Name, string Value)[] settings)
    {
        (Services, this.issuer, others) = (services, issuer, alike);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseSetting("Data:Folder", folder.FullName);
            web.UseSetting("Identity:Authority", issuer.Authority);
            web.UseSetting("Demo:Enabled", demo ? "true" : "false");
            web.UseSetting("Logging:LogLevel:Default", "Critical");
            foreach (var name in (string[])["complaints", "mobile-units", "monitoring", "proposals", "notifications", "identity"])
                web.UseSetting($"services:{name}:http:0", servicesRun ? services.Address : "http://127.0.0.1:9");
            web.ConfigureLogging(logging => logging.AddProvider(new RememberingLog(Logged)));
            foreach (var (name, value) in settings)
                web.UseSetting(name, value);
        });
    }

    public CannedServices Services { get; }

    /// <summary>What it logged at Critical, or where a test sets <c>Logging:LogLevel:Default</c>; with exceptions.</summary>
    public ConcurrentQueue<string> Logged { get; } = new();

    public IEnumerable<RouteEndpoint> Endpoints => factory.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    /// <param name="servicesRun">False: nobody listens where the services should.</param>
    /// <param name="settings">More configuration.</param>
    public static async Task<RunningPortal> StartAsync(bool servicesRun = true, bool demo = false, (string Name, string Value)[]? settings = null)
    {
        settings ??= [];
        var alike = Idle.GetOrAdd($"{servicesRun} {demo} {string.Join(' ', settings)}", _ => []);
        if (!alike.TryTake(out var portal))
            portal = new RunningPortal(await CannedServices.StartAsync(), await TestIssuer.SharedAsync(), alike, servicesRun, demo, settings);
        portal.Logged.Clear();
        portal.Services.BeginAnew();
        Canned.AnswerEverything(portal.Services);
        return portal;
    }

    /// <summary>A browser with cookies of its own that shows redirects instead of following them.</summary>
    /// <param name="roles">None: not signed in.</param>
    public HttpClient Browser(params string[] roles)
    {
        var client = factory.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = true });
        if (roles.Length > 0)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token(roles));
        return client;
    }

    /// <summary>A browser of somebody with these claims.</summary>
    public HttpClient BrowserOf(string userName, params Claim[] claims)
    {
        var client = Browser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token(userName, claims));
        return client;
    }

    /// <summary>Leaves it to the next test.</summary>
    public ValueTask DisposeAsync()
    {
        others.Add(this);
        return ValueTask.CompletedTask;
    }
}

internal sealed class RememberingLog(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        => lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
        // Nothing to release.
    }
}

internal static partial class Browsing
{
    /// <summary>The page's text, with entities decoded as a browser would.</summary>
    public static async Task<string> ReadAsync(this HttpClient browser, string path)
        => WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri(path, UriKind.Relative)));

    /// <summary>Opens the page with the form, fills it in and sends it as a browser would.</summary>
    /// <param name="page">Where the form is.</param>
    /// <param name="action">Where it goes.</param>
    public static async Task<HttpResponseMessage> FillInAsync(this HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        var html = await browser.GetStringAsync(new Uri(page, UriKind.Relative));
        return await browser.SendFormAsync(action, [.. HiddenIn(html).DistinctBy(field => field.Name), .. fields]);
    }

    /// <summary>Sends a form that a page holds, with all that it carries unseen.</summary>
    public static Task<HttpResponseMessage> SendOnAsync(this HttpClient browser, string html, string action, params (string Name, string Value)[] fields)
        => browser.SendFormAsync(action, [.. HiddenIn(html).Where(hidden => fields.All(field => field.Name != hidden.Name)), .. fields]);

    /// <summary>Sends the first form of a page, which may hold many, that goes to this address.</summary>
    public static Task<HttpResponseMessage> SubmitAsync(this HttpClient browser, string html, string action, params (string Name, string Value)[] fields)
    {
        var from = html.IndexOf($"action=\"{action}\"", StringComparison.Ordinal);
        Assert.True(from > 0, $"The page has a form to {action}.");
        return browser.SendOnAsync(html[from..html.IndexOf("</form>", from, StringComparison.Ordinal)], action, fields);
    }

    public static string TokenIn(string html) => HiddenValue(html, "__RequestVerificationToken");

    /// <summary>Of the first hidden field of this name.</summary>
    public static string HiddenValue(string html, string name) => HiddenIn(html).First(field => field.Name == name).Value;

    public static async Task<HttpResponseMessage> SendFormAsync(this HttpClient browser, string action, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await browser.PostAsync(new Uri(action, UriKind.Relative), form);
    }

    private static IEnumerable<(string Name, string Value)> HiddenIn(string html)
        => HiddenField().Matches(html).Select(match => (match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)));

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HiddenField();
}
