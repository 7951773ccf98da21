using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages.Public;

/// <summary>
/// The city as a drawing. No boundaries are on file, only one point for each village: its land is what is nearer to that point than to any other,
/// which is also how the place of a report becomes a village. Without points there is no land, and the map is a plain grid.
/// </summary>
public sealed class CityOutline
{
    // Round enough on a screen.
    private const int Corners = 40;

    private readonly ApproximatePoints _points;

    public CityOutline(Regency regency, ApproximatePoints points)
    {
        _points = points;
        var centres = regency.Villages.Where(village => points.TryGetPoint(village.Code, out _)).Select(village => new Centre(village, PointOf(village))).ToList();
        Lands = Draw(centres);
        Whole = Lands.Count == 0 ? null : BoxOf(Lands);
    }

    /// <summary>In the order of their codes.</summary>
    public IReadOnlyList<VillageLand> Lands { get; }

    /// <summary>All of it; null without points.</summary>
    public MapBox? Whole { get; }

    /// <summary>The points stand for no real place; a page that shows them says so.</summary>
    public bool IsMadeUp => _points.AreMadeUp;

    /// <summary>A village or district from edge to edge; null for what has no land here.</summary>
    public MapBox? BoxOf(string? region)
        => RegionCode.TryParse(region, out var code) && Lands.Where(land => land.Village.Code.IsWithin(code)).ToList() is { Count: > 0 } lands ? BoxOf(lands) : null;

    /// <summary>Whose point is nearest; null far from all of them.</summary>
    public Village? Near(double latitude, double longitude)
        => GeoPoint.TryCreate(latitude, longitude, out var place) ? _points.NearestVillage(place, maxKilometres: 5) : null;

    private static MapBox BoxOf(IReadOnlyList<VillageLand> lands) => MapBox.Over(lands.SelectMany(land => land.Corners).Select(corner => (corner.Latitude, corner.Longitude)), room: 1.04);

    private GeoPoint PointOf(Village village) => _points.TryGetPoint(village.Code, out var point) ? point : default;

    private static IReadOnlyList<VillageLand> Draw(IReadOnlyList<Centre> centres)
    {
        if (centres.Count == 0)
            return [];

        // Degrees to the east are shorter than degrees to the north; within one city by the same share everywhere.
        var shrink = Math.Cos(double.DegreesToRadians(centres.Average(centre => centre.Point.Latitude)));
        var flat = centres.Select(centre => (X: centre.Point.Longitude * shrink, Y: centre.Point.Latitude)).ToList();

        // So far from its point the land of a village at the edge ends: no neighbour is further from its next, so that nothing falls apart.
        var reach = flat.Count == 1 ? 0.02 : flat.Max(here => flat.Where(there => there != here).Select(there => Distance(here, there)).DefaultIfEmpty(0.02).Min());
        return [.. centres.Select((centre, index) => new VillageLand(
            centre.Village, centre.Point,
            [.. flat.Where(there => there != flat[index]).Aggregate(Circle(flat[index], reach), (land, there) => Nearer(land, flat[index], there)).Select(corner => new GeoPoint(corner.Y, corner.X / shrink))]))];
    }

    private static IReadOnlyList<(double X, double Y)> Circle((double X, double Y) middle, double radius)
        => [.. Enumerable.Range(0, Corners).Select(corner => double.DegreesToRadians(corner * 360.0 / Corners)).Select(angle => (middle.X + (radius * Math.Cos(angle)), middle.Y + (radius * Math.Sin(angle))))];

    /// <summary>The part of a convex land that is nearer to here than to there (Sutherland and Hodgman's clipping by one half-plane).</summary>
    private static IReadOnlyList<(double X, double Y)> Nearer(IReadOnlyList<(double X, double Y)> land, (double X, double Y) here, (double X, double Y) there)
    {
        var kept = new List<(double X, double Y)>(land.Count + 1);
        for (var index = 0; index < land.Count; index++)
        {
            var (from, to) = (land[index], land[(index + 1) % land.Count]);
            var (before, after) = (Beyond(from), Beyond(to));
            if (before <= 0)
                kept.Add(from);
            if ((before < 0 && after > 0) || (before > 0 && after < 0))
            {
                var share = before / (before - after);
                kept.Add((from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y))));
            }
        }

        return kept;

        double Beyond((double X, double Y) point)
            => ((point.X - ((here.X + there.X) / 2)) * (there.X - here.X)) + ((point.Y - ((here.Y + there.Y) / 2)) * (there.Y - here.Y));
    }

    private static double Distance((double X, double Y) here, (double X, double Y) there) => Math.Sqrt(((here.X - there.X) * (here.X - there.X)) + ((here.Y - there.Y) * (here.Y - there.Y)));

    private sealed record Centre(Village Village, GeoPoint Point);
}

/// <param name="Corners">Of a convex shape, in order.</param>
public sealed record VillageLand(Village Village, GeoPoint Point, IReadOnlyList<GeoPoint> Corners);
