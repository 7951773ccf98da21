using System.Diagnostics;

namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>How long to plan, and how.</summary>
public sealed record SolveOptions
{
    /// <summary>Never exceeded; 0 gives the plan that keeps to what is committed. Everything counts, from the call to the plan.</summary>
    public required TimeSpan TimeLimit { get; init; }

    /// <summary>
    /// The same seed, problem and options give the same plan, on any machine: the search is bounded by work instead of time, and <see cref="TimeLimit"/> only guards
    /// (<see cref="SolveResult.EndedBy"/> says whether it had to). Null: by chance.
    /// </summary>
    public ulong? Seed { get; init; }

    /// <summary>At most this many spots looked at. Null: with a <see cref="Seed"/> what a slow machine does within <see cref="TimeLimit"/>, else no limit.</summary>
    public long? WorkLimit { get; init; }

    /// <summary>Where to begin; of a plan for another state of the day, what still fits is kept.</summary>
    public Plan? InitialPlan { get; init; }

    /// <summary>Told at most four times a second, by the planning thread: what it takes counts as planning time.</summary>
    public IProgress<PlanProgress>? Progress { get; init; }
}

/// <summary>The best plan so far.</summary>
public sealed record PlanProgress(TimeSpan Elapsed, int Unserved, int Vehicles, double Cost);

public enum SolveEnd
{
    /// <summary>The work set by the seed, by <see cref="SolveOptions.WorkLimit"/> or by the size of the problem is done.</summary>
    WorkDone,

    TimeIsUp,
    Cancelled,
}

/// <param name="Work">Spots looked at.</param>
public sealed record SolveResult(Plan Plan, SolveEnd EndedBy, TimeSpan Elapsed, long Work);

/// <summary>Plans a day: who is fetched by which vehicle, in which order, when. See docs/planner.md.</summary>
public static class DayPlanner
{
    /// <summary>A valid plan always, also when there is no time at all or <paramref name="cancellationToken"/> is cancelled: then the best so far.</summary>
    /// <exception cref="ArgumentException">The problem's <see cref="ITravel"/> gives a negative, infinite or NaN way.</exception>
    public static SolveResult Solve(Problem problem, SolveOptions options, CancellationToken cancellationToken = default)
    {
        var begun = Stopwatch.GetTimestamp();
        var model = new Model(problem, 1000);
        var budget = new Budget(begun, options.TimeLimit * 0.98, options.WorkLimit, cancellationToken);
        var draft = new Draft(model);
        var search = new Search(model, draft, new(options.Seed ?? (ulong)begun), budget);
        search.Run();
        var plan = PlanWriter.Write(model, search.Best, _ => new(RefusalCode.NotTriedInTime));
        Console.Error.WriteLine($"rounds {search.Rounds} work {budget.Work}");
        return new(plan, budget.TimeIsUp ? SolveEnd.TimeIsUp : SolveEnd.WorkDone, Stopwatch.GetElapsedTime(begun), budget.Work);
    }
}
