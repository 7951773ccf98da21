namespace PlanningPlatform.Complaints.Matching;

/// <summary>A report as far as finding its duplicates needs it.</summary>
/// <remarks>Whoever calls leaves out what the reader may not learn of: a Secret report exists for nobody but the desk.</remarks>
public sealed record MatchableReport
{
    public required Guid Id { get; init; }
    public required string CategoryCode { get; init; }

    /// <summary>It has a clock of minutes.</summary>
    public bool IsEmergency { get; init; }

    public string? VillageCode { get; init; }

    /// <summary>Degrees (WGS 84); null together with <see cref="Longitude"/> where no point was given.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees (WGS 84).</summary>
    public double? Longitude { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
    public required ReportText Text { get; init; }

    /// <summary>Null where one has no point. Over a few hundred metres the Earth is flat to the centimetre.</summary>
    internal double? MetresTo(MatchableReport other)
    {
        if (this is not { Latitude: { } latitude, Longitude: { } longitude } || other is not { Latitude: { } otherLatitude, Longitude: { } otherLongitude })
        {
            return null;
        }

        const double MetresPerDegree = 111_320;
        var north = (latitude - otherLatitude) * MetresPerDegree;
        var east = (longitude - otherLongitude) * MetresPerDegree * Math.Cos((latitude + otherLatitude) / 2 * Math.PI / 180);
        return Math.Sqrt((north * north) + (east * east));
    }
}
