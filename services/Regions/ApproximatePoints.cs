using System.Globalization;

namespace PlanningPlatform.Regions;

/// <summary>
/// One point per village and district, good enough to show a region on a map and to estimate a drive. The demo city's points are
/// made up (<see cref="AreMadeUp"/>), so a page that shows them must say so; other regencies have none until theirs are imported.
/// </summary>
public sealed class ApproximatePoints
{
    private readonly Dictionary<RegionCode, GeoPoint> _points;
    private readonly Regency _regency;

    private ApproximatePoints(Regency regency, Dictionary<RegionCode, GeoPoint> points)
    {
        _regency = regency;
        _points = points;
    }

    /// <summary>Reads <c>region-data/demo/{code}-points.csv</c>; without such a file there are no points.</summary>
    public static ApproximatePoints Load(Regency regency)
    {
        var file = Path.Combine("demo", $"{regency.Code}-points.csv");
        return new(regency, File.Exists(Path.Combine(RegionData.Folder, file))
            ? RegionData.Own(file).ToDictionary(row => RegionCode.Parse(row[0]), row => new GeoPoint(Degrees(row[1]), Degrees(row[2])))
            : []);
    }

    /// <summary>True if the points stand for no real place but only show how the platform works.</summary>
    public bool AreMadeUp => !IsEmpty;

    public bool IsEmpty => _points.Count == 0;

    /// <summary>The point of a village or district; false if it has none.</summary>
    public bool TryGetPoint(RegionCode code, out GeoPoint point) => _points.TryGetValue(code, out point);

    /// <summary>
    /// The village whose point is nearest, or null if the nearest is farther than <paramref name="maxKilometres"/> (the place lies
    /// beyond the border) or the region has no points. Near a border between villages this can name the neighbour.
    /// </summary>
    public Village? NearestVillage(GeoPoint place, double maxKilometres) =>
        _regency.Villages
            .Where(village => _points.ContainsKey(village.Code))
            .Select(village => (Village: village, Kilometres: _points[village.Code].DistanceKilometresTo(place)))
            .Where(candidate => candidate.Kilometres <= maxKilometres)
            .OrderBy(candidate => candidate.Kilometres)
            .FirstOrDefault().Village;

    private static double Degrees(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
