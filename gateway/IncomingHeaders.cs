using System.Text;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Gateway;

/// <summary>
/// Removes what only the inside may say: headers that frameworks trust to come from a proxy, and, from calls of the API, every
/// cookie. An API that looked at cookies could be called by another site in a signed-in person's browser.
/// </summary>
internal sealed class IncomingHeaders(RequestDelegate next)
{
    private static readonly string[] Prefixes = ["X-Forwarded-", "X-Original-", "X-Real-", "X-Envoy-", "X-Client-"];
    private static readonly string[] Names =
    [
        "Forwarded", "X-HTTP-Method-Override", "X-Rewrite-URL", "Proxy", "Via", "True-Client-IP", "CF-Connecting-IP",
        "traceparent", "tracestate", "baggage", "Request-Id", "Correlation-Context",
    ];

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers.FirstOrDefault(header => header.Value.Any(value => value is not null && !Ascii.IsValid(value))) is { Key: { } odd })
        {
            // It could not be passed on; nothing that we read has a use for it.
            return context.AnswerAsync(Refusal.InvalidField(odd, "not_ascii", new("Header ini berisi huruf yang tidak diizinkan.", "This header holds letters that are not allowed.")));
        }

        foreach (var name in headers.Keys.Where(IsOfTheInside).ToList())
        {
            headers.Remove(name);
        }

        if (!context.LeadsToPortal())
        {
            headers.Remove("Cookie");
        }

        return next(context);
    }

    private static bool IsOfTheInside(string name)
        => Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) || Names.Contains(name, StringComparer.OrdinalIgnoreCase);
}

internal static class Destination
{
    public static bool LeadsToPortal(this HttpContext context) => context.GetReverseProxyFeature().Route.Config.ClusterId == Routes.Portal;
}
