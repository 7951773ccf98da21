using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace PlanningPlatform.Gateway;

/// <summary>
/// When the city puts its own proxy (TLS, firewall) in front, <c>Gateway:TrustedProxies</c> lists its addresses or networks
/// (<c>10.0.5.0/24</c>), separated by spaces; then and only then its <c>X-Forwarded-For</c> and <c>-Proto</c> are believed.
/// </summary>
internal static class TrustedProxies
{
    /// <returns>A sentence when the setting means nothing, otherwise null.</returns>
    public static string? Prepare(WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue<bool>("FORWARDEDHEADERS_ENABLED"))
        {
            return "ASPNETCORE_FORWARDEDHEADERS_ENABLED would make the gateway believe everybody's X-Forwarded-For: unset it, and name the proxies in Gateway__TrustedProxies.";
        }

        return Listed(builder.Configuration).FirstOrDefault(proxy => !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _)) is { } nonsense
            ? $"Gateway:TrustedProxies: {nonsense} is neither an IP address nor a network such as 10.0.5.0/24."
            : null;
    }

    public static void UseTrustedProxies(this WebApplication app)
    {
        var proxies = Listed(app.Configuration);
        if (proxies.Length == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // As far back as the proxies are ours: the first address that is not is the caller's.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else
            {
                options.KnownIPNetworks.Add(IPNetwork.Parse(proxy));
            }
        }

        app.UseForwardedHeaders(options);
        app.Use((context, next) =>
        {
            // A proxy that passes on what the caller wrote can only choose between these two.
            context.Request.Scheme = context.Request.IsHttps ? "https" : "http";
            return next(context);
        });
    }

    private static string[] Listed(IConfiguration configuration)
        => (configuration["Gateway:TrustedProxies"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
