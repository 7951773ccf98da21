using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Features.Positions;

/// <summary>What a tracker says, once it was found to be possible.</summary>
/// <param name="At">By the tracker's clock, in whole milliseconds.</param>
/// <param name="Bearing">Degrees from north, clockwise. Null, as speed, accuracy and battery are, when the tracker does not know (it says -1 then).</param>
/// <param name="AccuracyMetres">Radius.</param>
/// <param name="Battery">Percent.</param>
internal sealed record PositionReport(GeoPoint Point, DateTimeOffset At, double? SpeedKilometresPerHour, double? Bearing, double? AccuracyMetres, double? Battery);
