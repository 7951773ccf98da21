using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace PlanningPlatform.Gateway;

/// <summary>
/// When the city puts its own proxy (TLS, firewall) in front, <c>Gateway:TrustedProxies</c> lists its addresses, separated by
/// spaces; then and only then its <c>X-Forwarded-For</c> and <c>-Proto</c> are believed.
/// </summary>
internal static class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication app)
    {
        if (app.Configuration["Gateway:TrustedProxies"] is not { Length: > 0 } addresses)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var address in addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            options.KnownProxies.Add(IPAddress.Parse(address));
        }

        app.UseForwardedHeaders(options);
    }
}
