using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PlanningPlatform.Regions;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>
/// Where the caller may see and act: the grants of those roles that the endpoint lets in, together. A handler that takes one as a
/// parameter gets that of the endpoint it serves.
/// </summary>
public sealed class GrantedScope(IReadOnlyList<Grant> grants)
{
    public IReadOnlyList<Grant> Grants => grants;

    public bool IsWholeCity => grants.Any(grant => grant.IsWholeCity);

    /// <summary>The regions themselves, without those that lie in another of them, in the order of their codes.</summary>
    public IReadOnlyList<RegionCode> Regions
        => [.. grants.Select(grant => grant.Region).Distinct().Where(region => !grants.Any(other => other.Region != region && region.IsWithin(other.Region))).Order()];

    /// <summary>What one of the roles gives, for an endpoint where each sees something else.</summary>
    public GrantedScope Of(string role) => new([.. grants.Where(grant => grant.Role == role)]);

    /// <param name="place">Code of a village or district; null when nobody knows it.</param>
    public bool Covers(string? place) => grants.Any(grant => grant.CoversPlace(place));

    /// <summary>
    /// Every district and village within, for the WHERE clause of a list: a set of codes is found by an index on every engine, a prefix is not.
    /// Null for the whole city, where nothing has to be compared and a row without a known place counts too.
    /// </summary>
    public IReadOnlyList<string>? PlacesIn(Regency regency)
        => IsWholeCity ? null : [.. regency.Districts.Select(district => district.Code.ToString()).Concat(regency.Villages.Select(village => village.Code.ToString())).Where(Covers)];

    public static GrantedScope Of(HttpContext context)
    {
        var required = context.GetEndpoint()?.Metadata.OfType<IAuthorizeData>().Select(data => data.Roles?.Split(',')).OfType<string[]>().ToList() ?? [];
        return new([.. context.User.FindAll(Grant.ClaimType).Select(claim => Grant.Parse(claim.Value)).OfType<Grant>()
            .Where(grant => required.TrueForAll(roles => roles.Contains(grant.Role)))]);
    }

    public static ValueTask<GrantedScope> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));
}

public static class WholeCity
{
    /// <summary>For what is of the whole city and says nowhere which part of it: a grant for a district or village does not do.</summary>
    public static RouteGroupBuilder RequireWholeCity(this RouteGroupBuilder endpoints)
        => endpoints.AddEndpointFilter(async (call, next) => GrantedScope.Of(call.HttpContext).IsWholeCity ? await next(call) : Refusal.OutsideScope);
}
