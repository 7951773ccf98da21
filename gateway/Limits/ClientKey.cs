using System.Net;
using System.Security.Cryptography;
using System.Text;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Gateway.Limits;

/// <summary>Whose allowance a request uses.</summary>
internal static class ClientKey
{
    public static string Address(HttpContext context) => (context.Connection.RemoteIpAddress ?? IPAddress.None).Network();

    /// <summary>A hash of the bearer token or session cookie, or null when there is none. Hashed so that no credential is kept.</summary>
    public static string? Credential(HttpContext context)
    {
        var credential = context.Request.Headers.Authorization.ToString() is { Length: > 0 } bearer
            ? bearer
            : context.Request.Cookies[Sessions.SessionCookie.NameFor(context.Request)];
        return string.IsNullOrEmpty(credential) ? null : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(credential)), 0, 16);
    }

    /// <summary>
    /// A hash of tracking number and secret (of a booking, the telephone number) together: whoever guesses uses up an allowance for each guess, never that of the person
    /// who holds the slip. Wrong guesses are counted by the service. Null when the address names no number.
    /// </summary>
    public static string? TrackingSlip(HttpContext context)
        => (context.GetRouteValue("trackingNumber") as string)?.Trim().ToUpperInvariant() is { Length: > 0 } number
            ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{number} {context.Request.Headers["X-Tracking-Secret"]} {context.Request.Headers["X-Tracking-Phone"]}")), 0, 16)
            : null;

    /// <summary>
    /// A hash of the device that a tracker names in the address, or null. Made-up ones each have an allowance, too: they end at the limit of the address and at
    /// the service, which counts unknown devices.
    /// </summary>
    public static string? Device(HttpContext context)
        => (context.Request.Query["id"].FirstOrDefault() ?? context.Request.Query["deviceid"].FirstOrDefault()) is { Length: > 0 } device
            ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(device)), 0, 16)
            : null;
}
