namespace PlanningPlatform.Complaints.Domain;

/// <summary>Where a complaint stands.</summary>
public enum ComplaintStatus
{
    Received,
    Verified,
    Forwarded,
    InProgress,

    /// <summary>The agency has answered; the desk or the reporter's silence closes.</summary>
    Resolved,
    Closed,

    /// <summary>No complaint at all, with the reason.</summary>
    Rejected,

    /// <summary>The same as another one, which it follows.</summary>
    Merged,

    /// <summary>Not the agency's mandate (bukan kewenangan), with the reason; the desk forwards it anew.</summary>
    ReturnedByAgency,

    /// <summary>Until a date, with the reason.</summary>
    Postponed,

    /// <summary>With somebody whom the city does not lead: PLN, the province, a neighbour.</summary>
    TransferredOutside,

    /// <summary>The reporter did not agree; once.</summary>
    Reopened,

    /// <summary>Long ended: kept for the record.</summary>
    Archived,
}

/// <summary>What can be done with a complaint. The desk's and the agency's names are the last part of the endpoint, too.</summary>
internal enum Move
{
    Verify,
    Reject,

    /// <summary>Answered at once, by a standard answer or on the phone: closed without an agency.</summary>
    Answer,
    Forward,
    AddSupport,
    Start,
    Return,
    Postpone,
    Resume,
    Transfer,
    Resolve,
    Close,
    Merge,
    Unmerge,
    Reclassify,
    Protect,

    /// <summary>A question to the reporter: the clock waits for the reply.</summary>
    Ask,

    /// <summary>Said to the reporter and, where the complaint is public, to everybody.</summary>
    Reply,
    Note,
    CallUnit,
    RequestMobileUnit,

    /// <summary>A proposal for the plan is made of it and of all that follows it; once.</summary>
    Propose,

    /// <summary>It is about a Merata work.</summary>
    AttachToWork,

    /// <summary>The reporter's.</summary>
    Reopen,

    /// <summary>The reporter's.</summary>
    Rate,

    /// <summary>By itself, when its time has come.</summary>
    Archive,
}

/// <summary>The whole life of a complaint as a table: by which move, from where, to where.</summary>
internal static class Transitions
{
    private static readonly ComplaintStatus[] AtDesk = [ComplaintStatus.Received, ComplaintStatus.Verified, ComplaintStatus.ReturnedByAgency, ComplaintStatus.Reopened];
    private static readonly ComplaintStatus[] AtAgency = [ComplaintStatus.Forwarded, ComplaintStatus.InProgress];
    private static readonly ComplaintStatus[] Open = [.. AtDesk, .. AtAgency, ComplaintStatus.Postponed, ComplaintStatus.TransferredOutside];
    private static readonly ComplaintStatus[] Read = [.. Open.Where(status => status != ComplaintStatus.Received), ComplaintStatus.Resolved, ComplaintStatus.Closed];
    private static readonly ComplaintStatus[] Ended = [ComplaintStatus.Closed, ComplaintStatus.Rejected, ComplaintStatus.Merged];

    private static readonly Dictionary<(ComplaintStatus From, Move Move), ComplaintStatus> Table = new(
    [
        .. To(ComplaintStatus.Verified, Move.Verify, ComplaintStatus.Received),
        .. To(ComplaintStatus.Rejected, Move.Reject, AtDesk),
        .. To(ComplaintStatus.Closed, Move.Answer, ComplaintStatus.Received, ComplaintStatus.Verified),
        // From Forwarded to another agency, when the first was the wrong one.
        .. To(ComplaintStatus.Forwarded, Move.Forward, ComplaintStatus.Verified, ComplaintStatus.Forwarded, ComplaintStatus.ReturnedByAgency, ComplaintStatus.Reopened, ComplaintStatus.TransferredOutside),
        .. Within(Move.AddSupport, AtAgency),
        .. To(ComplaintStatus.InProgress, Move.Start, ComplaintStatus.Forwarded),
        .. To(ComplaintStatus.ReturnedByAgency, Move.Return, AtAgency),
        .. To(ComplaintStatus.Postponed, Move.Postpone, AtAgency),
        .. To(ComplaintStatus.InProgress, Move.Resume, ComplaintStatus.Postponed),
        // Once more when their ticket number comes later.
        .. To(ComplaintStatus.TransferredOutside, Move.Transfer, [.. AtDesk, .. AtAgency, ComplaintStatus.TransferredOutside]),
        .. To(ComplaintStatus.Resolved, Move.Resolve, [.. AtAgency, ComplaintStatus.TransferredOutside]),
        .. To(ComplaintStatus.Closed, Move.Close, ComplaintStatus.Resolved),
        .. To(ComplaintStatus.Merged, Move.Merge, [.. AtDesk, ComplaintStatus.Forwarded]),
        // Back to where it was; the aggregate knows.
        .. Within(Move.Unmerge, ComplaintStatus.Merged),
        .. Within(Move.Reclassify, AtDesk),
        .. Within(Move.Protect, [.. Open, ComplaintStatus.Resolved, .. Ended]),
        .. Within(Move.Ask, [.. AtDesk, .. AtAgency]),
        .. Within(Move.Reply, [.. Open, ComplaintStatus.Resolved]),
        .. Within(Move.Note, [.. Open, ComplaintStatus.Resolved, .. Ended]),
        .. To(ComplaintStatus.InProgress, Move.CallUnit, [.. AtDesk, .. AtAgency]),
        .. To(ComplaintStatus.InProgress, Move.RequestMobileUnit, AtAgency),
        // What enters the plan was read by somebody first.
        .. Within(Move.Propose, Read),
        .. Within(Move.AttachToWork, Read),
        .. To(ComplaintStatus.Reopened, Move.Reopen, ComplaintStatus.Resolved, ComplaintStatus.Closed),
        .. Within(Move.Rate, ComplaintStatus.Resolved, ComplaintStatus.Closed),
        .. To(ComplaintStatus.Archived, Move.Archive, ComplaintStatus.Closed, ComplaintStatus.Rejected),
    ]);

    /// <summary>Null when the move is illegal from here.</summary>
    public static ComplaintStatus? Target(ComplaintStatus from, Move move) => Table.TryGetValue((from, move), out var to) ? to : null;

    /// <summary>In the order of <see cref="Move"/>.</summary>
    public static IEnumerable<Move> LegalFrom(ComplaintStatus from) => Enum.GetValues<Move>().Where(move => Table.ContainsKey((from, move)));

    private static IEnumerable<KeyValuePair<(ComplaintStatus From, Move Move), ComplaintStatus>> To(ComplaintStatus to, Move move, params ComplaintStatus[] from)
        => from.Select(status => KeyValuePair.Create((status, move), to));

    private static IEnumerable<KeyValuePair<(ComplaintStatus From, Move Move), ComplaintStatus>> Within(Move move, params ComplaintStatus[] states)
        => states.Select(status => KeyValuePair.Create((status, move), status));
}
