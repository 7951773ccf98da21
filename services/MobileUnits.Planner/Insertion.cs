namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>What came of inserting a request: either <see cref="Vehicle"/> has it now, or there is a <see cref="Refusal"/>.</summary>
/// <param name="Problem">The problem that <paramref name="Plan"/> is for: the given one with the request.</param>
/// <param name="Plan">The new plan; the request is on a route or among the unserved.</param>
public sealed record InsertionResult(Problem Problem, Plan Plan, VehicleOption? Vehicle, Refusal? Refusal)
{
    public bool IsServed => Vehicle is not null;
}

/// <summary>One line of the dispatcher's list: exactly one of <paramref name="Detour"/> and <paramref name="Refusal"/> is there.</summary>
public sealed record VehicleOption(string VehicleId, Detour? Detour, Refusal? Refusal);

/// <summary>Why a route is none for the day.</summary>
/// <param name="What">In words, for programmers.</param>
public sealed record PlanFault(string VehicleId, string What);

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
    public static InsertionResult Insert(Problem problem, Plan plan, Request request)
    {
        var (model, draft, job) = Read(problem, plan, request);
        var spots = new Spots(model);
        Refusal? refusal = null;
        foreach (var (vehicle, spot) in SpotsOf(job, draft, spots))
        {
            var detour = Detour.Of(model, draft.Tours[vehicle], job, spot);
            if (draft.Insert(job, vehicle, spot))
            {
                return new(model.Problem, Write(), new(model.Problem.Vehicles[vehicle].Id, detour, null), null);
            }
        }

        refusal = new WhyNot(model, spots).Of(job, draft);
        return new(model.Problem, Write(), null, refusal);

        Plan Write()
        {
            var reasons = plan.Unserved.ToDictionary(unserved => unserved.RequestId, unserved => unserved.Reason, StringComparer.Ordinal);
            return PlanWriter.Write(model, draft, other => other == job ? refusal! : reasons.GetValueOrDefault(model.Problem.Requests[other].Id, new(RefusalCode.NotTriedInTime)));
        }
    }

    /// <summary>Whether a plan is one for this day, as it stands now: <see cref="Insert"/> and <see cref="Rank"/> want one. Whether it is in time is not asked here but by <see cref="PlanValidator"/>.</summary>
    /// <returns>The first route that its vehicle cannot drive; null if all can.</returns>
    public static PlanFault? FaultOf(Problem problem, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        return PlanReader.FaultOf(new(problem, mostPlacesToTabulate: 0), plan, out _);
    }

    /// <summary>For every vehicle its cheapest spot or why it cannot: those that can first, by cost; then those that cannot, the nearest miss first.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Insert"/>.</exception>
    public static IReadOnlyList<VehicleOption> Rank(Problem problem, Plan plan, Request request)
    {
        var (model, draft, job) = Read(problem, plan, request);
        var spots = new Spots(model);
        var whyNot = new WhyNot(model, spots);
        var options = new VehicleOption[model.Vehicles];
        foreach (var tour in draft.Tours)
        {
            var spot = spots.Best(job, tour, everywhere: true);
            options[tour.Vehicle] = spot.Exists
                ? new(problem.Vehicles[tour.Vehicle].Id, Detour.Of(model, tour, job, spot), null)
                : new(problem.Vehicles[tour.Vehicle].Id, null, whyNot.Of(job, tour));
        }

        return [.. options
            .OrderBy(option => option.Detour is null)
            .ThenBy(option => option.Detour?.Cost)
            .ThenBy(option => option.Refusal, Comparer<Refusal?>.Create((one, other) => one is null || other is null ? 0 : WhyNot.Compare(one, other)))];
    }

    private static (Model Model, Draft Draft, int Job) Read(Problem problem, Plan plan, Request request)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(request);
        var known = problem.Requests.FirstOrDefault(other => other.Id == request.Id);
        if (known is not null && known != request)
        {
            throw new ArgumentException($"'{request.Id}' is another request of the problem.", nameof(request));
        }

        // Only few ways are asked for: no table of all.
        var model = new Model(known is null ? problem.With(request) : problem, mostPlacesToTabulate: 0);
        var draft = PlanReader.ReadRunning(model, plan);
        var job = model.RequestOf[request.Id];
        return draft.VehicleOf[job] < 0 ? (model, draft, job) : throw new ArgumentException($"'{request.Id}' is on a route already.", nameof(request));
    }

    /// <summary>The spots that there are, the best first.</summary>
    private static IEnumerable<(int Vehicle, Spot Spot)> SpotsOf(int job, Draft draft, Spots spots)
        => draft.Tours.Select(tour => (Tour: tour, Spot: spots.Best(job, tour, everywhere: true))).Where(found => found.Spot.Exists)
            .OrderBy(found => spots.FewestVehicles && !found.Tour.IsUsed).ThenBy(found => found.Spot.Cost).Select(found => (found.Tour.Vehicle, found.Spot));
}
