namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>A place to which many are brought: a hospital, an office, a sports hall.</summary>
internal sealed class Destination
{
    /// <summary>Small letters, digits and dashes.</summary>
    public required string Code { get; init; }

    public string Name { get; private set; } = "";

    /// <summary>The village that it lies in.</summary>
    public string VillageCode { get; private set; } = "";

    /// <summary>Degrees (WGS 84); null when only the village is known.</summary>
    public double? Latitude { get; private set; }

    public double? Longitude { get; private set; }

    public Place Place => new(VillageCode, Latitude, Longitude, Name);

    public Destination Lie(string name, string villageCode, double? latitude, double? longitude)
    {
        (Name, VillageCode, Latitude, Longitude) = (name, villageCode, latitude, longitude);
        return this;
    }
}
