namespace PlanningPlatform.Complaints.Domain;

/// <summary>Whether what somebody wrote is to be erased.</summary>
public enum ErasureState
{
    Open,
    Granted,
    Refused,
}

/// <summary>A reporter asks that what they wrote be erased (UU 27/2022, Pasal 8); an officer decides, because it may be evidence in a case (Pasal 15).</summary>
internal sealed class ErasureRequest
{
    private ErasureRequest()
    {
    }

    public Guid Id { get; private init; }
    public Guid ComplaintId { get; private init; }
    public Complaint Complaint { get; private init; } = null!;

    /// <summary>In the reporter's words; they need give none. Gone with the rest when granted.</summary>
    public string? Reason { get; private set; }

    public DateTimeOffset RequestedAt { get; private init; }
    public DateTimeOffset DueAt { get; private init; }
    public ErasureState State { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>User name; never part of a public answer.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>Why it was refused, for the reporter.</summary>
    public string? DecisionReason { get; private set; }

    /// <summary>Grows by one with every change; a writer who saw an older one is refused.</summary>
    public int Version { get; private set; }

    internal static ErasureRequest For(Complaint complaint, string? reason, DateTimeOffset now, DateTimeOffset dueAt) => new()
    {
        Id = Guid.CreateVersion7(now),
        ComplaintId = complaint.Id,
        Complaint = complaint,
        Reason = reason,
        RequestedAt = now,
        DueAt = dueAt,
        Version = 1,
    };

    internal void Grant(string officer, DateTimeOffset now)
    {
        Decide(ErasureState.Granted, officer, now);
        Reason = null;
    }

    internal void EraseWords()
    {
        (Reason, DecisionReason) = (null, null);
        Version++;
    }

    /// <summary>What was asked for happens by itself, because its time is over.</summary>
    internal void Lapse(DateTimeOffset now)
    {
        if (State == ErasureState.Open)
        {
            Decide(ErasureState.Granted, officer: null, now);
        }
    }

    internal void Refuse(string reason, string officer, DateTimeOffset now)
    {
        Decide(ErasureState.Refused, officer, now);
        DecisionReason = reason;
    }

    private void Decide(ErasureState state, string? officer, DateTimeOffset now)
    {
        if (State != ErasureState.Open)
        {
            throw new InvalidOperationException($"A request that is {State} is decided.");
        }

        (State, DecidedBy, DecidedAt) = (state, officer, now);
        Version++;
    }
}
