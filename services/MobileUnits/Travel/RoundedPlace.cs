using System.Globalization;
using System.Runtime.InteropServices;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Travel;

/// <summary>
/// A place to four decimals of a degree, about 11 m: what routing services are asked for and what is remembered. Nobody's exact door
/// leaves the house, and a car that has rolled a few metres is where it was.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RoundedPlace
{
    private const double PerDegree = 10_000;
    private readonly int _latitude;
    private readonly int _longitude;

    public RoundedPlace(GeoPoint place)
        => (_latitude, _longitude) = ((int)Math.Round(place.Latitude * PerDegree), (int)Math.Round(place.Longitude * PerDegree));

    public double Latitude => _latitude / PerDegree;

    public double Longitude => _longitude / PerDegree;

    public double CrowMetresTo(RoundedPlace other)
        => new GeoPoint(Latitude, Longitude).DistanceKilometresTo(new(other.Latitude, other.Longitude)) * 1000;

    /// <summary><c>112.0178,-7.8166</c>: OSRM's order.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Longitude:0.0000},{Latitude:0.0000}");
}
