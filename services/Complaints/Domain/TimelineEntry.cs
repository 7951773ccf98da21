namespace PlanningPlatform.Complaints.Domain;

/// <summary>One thing that happened to a complaint, as its reporter reads it.</summary>
internal sealed class TimelineEntry
{
    public long Sequence { get; init; }
    public Guid ComplaintId { get; init; }

    /// <summary>Stable: Received, Verified, Forwarded, MobileUnitRequested, Assigned, Accepted, Departed, Arrived, Completed, Resolved.</summary>
    public required string Code { get; init; }

    public required ComplaintStatus Status { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>For everybody who may follow the complaint.</summary>
    public required string? Note { get; init; }

    /// <summary>For the desk only; never part of a public answer.</summary>
    public string? DeskNote { get; init; }

    /// <summary>User name of who did it, for the desk and inspectors; never part of a public answer. Null for the reporter and for the system.</summary>
    public required string? Actor { get; init; }
}
