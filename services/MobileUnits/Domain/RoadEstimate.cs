using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>Where requests and units are on the map, and how far it is from one to the other.</summary>
internal sealed class RoadEstimate(ApproximatePoints points)
{
    private const double RoadFactor = 1.4;
    private const double KilometresPerHour = 25;

    /// <summary>Added when only the village is known: its point is not the door.</summary>
    private const double WithinVillageKilometres = 0.7;

    public GeoPoint? PointOf(Place place)
        => place is { Latitude: { } latitude, Longitude: { } longitude } ? new GeoPoint(latitude, longitude) : PointOf(place.VillageCode);

    public GeoPoint? PointOf(string? regionCode)
        => RegionCode.TryParse(regionCode, out var region) && points.TryGetPoint(region, out var point) ? point : null;

    /// <returns>Null when either place is unknown.</returns>
    public Drive? Between(GeoPoint? from, Place to)
        => from is { } start && PointOf(to) is { } end ? Drive(start.DistanceKilometresTo(end) + (to.Latitude is null ? WithinVillageKilometres : 0)) : null;

    private static Drive Drive(double kilometresByAir)
    {
        var kilometres = Math.Round(kilometresByAir * RoadFactor, 1);
        return new(kilometres, TimeSpan.FromMinutes(Math.Ceiling(kilometres / KilometresPerHour * 60)));
    }
}

internal sealed record Drive(double Kilometres, TimeSpan Time);
