namespace PlanningPlatform.Regions;

public enum RegencyKind
{
    Kabupaten,
    Kota,
}

/// <summary>
/// The regency or city this installation serves, with everything official below it. Immutable; one per process
/// (see <see cref="RegionRegistration.AddRegion(Microsoft.Extensions.DependencyInjection.IServiceCollection, Microsoft.Extensions.Configuration.IConfiguration)"/>).
/// </summary>
public sealed class Regency
{
    private readonly Dictionary<RegionCode, District> _districts;
    private readonly Dictionary<RegionCode, Village> _villages;
    private readonly ILookup<string, RegionCode> _codesByName;

    internal Regency(RegencyName name, Province province, IReadOnlyList<District> districts, IEnumerable<RegionAlias> aliases)
    {
        Code = name.Code;
        Kind = name.Kind;
        ShortName = name.ShortName;
        Province = province;
        Districts = districts;
        Villages = [.. districts.SelectMany(district => district.Villages)];
        _districts = districts.ToDictionary(district => district.Code);
        _villages = Villages.ToDictionary(village => village.Code);
        _codesByName = districts.Select(district => (district.Name, district.Code))
            .Concat(districts.Select(district => (Name: district.DisplayName, district.Code)))
            .Concat(Villages.Select(village => (village.Name, village.Code)))
            .Concat(Villages.Select(village => (Name: village.DisplayName, village.Code)))
            .Concat(aliases.Select(alias => (Name: alias.Name, alias.Code)))
            .ToLookup(entry => RegionName.Fold(entry.Name), entry => entry.Code, StringComparer.Ordinal);
    }

    /// <summary>Loads one regency from the official lists; takes a few milliseconds.</summary>
    /// <exception cref="UnknownRegionException">The text is not the code of a regency; the message names the nearest ones.</exception>
    public static Regency Load(string code) => RegionData.LoadRegency(code);

    public RegionCode Code { get; }

    public RegencyKind Kind { get; }

    /// <summary>With its kind: "Kota Kediri", "Kabupaten Bengkulu Selatan".</summary>
    public string Name => $"{Kind} {ShortName}";

    /// <summary>Without its kind: "Kediri". Not unique in Indonesia.</summary>
    public string ShortName { get; }

    public Province Province { get; }

    public RegionTimeZone TimeZone => Province.TimeZone;

    /// <summary>In the order of their codes.</summary>
    public IReadOnlyList<District> Districts { get; }

    /// <summary>All villages of all districts, in the order of their codes.</summary>
    public IReadOnlyList<Village> Villages { get; }

    /// <summary>Null if no district of this regency has that code.</summary>
    public District? FindDistrict(RegionCode code) => _districts.GetValueOrDefault(code);

    /// <summary>Null if no village of this regency has that code.</summary>
    public Village? FindVillage(RegionCode code) => _villages.GetValueOrDefault(code);

    /// <summary>For text from outside: null if it is no code, or the code of no village here.</summary>
    public Village? FindVillage(string? code) => RegionCode.TryParse(code, out var parsed) ? FindVillage(parsed) : null;

    /// <summary>Villages of that name or alias, with or without their kind; case, spaces and punctuation do not count. Several may share a name.</summary>
    public IReadOnlyList<Village> VillagesNamed(string name) =>
        [.. _codesByName[RegionName.Fold(name)].Select(FindVillage).OfType<Village>().Distinct()];

    /// <summary>The district of that name or alias, with or without "Kecamatan"; null if there is none.</summary>
    public District? DistrictNamed(string name) =>
        _codesByName[RegionName.Fold(name)].Select(FindDistrict).OfType<District>().FirstOrDefault();

    public override string ToString() => $"{Code} {Name}";
}
