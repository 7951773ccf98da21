namespace PlanningPlatform.Complaints.Domain;

/// <summary>
/// A grid of 0.0025 degrees (278 m from south to north, 275 m from west to east in Kediri): whatever lies within 250 m of a point lies
/// in its cell or in one of the eight around it, so that an index finds it on every database.
/// </summary>
internal static class GridCell
{
    private const double Degrees = 0.0025;

    /// <summary>Of latitude anywhere, of longitude at the equator.</summary>
    public const double MetresPerDegree = 111_320;

    /// <summary>Cells around the earth from west to east.</summary>
    public const long Row = 144_000;

    public static long? Of(Place place) => place is { Latitude: { } latitude, Longitude: { } longitude } ? Of(latitude, longitude) : null;

    public static long Of(double latitude, double longitude)
        => ((long)Math.Floor((latitude + 90) / Degrees) * Row) + (long)Math.Floor((longitude + 180) / Degrees);

    /// <summary>The cell of a point and the eight around it. Beyond 25 degrees north or south the cells are narrower than 250 m; Indonesia ends at 11.</summary>
    public static IReadOnlyList<long> Around(double latitude, double longitude)
    {
        var cell = Of(latitude, longitude);
        return [cell - Row - 1, cell - Row, cell - Row + 1, cell - 1, cell, cell + 1, cell + Row - 1, cell + Row, cell + Row + 1];
    }

    /// <summary>The middle of a square of cells, counted in squares from the south-west corner of the grid.</summary>
    /// <param name="side">Cells on a side of the square.</param>
    public static (double Latitude, double Longitude) Middle(long row, long column, long side)
        => (((row + 0.5) * side * Degrees) - 90, ((column + 0.5) * side * Degrees) - 180);

    /// <summary>All cells that a circle touches, and a few in the corners.</summary>
    public static IReadOnlyList<long> Within(double latitude, double longitude, double metres)
    {
        var north = metres / MetresPerDegree;
        var east = metres / (MetresPerDegree * Math.Cos(latitude * Math.PI / 180));
        return Between(Of(latitude - north, longitude - east), Of(latitude + north, longitude + east));
    }

    /// <summary>How many cells lie in the box from the south-western one to the north-eastern one.</summary>
    public static long Count(long first, long last) => ((last / Row) - (first / Row) + 1) * ((last % Row) - (first % Row) + 1);

    /// <summary>Those cells.</summary>
    public static IReadOnlyList<long> Between(long first, long last)
        => [.. Enumerable.Range(0, (int)((last / Row) - (first / Row)) + 1).SelectMany(row => Enumerable.Range(0, (int)((last % Row) - (first % Row)) + 1).Select(column => first + (row * Row) + column))];
}
