using PlanningPlatform.Regions;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>A role and where it counts, as one <c>grant</c> claim of the token says it: <c>crew region=35.71 unit=MB-09</c>.</summary>
/// <param name="Region">The city, a district or a village, with everything that lies under it.</param>
/// <param name="Agency">Where the bearer works; null when the grant names none. It bounds what an <see cref="Roles.AgencyOfficer"/> sees and does.</param>
/// <param name="Unit">Code of a mobile unit; <c>*</c> is every unit of the region. Null when the grant names none.</param>
public sealed record Grant(string Role, RegionCode Region, string? Agency, string? Unit)
{
    public const string ClaimType = "grant";

    public bool IsWholeCity => Region.Level == RegionLevel.Regency;

    /// <param name="place">Code of a village or district; a place that nobody knows belongs to whoever has the whole city.</param>
    public bool CoversPlace(string? place) => IsWholeCity || (RegionCode.TryParse(place, out var code) && code.IsWithin(Region));

    /// <param name="agency">Who leads; null when nobody does yet. An agency's officer has what is their agency's, every other role what any has.</param>
    public bool CoversAgency(string? agency) => Role != Roles.AgencyOfficer || (Agency is not null && Agency == agency);

    /// <param name="baseCode">Village or district where the unit stands.</param>
    public bool CoversUnit(string unitCode, string baseCode) => (Unit == "*" || Unit == unitCode) && CoversPlace(baseCode);

    /// <summary>Null for anything but a role, a region and, where it names them, an agency and a unit: a word that is not understood may be meant to narrow.</summary>
    public static Grant? Parse(string claim)
    {
        var words = claim.Split(' ');
        Dictionary<string, string> scopes = new(StringComparer.Ordinal);
        foreach (var word in words[1..])
        {
            if (word.Split('=') is not [("region" or "agency" or "unit") and var name, { Length: > 0 } value] || !scopes.TryAdd(name, value))
            {
                return null;
            }
        }

        return words[0].Length > 0 && RegionCode.TryParse(scopes.GetValueOrDefault("region"), out var region)
            ? new(words[0], region, scopes.GetValueOrDefault("agency"), scopes.GetValueOrDefault("unit"))
            : null;
    }
}
