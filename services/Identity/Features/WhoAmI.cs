using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features;

/// <summary><c>GET /api/identity/me</c>: what the token says about its bearer.</summary>
internal static class WhoAmI
{
    internal sealed record Answer(string Id, string Username, IReadOnlyList<string> Roles, IReadOnlyList<string> Units, string? Region, string? Agency);

    public static Ok<Answer> Handle(ClaimsPrincipal user) => TypedResults.Ok(new Answer(
        user.FindFirstValue("sub") ?? "",
        user.UserName(),
        [.. user.FindAll("role").Select(claim => claim.Value)],
        [.. user.FindAll("unit").Select(claim => claim.Value)],
        user.FindFirstValue("region"),
        user.FindFirstValue("agency")));
}
