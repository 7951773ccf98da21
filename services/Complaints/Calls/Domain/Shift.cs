namespace PlanningPlatform.Complaints.Calls.Domain;

/// <summary>An operator's time on duty (dinas), with its breaks.</summary>
internal sealed class Shift
{
    private readonly List<ShiftBreak> _breaks = [];

    private Shift()
    {
    }

    public Guid Id { get; private init; }
    public string Operator { get; private init; } = "";

    /// <summary>The operator while on duty, else null. Unique: nobody is on duty twice.</summary>
    public string? OnDuty { get; private set; }

    public DateTimeOffset StartedAt { get; private init; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Since when the operator is on a break; null at work.</summary>
    public DateTimeOffset? BreakSince { get; private set; }

    public int Version { get; private set; }

    public IReadOnlyList<ShiftBreak> Breaks => _breaks;

    public static Shift Start(string actor, DateTimeOffset now) => new() { Id = Guid.CreateVersion7(now), Operator = actor, OnDuty = actor, StartedAt = now };

    public void TakeBreak(DateTimeOffset now)
    {
        BreakSince ??= now;
        Version++;
    }

    /// <summary>Also by answering a call.</summary>
    public void Resume(DateTimeOffset now)
    {
        if (BreakSince is { } since)
        {
            _breaks.Add(new ShiftBreak(Id, since, now));
            BreakSince = null;
            Version++;
        }
    }

    public void End(DateTimeOffset now)
    {
        Resume(now);
        (OnDuty, EndedAt) = (null, now);
        Version++;
    }
}

internal sealed class ShiftBreak(Guid shiftId, DateTimeOffset startedAt, DateTimeOffset endedAt)
{
    public Guid ShiftId { get; private init; } = shiftId;
    public DateTimeOffset StartedAt { get; private init; } = startedAt;
    public DateTimeOffset EndedAt { get; private init; } = endedAt;
}
