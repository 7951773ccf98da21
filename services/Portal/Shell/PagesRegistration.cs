using PlanningPlatform.Portal.Pages.Public;
using PlanningPlatform.Portal.Printing;

namespace PlanningPlatform.Portal.Shell;

internal static class PagesRegistration
{
    /// <summary>Cookie of the language switch.</summary>
    public const string LanguageCookie = "bahasa";

    private static readonly string[] Languages = ["id", "en"];

    public static void AddPages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorComponents();
        services.AddSingleton<Words>();
        services.AddSingleton<Files>();
        services.AddSingleton<CityOutline>();
        services.AddSingleton(configuration.GetSection("Demo").Get<DemoOptions>() ?? new());
        services.AddSingleton(configuration.GetSection("Privacy").Get<PrivacyOptions>() ?? new());
        services.AddSingleton(configuration.GetSection("Printing").Get<PrintingOptions>() ?? new());
        services.AddSingleton<PdfPrinter>();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "formulir";
            // A link from a chat must not invalidate a form that is open in another tab.
            antiforgery.Cookie.SameSite = SameSiteMode.Lax;
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true; // frame-ancestors says it
        });
        services.Configure<RequestLocalizationOptions>(localization =>
        {
            localization.SetDefaultCulture("id").AddSupportedCultures(Languages).AddSupportedUICultures(Languages);
            localization.RequestCultureProviders =
            [
                new Microsoft.AspNetCore.Localization.CookieRequestCultureProvider { CookieName = LanguageCookie },
                new Microsoft.AspNetCore.Localization.AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
    }

    /// <summary>
    /// Only our own files run and paint; no page can be framed; no address leaks to other sites. Phones are shared: what a page
    /// showed, a slip's secret above all, is not kept by the browser.
    /// </summary>
    public static void UsePageHeaders(this WebApplication app)
        => app.Use((http, next) =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            http.Response.OnStarting(() =>
            {
                if (headers.CacheControl.Count == 0)
                    headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
            return next(http);
        });
}

/// <summary>Section <c>Demo</c> of the configuration.</summary>
internal sealed class DemoOptions
{
    /// <summary>Every page then says that its data is made up.</summary>
    public bool Enabled { get; init; }
}

/// <summary>Section <c>Privacy</c> of the configuration.</summary>
internal sealed class PrivacyOptions
{
    /// <summary>Who answers questions about personal data: name, office, telephone, e-mail, as the notice shows it.</summary>
    public string? Contact { get; init; }
}
