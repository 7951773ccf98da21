using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using PlanningPlatform.Regions;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>
/// A role counts only by a grant of it in this city: what a token says else (a role with no word on where, a grant that cannot be read or
/// is of another city) is taken away before anybody asks.
/// </summary>
internal sealed class RolesByGrant(IConfiguration configuration) : IClaimsTransformation
{
    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        var city = RegionCode.Parse(RegionRegistration.CodeIn(configuration));
        foreach (var identity in principal.Identities)
        {
            HashSet<string> granted = new(StringComparer.Ordinal);
            foreach (var claim in identity.FindAll(Grant.ClaimType).ToList())
            {
                if (Grant.Parse(claim.Value) is { } grant && grant.Region.IsWithin(city))
                {
                    granted.Add(grant.Role);
                }
                else
                {
                    identity.RemoveClaim(claim);
                }
            }

            foreach (var claim in identity.FindAll(identity.RoleClaimType).Where(claim => !granted.Contains(claim.Value)).ToList())
            {
                identity.RemoveClaim(claim);
            }
        }

        return Task.FromResult(principal);
    }
}
