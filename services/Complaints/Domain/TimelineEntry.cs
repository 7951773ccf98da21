namespace PlanningPlatform.Complaints.Domain;

/// <summary>One thing that happened to a complaint.</summary>
internal sealed class TimelineEntry(
    Guid complaintId, string code, ComplaintStatus status, DateTimeOffset at, string? note, string? deskNote, string? actor, Audience audience)
{
    public long Sequence { get; private init; }
    public Guid ComplaintId { get; private init; } = complaintId;

    /// <summary>Stable; docs/complaints.md lists them.</summary>
    public string Code { get; private init; } = code;

    public ComplaintStatus Status { get; private init; } = status;
    public DateTimeOffset At { get; private init; } = at;

    /// <summary>Who may know that it happened, and read the note.</summary>
    public Audience Audience { get; private init; } = audience;

    /// <summary>For the audience.</summary>
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

/// <summary>Who reads an entry; everyone named further down does, too.</summary>
internal enum Audience
{
    /// <summary>The public, where the complaint itself is public.</summary>
    Everybody,

    /// <summary>The reporter and those who work on it.</summary>
    Reporter,

    /// <summary>The desk and the agencies that have it.</summary>
    Staff,

    /// <summary>The desk alone.</summary>
    Desk,
}
