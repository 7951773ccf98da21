namespace PlanningPlatform.Portal.Services;

/// <summary>One run of the day planner.</summary>
/// <param name="Progress">Percent of the time limit that is over.</param>
/// <param name="Seconds">The time limit.</param>
public sealed record DayPlan(
    Guid Id, DateOnly Day, string State, string AskedBy, DateTimeOffset AskedAt, DateTimeOffset? EndedAt, int Seconds, int Progress, int Served, int Unserved, int UnitsUsed, double Kilometres)
{
    public bool IsRunning => State == "Running";

    /// <summary>It can be adopted, and requests can be put into it.</summary>
    public bool IsReady => State is "Done" or "Stopped";
}

/// <param name="TravelTimes">Who said how long the ways take; null before the end.</param>
public sealed record DayPlanFile(DayPlan Plan, string? TravelTimes, IReadOnlyList<PlannedRoute> Routes, IReadOnlyList<LeftOut> LeftOut);

public sealed record PlannedRoute(Guid UnitId, string UnitCode, DateTimeOffset Leaves, DateTimeOffset Ends, double Kilometres, IReadOnlyList<PlannedHalt> Stops);

/// <param name="Kind">PickUp, DropOff, Visit or Pause.</param>
/// <param name="RequestId">Null for a pause.</param>
/// <param name="Load">On board when it leaves.</param>
public sealed record PlannedHalt(string Kind, Guid? RequestId, DateTimeOffset Arrival, DateTimeOffset Begin, DateTimeOffset Departure, int Load)
{
    public bool IsPause => Kind == "Pause";
}

/// <param name="Why">In the reader's language.</param>
public sealed record LeftOut(Guid RequestId, string Code, string Why);

internal sealed record AskedPlan(Guid Id);

/// <param name="Requests">How many have a journey by it.</param>
public sealed record AdoptedPlan(int Journeys, int Requests, IReadOnlyList<PlanConflict> Conflicts);

/// <param name="Code">The rule that stood against it.</param>
public sealed record PlanConflict(Guid RequestId, string UnitCode, string Code);
