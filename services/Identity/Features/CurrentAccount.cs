using System.Security.Claims;

namespace PlanningPlatform.Identity.Features;

internal static class CurrentAccount
{
    /// <summary>Empty for a token of somebody else's making.</summary>
    public static Guid AccountId(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue("sub"), out var id) ? id : Guid.Empty;

    public static Guid? SessionId(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue("sid"), out var id) ? id : null;
}
