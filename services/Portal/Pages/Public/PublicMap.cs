using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages.Public;

/// <summary>Where what was reported, for everybody. Filter and piece of the map are in the address.</summary>
internal static class PublicMap
{
    public const string Path = "/aduan/peta";

    /// <summary>The part of the page that holds the map: a link into it does not lead back to the top.</summary>
    public const string Anchor = "#peta";

    /// <summary>So few are shown one by one however far away: they have room.</summary>
    private const int Few = 25;

    // From here on the service gives the complaints themselves.
    private const int SingleZoom = 16;

    private const int MostForBox = 100;

    public static string PathOf(MapBox box) => $"{Path}?kotak={box.Address}";

    /// <param name="kotak">West, south, east, north in degrees; without one the village or district of the filter, or the whole city.</param>
    public static async Task<IResult> ShowAsync(
        [AsParameters] PublicQuery asked, string? kotak, PublicComplaintsApi open, ComplaintsApi complaints, CityOutline outline, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var filter = PublicFilter.Of(asked, regency, time);
        var names = PublicNames.AskAsync(complaints, cancellationToken);
        var whole = outline.BoxOf(filter.Region) ?? outline.Whole;
        var box = MapBox.Parse(kotak) ?? whole ?? await BoxOfReportsAsync(filter, open, cancellationToken);
        if (box is null)
            return Html.Page<PublicMapPage>(new PublicMapModel(filter, await names, outline, Box: null, whole, []));

        // Finer than is shown, so that a circle lies near where its reports are and not always in the middle of a square.
        var zoom = box.Zoom >= SingleZoom ? box.Zoom : Math.Min(box.Zoom + 2, SingleZoom - 1);
        var piece = await open.MapAsync(filter.ServiceQuery, box.ServiceQuery(zoom), cancellationToken);
        if (piece.Value is { Clusters: { Count: > 0 } clusters } && clusters.Sum(cluster => (long)cluster.Count) <= Few)
            piece = await open.MapAsync(filter.ServiceQuery, box.ServiceQuery(SingleZoom), cancellationToken);

        return piece.IsValue
            ? Html.Page<PublicMapPage>(new PublicMapModel(filter, await names, outline, box, whole, piece.Value.Complaints) { Circles = MapCircle.Of(piece.Value.Clusters, box) })
            : Html.Trouble(piece.Problem);
    }

    /// <summary>Where nothing is known of the city, the newest reports say where it is.</summary>
    private static async Task<MapBox?> BoxOfReportsAsync(PublicFilter filter, PublicComplaintsApi open, CancellationToken cancellationToken)
    {
        var points = ((await open.ListAsync(filter.ServiceQuery, page: 1, MostForBox, cancellationToken)).Value?.Items ?? [])
            .Select(complaint => complaint.Location).Where(place => place is { Latitude: not null, Longitude: not null }).Select(place => (place!.Latitude!.Value, place.Longitude!.Value)).ToList();
        return points.Count == 0 ? null : MapBox.Over(points, room: 1.2);
    }
}

/// <param name="Box">What is shown; null where nobody knows where the city is.</param>
/// <param name="Whole">Where the way back leads; null without the villages' points.</param>
/// <param name="Complaints">Near by; empty where there are circles.</param>
public sealed record PublicMapModel(PublicFilter Filter, PublicNames Names, CityOutline Outline, MapBox? Box, MapBox? Whole, IReadOnlyList<PublicComplaint> Complaints)
{
    public IReadOnlyList<MapCircle> Circles { get; init; } = [];

    public int Total => Circles.Sum(circle => circle.Count) + Complaints.Count;

    public int Open => Circles.Sum(circle => circle.Open) + Complaints.Count(complaint => complaint.IsOpen);

    /// <summary>The same filter with another piece of the map.</summary>
    public string PathTo(MapBox box) => Filter.PathTo(PublicMap.Path, ("kotak", box.Address)) + PublicMap.Anchor;
}
