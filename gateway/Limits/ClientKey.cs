using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace PlanningPlatform.Gateway.Limits;

/// <summary>Whose allowance a request uses.</summary>
internal static class ClientKey
{
    /// <summary>The caller's address; of IPv6 the /64, which is what one household or phone is given.</summary>
    public static string Address(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }

    /// <summary>A hash of the bearer token or session cookie, or null when there is none. Hashed so that no credential is kept.</summary>
    public static string? Credential(HttpContext context)
    {
        var credential = context.Request.Headers.Authorization.ToString() is { Length: > 0 } bearer
            ? bearer
            : context.Request.Cookies[Sessions.SessionCookie.NameFor(context.Request)];
        return string.IsNullOrEmpty(credential) ? null : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(credential)), 0, 16);
    }

    /// <summary>
    /// A hash of tracking number and secret together: whoever guesses secrets uses up an allowance for each guess, never that of the person
    /// who holds the slip. Wrong guesses are counted by the service. Null when the address names no number.
    /// </summary>
    public static string? TrackingSlip(HttpContext context)
        => (context.GetRouteValue("trackingNumber") as string)?.Trim().ToUpperInvariant() is { Length: > 0 } number
            ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{number} {context.Request.Headers["X-Tracking-Secret"]}")), 0, 16)
            : null;
}
