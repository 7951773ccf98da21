namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>A place to which many are brought: a hospital, an office, a sports hall.</summary>
internal sealed class Destination
{
    /// <summary>Small letters, digits and dashes.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>The village that it lies in.</summary>
    public required string VillageCode { get; init; }

    /// <summary>Degrees (WGS 84); null when only the village is known.</summary>
    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public Place Place => new(VillageCode, Latitude, Longitude, Name);
}
