namespace PlanningPlatform.Complaints.Domain;

/// <summary>One thing that happened to a complaint, as its reporter reads it.</summary>
internal sealed class TimelineEntry(Guid complaintId, string code, ComplaintStatus status, DateTimeOffset at, string? note, string? deskNote, string? actor)
{
    public long Sequence { get; private init; }
    public Guid ComplaintId { get; private init; } = complaintId;

    /// <summary>
    /// Stable: Received, Verified, Forwarded, MobileUnitRequested, Assigned, Accepted, Departed, Arrived, Completed, Resolved,
    /// ContactErased, ErasureRequested, ContentErased, ErasureRefused.
    /// </summary>
    public string Code { get; private init; } = code;

    public ComplaintStatus Status { get; private init; } = status;
    public DateTimeOffset At { get; private init; } = at;

    /// <summary>For everybody who may follow the complaint.</summary>
    public string? Note { get; private set; } = note;

    /// <summary>For the desk only; never part of a public answer.</summary>
    public string? DeskNote { get; private set; } = deskNote;

    /// <summary>User name of who did it, for the desk and inspectors, not for agencies; never part of a public answer. Null for the reporter and for the system.</summary>
    public string? Actor { get; private init; } = actor;

    public void EraseNotes(bool keepNote)
    {
        Note = keepNote ? Note : null;
        DeskNote = null;
    }
}
