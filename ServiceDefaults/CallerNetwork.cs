using System.Net;
using System.Net.Sockets;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>Whom to count as one caller.</summary>
public static class CallerNetwork
{
    /// <summary>The address; of IPv6 the /64, which is what one household or phone is given.</summary>
    public static string Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }
}
