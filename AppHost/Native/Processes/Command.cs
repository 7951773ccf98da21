namespace PlanningPlatform.AppHost.Native.Processes;

/// <summary>A program to start: what, where, and what its environment has besides ours (null takes a variable away).</summary>
internal sealed record Command(
    string Program,
    IReadOnlyList<string> Arguments,
    string Folder,
    IReadOnlyDictionary<string, string?> Environment)
{
    /// <summary>PostgreSQL takes TERM for a wish to wait until every client has gone, INT for a wish to stop now in good order.</summary>
    public bool StopsByInterrupt { get; init; }
}
