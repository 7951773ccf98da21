namespace PlanningPlatform.Complaints.Domain;

/// <summary>Where it is within its village, the way people say it: point, street, RT/RW and landmark (patokan).</summary>
internal sealed class Place
{
    /// <summary>Degrees (WGS 84).</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees (WGS 84).</summary>
    public double? Longitude { get; init; }

    public string? Street { get; init; }
    public string? Rt { get; init; }
    public string? Rw { get; init; }
    public string? Landmark { get; init; }
}
