using System.Runtime.InteropServices;

namespace PlanningPlatform.Regions;

/// <summary>A place on the earth in WGS 84 degrees.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GeoPoint
{
    private const double EarthRadiusKilometres = 6371.0088;

    /// <exception cref="ArgumentOutOfRangeException">A latitude beyond ±90, a longitude beyond ±180, or not a number.</exception>
    public GeoPoint(double latitude, double longitude)
    {
        if (!IsPossible(latitude, 90))
            throw new ArgumentOutOfRangeException(nameof(latitude), latitude, "A latitude lies between -90 and 90 degrees.");
        if (!IsPossible(longitude, 180))
            throw new ArgumentOutOfRangeException(nameof(longitude), longitude, "A longitude lies between -180 and 180 degrees.");
        Latitude = latitude;
        Longitude = longitude;
    }

    /// <summary>Degrees, north positive.</summary>
    public double Latitude { get; }

    /// <summary>Degrees, east positive.</summary>
    public double Longitude { get; }

    /// <summary>For coordinates from outside: false instead of an exception.</summary>
    public static bool TryCreate(double latitude, double longitude, out GeoPoint point)
    {
        var possible = IsPossible(latitude, 90) && IsPossible(longitude, 180);
        point = possible ? new(latitude, longitude) : default;
        return possible;
    }

    /// <summary>As the crow flies (haversine on the mean earth radius; within 0.6 % of the ellipsoid).</summary>
    public double DistanceKilometresTo(GeoPoint other)
    {
        var (from, to) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var halfLatitude = Math.Sin((to - from) / 2);
        var halfLongitude = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var h = (halfLatitude * halfLatitude) + (Math.Cos(from) * Math.Cos(to) * halfLongitude * halfLongitude);
        return 2 * EarthRadiusKilometres * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    // NaN fails every comparison, infinity the upper one.
    private static bool IsPossible(double degrees, double limit) => Math.Abs(degrees) <= limit;
}
