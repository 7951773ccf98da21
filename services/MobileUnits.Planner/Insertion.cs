namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>What came of inserting a request: either <see cref="Vehicle"/> has it now, or there is a <see cref="Refusal"/>.</summary>
/// <param name="Problem">The problem that <paramref name="Plan"/> is for: the given one with the request.</param>
/// <param name="Plan">The new plan; the request is on a route or among the unserved.</param>
public sealed record InsertionResult(Problem Problem, Plan Plan, VehicleOption? Vehicle, Refusal? Refusal)
{
    public bool IsServed => Vehicle is not null;
}

/// <summary>A request put on a vehicle's route at its cheapest spot.</summary>
/// <param name="DetourDistance">By how much the vehicle's way grows.</param>
/// <param name="DetourTime">By how much its driving time grows.</param>
/// <param name="PickUpTime">When the pick-up (or visit) begins.</param>
/// <param name="DropOffTime">When the drop-off begins; null for a visit.</param>
public sealed record Detour(double DetourDistance, double DetourTime, double Cost, double PickUpTime, double? DropOffTime);

/// <summary>One line of the dispatcher's list: exactly one of <paramref name="Detour"/> and <paramref name="Refusal"/> is there.</summary>
public sealed record VehicleOption(string VehicleId, Detour? Detour, Refusal? Refusal);

/// <summary>
/// Puts one request into a plan that is under way: no stop is moved to another vehicle or before another stop, and nothing is put among frozen steps. Where the plan is late already
/// (a vehicle was held up), it may stay as late there, but gets no later.
/// </summary>
public static class Insertion
{
    /// <summary>The cheapest spot of all vehicles; with <see cref="Objective.FewestVehicles"/> those already used come first.</summary>
    /// <param name="problem">The day as it stands now.</param>
    /// <param name="plan">A plan for it.</param>
    /// <param name="request">One that the problem knows and the plan does not serve, or a new one.</param>
    /// <exception cref="ArgumentException">The request is malformed or on a route already; the plan is none for this problem.</exception>
    public static InsertionResult Insert(Problem problem, Plan plan, Request request) => throw new NotSupportedException();

    /// <summary>For every vehicle its cheapest spot or why it cannot: those that can first, by cost; then those that cannot, the nearest miss first.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Insert"/>.</exception>
    public static IReadOnlyList<VehicleOption> Rank(Problem problem, Plan plan, Request request) => throw new NotSupportedException();
}
