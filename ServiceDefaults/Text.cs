using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>A sentence for people in both languages, so that neither can be forgotten.</summary>
public readonly record struct Text(string Indonesian, string English)
{
    /// <summary>The sentence in the caller's language: Indonesian unless <c>Accept-Language</c> prefers English.</summary>
    public string For(HttpContext context) => PrefersEnglish(context.Request) ? English : Indonesian;

    /// <summary>The caller's language, for telling them something later: <c>id</c> or <c>en</c>.</summary>
    public static string LanguageOf(HttpContext context) => PrefersEnglish(context.Request) ? "en" : "id";

    private static bool PrefersEnglish(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var languages))
        {
            return false;
        }

        var preferred = languages.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value ?? "")
            .FirstOrDefault(language => language.StartsWith("id", StringComparison.OrdinalIgnoreCase) || language.StartsWith("en", StringComparison.OrdinalIgnoreCase));
        return preferred?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true;
    }
}
