namespace PlanningPlatform.Regions;

/// <summary>What a village is in law; the first digit of its code's last part.</summary>
public enum VillageKind
{
    /// <summary>Part of a regency's own administration, led by a lurah.</summary>
    Kelurahan = 1,

    /// <summary>Self-governing: has its own Musyawarah Desa and budget.</summary>
    Desa = 2,

    /// <summary>Self-governing by customary law.</summary>
    DesaAdat = 3,
}

/// <summary>A kelurahan, desa or desa adat.</summary>
public sealed class Village
{
    internal Village(RegionCode code, string name, District district)
    {
        Code = code;
        Name = name;
        District = district;
    }

    public RegionCode Code { get; }

    /// <summary>Without its kind: "Banjaran".</summary>
    public string Name { get; }

    public VillageKind Kind => Code.VillageKind;

    public District District { get; }

    /// <summary>With its kind: "Kelurahan Banjaran", "Desa Bakongan", "Desa Adat Yoboi".</summary>
    public string DisplayName => Kind switch
    {
        VillageKind.Kelurahan => $"Kelurahan {Name}",
        // The official list already writes "Desa Adat" into these names.
        VillageKind.DesaAdat when Name.StartsWith("Desa Adat ", StringComparison.Ordinal) => Name,
        VillageKind.DesaAdat => $"Desa Adat {Name}",
        _ => $"Desa {Name}",
    };

    public override string ToString() => $"{Code} {DisplayName}";
}
