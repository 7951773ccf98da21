namespace PlanningPlatform.Regions;

/// <summary>An entry of the list of all regencies, without what lies below it.</summary>
public sealed record RegencyName(RegionCode Code, RegencyKind Kind, string ShortName)
{
    /// <summary>With its kind: "Kota Kediri".</summary>
    public string Name => $"{Kind} {ShortName}";
}

internal sealed record RegionAlias(RegionCode Code, string Name);
