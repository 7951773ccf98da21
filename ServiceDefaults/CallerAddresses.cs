using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>From where a request comes, and whom to count as one caller.</summary>
public static class CallerAddresses
{
    /// <summary>
    /// IP address of whoever called the gateway. It drops what callers claim to be forwarded for and says it itself, and nobody but gateway and portal reaches a service.
    /// </summary>
    public static IPAddress? CallerAddress(this HttpContext context)
        => IPAddress.TryParse(context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[0].Trim(), out var address) ? address : context.Connection.RemoteIpAddress;

    /// <summary>The <see cref="Network"/> of <see cref="CallerAddress"/>, for limits; <c>-</c> when there is none.</summary>
    public static string CallerNetwork(this HttpContext? context) => context?.CallerAddress()?.Network() ?? "-";

    /// <summary>The address; of IPv6 the /64, which is what one household or phone is given.</summary>
    public static string Network(this IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }
}
