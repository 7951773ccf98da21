namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>Where a unit was at one moment, kept for a time (<c>Retention:Positions</c>): one for each unit and moment, however often it is told.</summary>
internal sealed class PositionPoint
{
    public required Guid UnitId { get; init; }

    /// <summary>By the tracker's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Degrees (WGS 84).</summary>
    public required double Latitude { get; init; }

    public required double Longitude { get; init; }
    public double? SpeedKilometresPerHour { get; init; }
    public double? AccuracyMetres { get; init; }
}
