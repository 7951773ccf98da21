using System.Net;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features;

/// <summary>From where the present request comes. Only the gateway and the portal speak to this service, and the gateway removes what a caller claims to be forwarded for.</summary>
internal sealed class Caller(IHttpContextAccessor current)
{
    /// <summary>For the audit log; null for what the system does by itself.</summary>
    public string? Address => Read()?.ToString();

    /// <summary>For limits; never empty.</summary>
    public string Network => Read() is { } address ? CallerNetwork.Of(address) : "-";

    private IPAddress? Read()
    {
        var context = current.HttpContext;
        var forwarded = context?.Request.Headers["X-Forwarded-For"].ToString().Split(',')[0].Trim();
        return IPAddress.TryParse(forwarded, out var address) ? address : context?.Connection.RemoteIpAddress;
    }
}
