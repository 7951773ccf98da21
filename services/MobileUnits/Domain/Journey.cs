namespace PlanningPlatform.MobileUnits.Domain;

public enum JourneyState
{
    Assigned,
    Accepted,
    EnRoute,
    Arrived,
    Completed,
}

/// <summary>One unit on its way for one request.</summary>
internal sealed class Journey
{
    private static readonly Dictionary<JourneyState, JourneyState> Next = new()
    {
        [JourneyState.Assigned] = JourneyState.Accepted,
        [JourneyState.Accepted] = JourneyState.EnRoute,
        [JourneyState.EnRoute] = JourneyState.Arrived,
        [JourneyState.Arrived] = JourneyState.Completed,
    };

    private Journey()
    {
    }

    public Guid Id { get; private init; }
    public Guid RequestId { get; private init; }
    public VisitRequest Request { get; private init; } = null!;
    public Guid UnitId { get; private init; }
    public MobileUnit Unit { get; private init; } = null!;

    /// <summary>The unit as long as the journey is open, null afterwards; unique, so that a unit serves one journey at a time.</summary>
    public Guid? OccupiesUnitId { get; private set; }

    public JourneyState State { get; private set; }

    /// <summary>Why this unit, in the dispatcher's words; required for one that was not recommended. Null once it is erased.</summary>
    public string? Reason { get; private set; }

    /// <summary>User name of the dispatcher.</summary>
    public string AssignedBy { get; private init; } = "";

    public DateTimeOffset AssignedAt { get; private init; }
    public int Version { get; private set; }

    /// <summary>Null when the journey has ended.</summary>
    public JourneyState? NextState => Next.TryGetValue(State, out var next) ? next : null;

    public static Journey Start(VisitRequest request, MobileUnit unit, string? reason, string dispatcher, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        RequestId = request.Id,
        Request = request,
        UnitId = unit.Id,
        Unit = unit,
        OccupiesUnitId = unit.Id,
        Reason = reason,
        AssignedBy = dispatcher,
        AssignedAt = now,
        Version = 1,
    };

    public void MoveTo(JourneyState state, DateTimeOffset now)
    {
        if (NextState != state)
        {
            throw new InvalidOperationException($"A journey that is {State} cannot become {state}.");
        }

        State = state;
        Version++;
        if (state == JourneyState.Completed)
        {
            OccupiesUnitId = null;
            Request.Complete(now);
        }
    }

    /// <summary>It may say who is carried and why. The version stays: it is that of the state, by which others put their news in order.</summary>
    internal void EraseReason() => Reason = null;
}
