using PlanningPlatform.Regions;

namespace PlanningPlatform.Complaints.Domain;

/// <summary>Until when what is due, and what happens by itself when it was not done.</summary>
internal sealed partial class Complaint
{
    /// <summary>The regulation whose limits these are: <see cref="RegulationProfile.Code"/>.</summary>
    public string ProfileCode { get; private set; } = "";

    public Limits Limits { get; private set; } = null!;

    /// <summary>When the clock to finish runs out: the legal limit.</summary>
    public DateTimeOffset ExpectedBy { get; private set; }

    /// <summary>The limit of the step that is due now, legal; null when nothing is due: ended, or waiting for the reporter.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>The earliest time at which something happens by itself (<see cref="CheckClock"/>).</summary>
    public DateTimeOffset? NextCheckAt { get; private set; }

    public EscalationLevel Escalation { get; private set; }

    /// <summary>When the desk first handed it to somebody; null before.</summary>
    public DateTimeOffset? ForwardedAt { get; private set; }

    /// <summary>When somebody first began with it; null before.</summary>
    public DateTimeOffset? FollowedUpAt { get; private set; }

    public DateTimeOffset? ResolvedAt { get; private set; }

    /// <summary>Since when the clock waits for the reporter's reply; null while it runs.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>When the reporter's silence closes it; set by the answer.</summary>
    public DateTimeOffset? AutoCloseAt { get; private set; }

    /// <summary>When it ended, as closed, rejected or merged.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    private (DateTimeOffset WarnAt, DateTimeOffset By) Step
        => ForwardedAt is null ? (Limits.ForwardWarnAt, Limits.ForwardBy)
            : FollowedUpAt is null ? (Limits.FollowUpWarnAt, Limits.FollowUpBy)
            : (Limits.FinishWarnAt, Limits.FinishBy);

    private bool IsOpen => Status is not (ComplaintStatus.Resolved or ComplaintStatus.Closed or ComplaintStatus.Rejected or ComplaintStatus.Merged or ComplaintStatus.Archived);

    /// <summary>Does what has come due by itself, the hand-offs loaded: warns, escalates, alarms again about a silent unit, closes after the reporter's silence.</summary>
    /// <returns>What happened, oldest first; empty when nothing was due.</returns>
    public IReadOnlyList<string> CheckClock(SilenceLimits silence, DateTimeOffset now)
    {
        List<string> happened = [];
        if (NextCheckAt is null || NextCheckAt > now)
        {
            return happened;
        }

        if (Status == ComplaintStatus.Resolved && AutoCloseAt <= now)
        {
            Status = ComplaintStatus.Closed;
            End(now);
            Happened("ClosedBySilence", Audience.Everybody);
            return happened;
        }

        foreach (var handOff in _handOffs.Where(handOff => handOff.AlarmAt <= now))
        {
            handOff.Alarm(silence, now);
            AlarmAt = _handOffs.Min(each => each.AlarmAt);
            Happened("Alarmed", Audience.Staff, handOff.Unit);
        }

        if (DueAt is not null)
        {
            var reached = now >= Limits.LeaderAt ? EscalationLevel.Leaders : now >= DueAt ? EscalationLevel.Supervisor : now >= Step.WarnAt ? EscalationLevel.Warned : EscalationLevel.None;
            if (reached > Escalation)
            {
                Escalation = reached;
                Happened(reached == EscalationLevel.Warned ? "Warned" : "Escalated", Audience.Staff, reached.ToString());
            }
        }

        Reschedule();
        return happened;

        void Happened(string code, Audience audience, string? note = null)
        {
            happened.Add(code);
            Record(code, note, actor: null, now, audience: audience);
        }
    }

    private void StartClock(RegulationProfile profile, Limits limits)
    {
        (ProfileCode, Limits, ExpectedBy) = (profile.Code, limits, limits.FinishBy);
        (ForwardedAt, FollowedUpAt, ResolvedAt, AskedAt, AutoCloseAt, EndedAt) = (null, null, null, null, null, null);
        Escalation = EscalationLevel.None;
    }

    /// <summary>The reporter replied, or somebody went on without waiting.</summary>
    private void ResumeClock(OfficeTime office, DateTimeOffset now)
    {
        if (AskedAt is { } since)
        {
            Limits = Limits.AfterPause(since, now, office);
            ExpectedBy = Limits.FinishBy;
            AskedAt = null;
        }
    }

    private void End(DateTimeOffset now)
    {
        EndedAt = now;
        AskedAt = null;
        (ContactUnneededSince, WordsUnneededSince) = (ProtectedReporter is null ? null : ContactUnneededSince ?? now, WordsUnneededSince ?? now);
    }

    /// <summary>After every change: what is due now, and when to look again.</summary>
    private void Reschedule()
    {
        var due = IsOpen && AskedAt is null && !(IsEmergency && FollowedUpAt is not null) ? Step.By : (DateTimeOffset?)null;
        if (due != DueAt)
        {
            // Another step's limit: what was said about the one before is over.
            (DueAt, Escalation) = (due, due is null ? Escalation : EscalationLevel.None);
        }

        var clock = due is null ? null : Escalation switch
        {
            EscalationLevel.None => Step.WarnAt,
            EscalationLevel.Warned => due,
            EscalationLevel.Supervisor => Limits.LeaderAt,
            _ => (DateTimeOffset?)null,
        };
        NextCheckAt = new[] { clock, Status == ComplaintStatus.Resolved ? AutoCloseAt : null, AlarmAt }.Min();
    }
}

/// <summary>Who has been told that a limit is near or over. Levels and percentages are local defaults. [ours]</summary>
internal enum EscalationLevel
{
    None,

    /// <summary>80 % of the time is over: whoever has it.</summary>
    Warned,

    /// <summary>The time is over: their superior and the desk's supervisor.</summary>
    Supervisor,

    /// <summary>Half as much again: the leaders.</summary>
    Leaders,
}
