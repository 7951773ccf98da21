using PlanningPlatform.Regions;

namespace PlanningPlatform.Identity.Domain;

/// <summary>A role and where it counts.</summary>
/// <param name="Region">Official code of the city, a district or a village; unset, as in assignments from before each named one, is the whole city.</param>
/// <param name="Agency">Code of the agency: DPUPR.</param>
/// <param name="Unit">Code of a mobile unit; <c>*</c> is every unit.</param>
internal sealed record Scope(string Role, string? Region = null, string? Agency = null, string? Unit = null)
{
    public bool IsWhole(RegionCode city) => Region is null || Region == city.ToString();

    /// <summary>The same with its region named: services let nobody in by a grant that says nowhere where it counts.</summary>
    public Scope In(RegionCode city) => this with { Region = Region ?? city.ToString() };

    /// <summary>How the token writes it: <c>crew region=35.71 unit=MB-09</c>.</summary>
    public override string ToString() => string.Join(' ', new[] { Role, Named("region", Region), Named("agency", Agency), Named("unit", Unit) }.Where(part => part is not null));

    private static string? Named(string name, string? value) => value is null ? null : $"{name}={value}";
}
