using PlanningPlatform.MobileUnits.Travel;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>Where requests and units are on the map, and how far it is from one to the other.</summary>
internal sealed class RoadEstimate(ApproximatePoints points, EstimatedTravelTimes times)
{
    /// <summary>Added to the way when only the village is known: its point is not the door. [ours]</summary>
    private const double WithinVillageKilometres = 1;

    /// <summary>Where places are unknown a drive is taken to last half an hour. [ours]</summary>
    public static readonly TimeSpan UnknownDrive = TimeSpan.FromMinutes(30);

    public GeoPoint? PointOf(Place place)
        => place is { Latitude: { } latitude, Longitude: { } longitude } ? new GeoPoint(latitude, longitude) : PointOf(place.VillageCode);

    public GeoPoint? PointOf(string? regionCode)
        => RegionCode.TryParse(regionCode, out var region) && points.TryGetPoint(region, out var point) ? point : null;

    /// <returns>Null when either place is unknown.</returns>
    public Way? Between(GeoPoint? from, Place to)
    {
        if (from is not { } start || PointOf(to) is not { } end)
        {
            return null;
        }

        var drive = times.Between(start, end);
        var within = to.Latitude is null ? WithinVillageKilometres : 0;
        return new(Math.Round((drive.Metres / 1000) + within, 1), TimeSpan.FromMinutes(Math.Ceiling((drive.Seconds / 60) + times.MinutesFor(within))));
    }
}

internal sealed record Way(double Kilometres, TimeSpan Time);
