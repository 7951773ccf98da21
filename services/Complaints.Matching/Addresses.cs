namespace PlanningPlatform.Complaints.Matching;

/// <summary>A landmark somebody names, and where the thing lies as seen from it.</summary>
/// <param name="Sort">Its concept: musala.</param>
/// <param name="Name">"al ikhlas"; null if none was given.</param>
/// <param name="Relation">north, south, east, west, front, behind, near, ...; null if none was given.</param>
internal sealed record Landmark(string Sort, string? Name, string? Relation);

/// <param name="IsSure">False where a word merely follows "jalan" and may be no name at all.</param>
internal sealed record Street(string Name, bool IsSure);

/// <summary>What a report says about where: everything in it, as people repeat themselves in text and fields.</summary>
internal sealed class Addresses
{
    /// <summary>More of a kind is a list, not a place; and somebody's hundred gangs must not cost every later report a hundred comparisons.</summary>
    public const int MostOfAKind = 6;

    public List<string> Gangs { get; } = [];
    public List<int> Rts { get; } = [];
    public List<int> Rws { get; } = [];
    public List<int> Houses { get; } = [];
    public List<Street> Streets { get; } = [];
    public List<Landmark> Landmarks { get; } = [];

    public bool IsEmpty => Gangs.Count + Rts.Count + Rws.Count + Houses.Count + Streets.Count + Landmarks.Count == 0;

    public bool AreSameAs(Addresses other) => Gangs.SequenceEqual(other.Gangs) && Rts.SequenceEqual(other.Rts) && Rws.SequenceEqual(other.Rws) && Houses.SequenceEqual(other.Houses)
        && Streets.SequenceEqual(other.Streets) && Landmarks.SequenceEqual(other.Landmarks);
}
