namespace PlanningPlatform.Complaints.Calls.Domain;

/// <summary>
/// A number that called. Whoever rings from it, marks an emergency of it or blocks it writes this row: of two that do so in the same moment one looks again, so
/// that no block is placed beside an emergency that it did not see.
/// </summary>
internal sealed class Caller
{
    private Caller()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Keyed hash of the number (HMAC-SHA-256), by which the same one is found again.</summary>
    public byte[] NumberHash { get; private init; } = [];

    /// <summary>The number, encrypted.</summary>
    public string ProtectedNumber { get; private init; } = "";

    public DateTimeOffset LastCallAt { get; private set; }

    /// <summary>When a call from it was last marked an emergency.</summary>
    public DateTimeOffset? EmergencyAt { get; private set; }

    public int Version { get; private set; }

    public static Caller Meet(byte[] numberHash, string protectedNumber, DateTimeOffset now)
        => new() { Id = Guid.CreateVersion7(now), NumberHash = numberHash, ProtectedNumber = protectedNumber, LastCallAt = now };

    public void Rings(DateTimeOffset now)
    {
        LastCallAt = now;
        Version++;
    }

    public NumberBlock Block(Guid callId, TimeSpan length, string reason, string actor, DateTimeOffset now)
    {
        Version++;
        return NumberBlock.Place(Id, callId, now + length, reason, actor, now);
    }

    /// <param name="blocks">Those of this number that are in force: they end at once, and say why.</param>
    public void MarkEmergency(IEnumerable<NumberBlock> blocks, string actor, DateTimeOffset now)
    {
        EmergencyAt = now;
        Version++;
        foreach (var block in blocks)
        {
            block.Lift(BlockEnd.Emergency, actor, now);
        }
    }
}

/// <summary>For a while calls of one number are announced as blocked and queued last. The row stays as the record of who blocked, why, until when and who lifted it.</summary>
internal sealed class NumberBlock
{
    public const int LongestReason = 300;

    private NumberBlock()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>The number's row, which is removed in its time; this one holds no number.</summary>
    public Guid CallerId { get; private init; }

    /// <summary>The call after which it was placed.</summary>
    public Guid CallId { get; private init; }

    public DateTimeOffset PlacedAt { get; private init; }
    public string PlacedBy { get; private init; } = "";
    public string Reason { get; private init; } = "";
    public DateTimeOffset Until { get; private init; }
    public DateTimeOffset? LiftedAt { get; private set; }
    public string? LiftedBy { get; private set; }

    /// <summary>Why it ended before its time; null while it is in force and when it ran out.</summary>
    public BlockEnd? End { get; private set; }

    public int Version { get; private set; }

    public bool IsInForce(DateTimeOffset now) => LiftedAt is null && Until > now;

    internal static NumberBlock Place(Guid callerId, Guid callId, DateTimeOffset until, string reason, string actor, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CallerId = callerId,
        CallId = callId,
        PlacedAt = now,
        PlacedBy = actor,
        Reason = reason,
        Until = until,
    };

    public void Lift(BlockEnd end, string actor, DateTimeOffset now)
    {
        (LiftedAt, LiftedBy, End) = (now, actor, end);
        Version++;
    }
}

/// <summary>Why a block ended before its time.</summary>
internal enum BlockEnd
{
    Lifted,

    /// <summary>A call from the number was marked an emergency.</summary>
    Emergency,
}
