namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>What a plan is measured by, once as many requests as possible are served (by priority).</summary>
/// <param name="CostPerDistance">0 or more.</param>
/// <param name="CostPerTime">Per unit of driving time, 0 or more; waiting costs nothing.</param>
/// <param name="CostPerVehicle">For every vehicle that serves a request, 0 or more.</param>
/// <param name="FewestVehicles">True: first as few vehicles as possible, then the least cost.</param>
public sealed record Objective(double CostPerDistance = 1, double CostPerTime = 0, double CostPerVehicle = 0, bool FewestVehicles = false);

/// <summary>
/// A day to plan: vehicles, requests and the ways between their locations. All instants and durations are in one unit (seconds, counted from any origin), all distances in one (metres).
/// Immutable, and safe to share between threads if its <see cref="ITravel"/> is.
/// </summary>
public sealed class Problem
{
    /// <exception cref="ArgumentException">A number is NaN, infinite or out of its range, a location or an id is unknown, an id is there twice; the message names the field.</exception>
    public Problem(IReadOnlyList<Vehicle> vehicles, IReadOnlyList<Request> requests, ITravel travel, Objective? objective = null)
        : this([.. vehicles ?? throw new ArgumentNullException(nameof(vehicles))], [.. requests ?? throw new ArgumentNullException(nameof(requests))], travel, objective ?? new())
        => ProblemCheck.Check(this);

    private Problem(Vehicle[] vehicles, Request[] requests, ITravel travel, Objective objective)
        => (Vehicles, Requests, Travel, Objective) = (vehicles, requests, travel ?? throw new ArgumentNullException(nameof(travel)), objective);

    public IReadOnlyList<Vehicle> Vehicles { get; }

    public IReadOnlyList<Request> Requests { get; }

    public ITravel Travel { get; }

    public Objective Objective { get; }

    /// <summary>The same day with one more request. Takes microseconds: only the request is checked.</summary>
    /// <exception cref="ArgumentException">As for the constructor.</exception>
    public Problem With(Request request)
    {
        var problem = new Problem([.. Vehicles], [.. Requests, request], Travel, Objective);
        ProblemCheck.CheckAdded(problem, request);
        return problem;
    }
}
