namespace PlanningPlatform.Complaints.Domain;

/// <summary>Where a complaint stands.</summary>
public enum ComplaintStatus
{
    Received,
    Verified,
    Forwarded,
    InProgress,
    Resolved,
}

/// <summary>What the desk can do with a complaint; the names are the last part of the endpoint, too.</summary>
internal enum Move
{
    Verify,
    Forward,
    RequestMobileUnit,
    Resolve,
}

/// <summary>The whole life of a complaint as a table: from where, by which move, to where.</summary>
internal static class Transitions
{
    private static readonly Dictionary<(ComplaintStatus From, Move Move), ComplaintStatus> Table = new()
    {
        [(ComplaintStatus.Received, Move.Verify)] = ComplaintStatus.Verified,
        [(ComplaintStatus.Verified, Move.Forward)] = ComplaintStatus.Forwarded,
        // To another agency, when the first was the wrong one.
        [(ComplaintStatus.Forwarded, Move.Forward)] = ComplaintStatus.Forwarded,
        [(ComplaintStatus.Forwarded, Move.RequestMobileUnit)] = ComplaintStatus.InProgress,
        [(ComplaintStatus.Forwarded, Move.Resolve)] = ComplaintStatus.Resolved,
        [(ComplaintStatus.InProgress, Move.Resolve)] = ComplaintStatus.Resolved,
    };

    /// <summary>Null when the move is illegal from here.</summary>
    public static ComplaintStatus? Target(ComplaintStatus from, Move move) => Table.TryGetValue((from, move), out var to) ? to : null;

    public static IEnumerable<Move> LegalFrom(ComplaintStatus from) => Table.Keys.Where(key => key.From == from).Select(key => key.Move);
}
