namespace PlanningPlatform.Complaints.Domain;

/// <summary>A unit that was called to an emergency: the card that stays open until the unit itself says that it is over.</summary>
internal sealed class HandOff
{
    private HandOff()
    {
    }

    public const int LongestUnit = 100;

    public Guid Id { get; private init; }
    public Guid ComplaintId { get; private init; }

    /// <summary>Damkar, ambulans PSC, BPBD, Polres.</summary>
    public string Unit { get; private init; } = "";

    public string CalledBy { get; private init; } = "";
    public DateTimeOffset CalledAt { get; private init; }
    public DateTimeOffset? EnRouteAt { get; private set; }
    public DateTimeOffset? OnSceneAt { get; private set; }

    /// <summary>The unit confirmed that it is over, or that it does not come; null while the card is open.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    public string? Outcome { get; private set; }

    /// <summary>When its silence is an alarm (again); null once it has confirmed.</summary>
    public DateTimeOffset? AlarmAt { get; private set; }

    /// <summary>How often its silence was an alarm.</summary>
    public int Alarms { get; private set; }

    /// <summary>Since when its silence is an alarm that nobody ended; null once it reports.</summary>
    public DateTimeOffset? AlarmingSince { get; private set; }

    public bool IsOpen => ConfirmedAt is null;

    public bool IsAlarming => AlarmingSince is not null;

    internal static HandOff Call(Guid complaintId, string unit, string calledBy, SilenceLimits silence, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ComplaintId = complaintId,
        Unit = unit,
        CalledBy = calledBy,
        CalledAt = now,
        AlarmAt = now + silence.AfterCall,
    };

    internal void Report(HandOffStep step, string? outcome, SilenceLimits silence, DateTimeOffset now)
    {
        AlarmingSince = null;
        switch (step)
        {
            case HandOffStep.EnRoute:
                EnRouteAt ??= now;
                AlarmAt = now + silence.AfterDeparture;
                break;
            case HandOffStep.OnScene:
                OnSceneAt ??= now;
                AlarmAt = now + silence.OnScene;
                break;
            default:
                (ConfirmedAt, Outcome, AlarmAt) = (now, outcome, null);
                break;
        }
    }

    internal void EraseOutcome() => Outcome = null;

    internal void Alarm(SilenceLimits silence, DateTimeOffset now)
    {
        Alarms++;
        AlarmingSince ??= now;
        AlarmAt = now + (OnSceneAt is not null ? silence.OnScene : EnRouteAt is not null ? silence.AfterDeparture : silence.AfterCall);
    }
}

/// <summary>What a called unit reports.</summary>
internal enum HandOffStep
{
    EnRoute,
    OnScene,

    /// <summary>It is over.</summary>
    Confirmed,
}

/// <summary>After how much silence a called unit is an alarm again. [ours]</summary>
internal sealed class SilenceLimits
{
    public TimeSpan AfterCall { get; set; } = TimeSpan.FromMinutes(2);
    public TimeSpan AfterDeparture { get; set; } = TimeSpan.FromMinutes(15);
    public TimeSpan OnScene { get; set; } = TimeSpan.FromMinutes(30);
}
