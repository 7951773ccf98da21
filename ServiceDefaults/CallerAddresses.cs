using System.Net;
using Microsoft.AspNetCore.Http;

namespace PlanningPlatform.ServiceDefaults;

public static class CallerAddresses
{
    /// <summary>
    /// IP address of whoever called the gateway. It drops what callers claim to be forwarded for and says it itself, and nobody but gateway and portal reaches a service.
    /// </summary>
    public static IPAddress? CallerAddress(this HttpContext context)
        => IPAddress.TryParse(context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[0].Trim(), out var address) ? address : context.Connection.RemoteIpAddress;
}
