namespace PlanningPlatform.Complaints.Domain;

/// <summary>Where it is, the way people say it: point, village, street, RT/RW and landmark (patokan).</summary>
internal sealed class Place
{
    /// <summary>Degrees (WGS 84).</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees (WGS 84).</summary>
    public double? Longitude { get; init; }

    /// <summary>Given by the reporter, or the nearest to the point; null for a point beyond the border, which is handed over, never refused.</summary>
    public string? VillageCode { get; init; }

    public string? Street { get; init; }
    public string? Rt { get; init; }
    public string? Rw { get; init; }
    public string? Landmark { get; init; }
}
