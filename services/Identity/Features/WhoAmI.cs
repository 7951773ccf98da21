using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features;

/// <summary><c>GET /api/identity/me</c>: what the token says about its bearer.</summary>
internal static class WhoAmI
{
    /// <param name="Grants">Each role with its scopes: <c>crew region=35.71 unit=MB-09</c>.</param>
    /// <param name="ActingFor">User names of those whose office the bearer holds by decree.</param>
    /// <param name="Must">What has to be done before anything else: <c>password</c> (change it) or <c>second_factor</c> (enrol one).</param>
    internal sealed record Answer(string Id, string Username, IReadOnlyList<string> Roles, IReadOnlyList<string> Units, string? Region, string? Agency, IReadOnlyList<string> Grants, IReadOnlyList<string> ActingFor, string? Must);

    public static Ok<Answer> Handle(ClaimsPrincipal user) => TypedResults.Ok(new Answer(
        user.FindFirstValue("sub") ?? "",
        user.UserName(),
        [.. user.FindAll("role").Select(claim => claim.Value)],
        [.. user.FindAll("unit").Select(claim => claim.Value)],
        user.FindFirstValue("region"),
        user.FindFirstValue("agency"),
        [.. user.FindAll("grant").Select(claim => claim.Value)],
        [.. user.FindAll("acting_for").Select(claim => claim.Value)],
        user.FindFirstValue(Grants.Must)));
}
