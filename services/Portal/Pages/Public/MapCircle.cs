using PlanningPlatform.Portal.Services;

namespace PlanningPlatform.Portal.Pages.Public;

/// <summary>Reports of one square of the map.</summary>
/// <param name="Latitude">Where the circle is drawn.</param>
/// <param name="Into">Where it leads: the square, near enough to fall apart.</param>
public sealed record MapCircle(double Latitude, double Longitude, int Count, int Open, MapBox Into)
{
    // Of the way from the middle of the square to where most reports are: circles of two squares stay apart.
    private const double Lean = 0.5;

    /// <summary>Units of the drawing.</summary>
    public double Radius => Math.Min(27, 12 + (5 * Math.Log10(Count)));

    /// <param name="clusters">Of squares that are as large as those of the box, or smaller.</param>
    internal static IReadOnlyList<MapCircle> Of(IEnumerable<MapCluster> clusters, MapBox box)
    {
        var side = box.SquareDegrees;
        return [.. clusters.GroupBy(cluster => (Row: Math.Floor((cluster.Latitude + 90) / side), Column: Math.Floor((cluster.Longitude + 180) / side))).Select(square =>
        {
            var (latitude, longitude) = (((square.Key.Row + 0.5) * side) - 90, ((square.Key.Column + 0.5) * side) - 180);
            var count = square.Sum(cluster => cluster.Count);
            return new MapCircle(
                latitude + (Lean * square.Sum(cluster => cluster.Count * (cluster.Latitude - latitude)) / count),
                longitude + (Lean * square.Sum(cluster => cluster.Count * (cluster.Longitude - longitude)) / count),
                count, square.Sum(cluster => cluster.Open), MapBox.Around(latitude, longitude, Math.Min((box.East - box.West) / 2, side * 1.6)));
        })];
    }
}
