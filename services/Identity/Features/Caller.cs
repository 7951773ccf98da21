using System.Net;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features;

/// <summary>From where the present request comes.</summary>
internal sealed class Caller(IHttpContextAccessor current)
{
    /// <summary>For the audit log; null for what the system does by itself.</summary>
    public string? Address => Read()?.ToString();

    /// <summary>For limits; never empty.</summary>
    public string Network => Read() is { } address ? CallerNetwork.Of(address) : "-";

    private IPAddress? Read() => current.HttpContext?.CallerAddress();
}
