namespace PlanningPlatform.Regions;

/// <summary>A kecamatan.</summary>
public sealed class District
{
    internal District(RegionCode code, string name)
    {
        Code = code;
        Name = name;
    }

    public RegionCode Code { get; }

    /// <summary>As in the official list: "Mojoroto", and for one of Kediri's simply "Kota".</summary>
    public string Name { get; }

    /// <summary>What people read, so that the district "Kota" is not taken for the city: "Kecamatan Kota".</summary>
    public string DisplayName => $"Kecamatan {Name}";

    /// <summary>In the order of their codes.</summary>
    public IReadOnlyList<Village> Villages { get; internal set; } = [];

    public override string ToString() => $"{Code} {DisplayName}";
}
