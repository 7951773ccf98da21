using System.Globalization;

namespace PlanningPlatform.Portal.Pages.Public;

/// <summary>A piece of the earth as a drawing of <see cref="Width"/> by <see cref="Height"/>: north is up, and a kilometre is as long to the east as to the north in its middle.</summary>
/// <param name="West">Degrees (WGS 84), as the others.</param>
public sealed record MapBox(double West, double South, double East, double North)
{
    /// <summary>Units of the drawing. On a desk's screen one is about a pixel, on a phone half of one.</summary>
    public const double Width = 720;

    /// <inheritdoc cref="Width"/>
    public const double Height = 540;

    private const double KilometresPerDegree = 111.32;

    // From one street to a whole province; the service draws up to five degrees.
    private const double Narrowest = 0.003;
    private const double Widest = 3;

    /// <summary>As web maps count: of 256 pixels for the whole earth at 0, and twice that with each step. The service answers 8 to 19.</summary>
    /// <remarks>A little lower than that, so that the squares that the service counts are 74 to 148 units wide: their circles have room on a phone, too.</remarks>
    public int Zoom => Math.Clamp((int)Math.Floor(Math.Log2(360 * Width / (256 * (East - West))) - 0.35), 8, 19);

    /// <summary>How wide the squares are that the service counts at this zoom: one of its grid's at 15, twice that with each step away.</summary>
    public double SquareDegrees => 0.0025 * Math.Pow(2, 15 - Zoom);

    public double MiddleLatitude => (South + North) / 2;

    public double MiddleLongitude => (West + East) / 2;

    public double KilometresPerUnit => (East - West) * KilometresPerDegree * Math.Cos(double.DegreesToRadians(MiddleLatitude)) / Width;

    /// <summary>As the address has it: west, south, east, north.</summary>
    public string Address => string.Join(',', new[] { West, South, East, North }.Select(Written));

    /// <param name="degrees">From west to east.</param>
    public static MapBox Around(double latitude, double longitude, double degrees)
    {
        var (width, middle) = (Math.Clamp(degrees, Narrowest, Widest), Math.Clamp(latitude, -80, 80));
        var height = width * Math.Cos(double.DegreesToRadians(middle)) * Height / Width;
        var centre = Math.Clamp(longitude, -180 + Widest, 180 - Widest);
        return new(centre - (width / 2), middle - (height / 2), centre + (width / 2), middle + (height / 2));
    }

    /// <summary>The box with all of it inside, and some room around.</summary>
    public static MapBox Over(IEnumerable<(double Latitude, double Longitude)> points, double room)
    {
        var all = points.ToList();
        var (west, south, east, north) = (all.Min(point => point.Longitude), all.Min(point => point.Latitude), all.Max(point => point.Longitude), all.Max(point => point.Latitude));
        var middle = (south + north) / 2;
        var high = (north - south) / Math.Cos(double.DegreesToRadians(middle)) * Width / Height;
        return Around(middle, (west + east) / 2, Math.Max(east - west, high) * room);
    }

    /// <summary>Null for what is no box; another shape gets ours around it.</summary>
    public static MapBox? Parse(string? address)
    {
        var edges = (address ?? "").Split(',').Select(edge => double.TryParse(edge, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees) ? degrees : double.NaN).ToList();
        return edges is [var west and >= -180 and <= 180, var south and >= -90 and <= 90, var east and >= -180 and <= 180, var north and >= -90 and <= 90] && west < east && south < north
            ? Around((south + north) / 2, (west + east) / 2, east - west)
            : null;
    }

    /// <param name="factor">Less than 1 comes nearer.</param>
    public MapBox Zoomed(double factor) => Around(MiddleLatitude, MiddleLongitude, (East - West) * factor);

    /// <param name="east">Of the width; negative to the west.</param>
    /// <param name="north">Of the height; negative to the south.</param>
    public MapBox Moved(double east, double north) => Around(MiddleLatitude + (north * (North - South)), MiddleLongitude + (east * (East - West)), East - West);

    /// <summary>Where on the drawing.</summary>
    public (double X, double Y) Of(double latitude, double longitude) => ((longitude - West) / (East - West) * Width, (North - latitude) / (North - South) * Height);

    /// <summary>For the service.</summary>
    public string ServiceQuery(int zoom)
        => $"west={Written(West)}&south={Written(South)}&east={Written(East)}&north={Written(North)}&zoom={zoom.ToString(CultureInfo.InvariantCulture)}";

    private static string Written(double degrees) => degrees.ToString("0.#####", CultureInfo.InvariantCulture);
}
