namespace PlanningPlatform.Complaints.Calls.Domain;

/// <summary>What one shift hands to the next (serah terima): what was open when it ended, and a note. It stays as it was written.</summary>
internal sealed class Handover
{
    public const int LongestNote = 2000;

    private Handover()
    {
    }

    public Guid Id { get; private init; }
    public Guid ShiftId { get; private init; }
    public DateTimeOffset ShiftStartedAt { get; private init; }
    public string WrittenBy { get; private init; } = "";
    public DateTimeOffset WrittenAt { get; private init; }
    public string? Note { get; private init; }
    public HandoverLists Lists { get; private init; } = HandoverLists.Empty;

    /// <summary>Who took it over; null until somebody did.</summary>
    public string? AcknowledgedBy { get; private set; }

    public DateTimeOffset? AcknowledgedAt { get; private set; }
    public int Version { get; private set; }

    public static Handover Write(Shift shift, HandoverLists lists, string? note, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ShiftId = shift.Id,
        ShiftStartedAt = shift.StartedAt,
        WrittenBy = shift.Operator,
        WrittenAt = now,
        Note = note,
        Lists = lists,
    };

    public void Acknowledge(string actor, DateTimeOffset now)
    {
        (AcknowledgedBy, AcknowledgedAt) = (actor, now);
        Version++;
    }
}

/// <summary>What was open. Numbers and codes only: who called or what they said is not in it.</summary>
/// <param name="Emergencies">Open ones.</param>
/// <param name="Cards">Units that were called and have not confirmed.</param>
/// <param name="Calls">Open ones, and emergencies and complaints of which nothing was lodged.</param>
/// <param name="Taken">Calls of the shift by kind.</param>
internal sealed record HandoverLists(
    IReadOnlyList<HandoverLists.Emergency> Emergencies, IReadOnlyList<HandoverLists.Card> Cards, IReadOnlyList<HandoverLists.UnfinishedCall> Calls, CallCounts Taken)
{
    public static HandoverLists Empty { get; } = new([], [], [], CallCounts.None);

    internal sealed record Emergency(Guid ComplaintId, string TrackingNumber, string CategoryCode, string? VillageCode, DateTimeOffset ReceivedAt);

    internal sealed record Card(Guid ComplaintId, string TrackingNumber, string Unit, DateTimeOffset CalledAt, DateTimeOffset? EnRouteAt, DateTimeOffset? OnSceneAt, int Alarms);

    /// <param name="Kind">Of <see cref="CallKind"/>; null when nobody said.</param>
    internal sealed record UnfinishedCall(Guid CallId, DateTimeOffset StartedAt, string? Kind, string? Operator);
}

/// <summary>How many calls were what.</summary>
/// <param name="Unsorted">Nobody said: missed, turned away or not yet over.</param>
internal sealed record CallCounts(int Ghost, int Prank, int Information, int Emergency, int Complaint, int Unsorted)
{
    public static CallCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    public int Total => Ghost + Prank + Information + Emergency + Complaint + Unsorted;

    public static CallCounts Of(IEnumerable<(CallKind? Kind, int Count)> counted)
    {
        var byKind = counted.ToLookup(each => each.Kind, each => each.Count);
        return new(Sum(CallKind.Ghost), Sum(CallKind.Prank), Sum(CallKind.Information), Sum(CallKind.Emergency), Sum(CallKind.Complaint), Sum(null));

        int Sum(CallKind? kind) => byKind[kind].Sum();
    }
}
