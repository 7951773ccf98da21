using System.Diagnostics;

namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>How long to plan, and how.</summary>
public sealed record SolveOptions
{
    /// <summary>Never exceeded; 0 gives <see cref="InitialPlan"/> as far as it fits, or what is committed. Everything counts, from the call to the plan.</summary>
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
    /// <summary>What a slow, busy core does; the machine this was measured on does three times as much.</summary>
    private const double WorkPerSecond = 35e6;

    /// <summary>So much work for every request times every request, and a small day is planned as well as it can be.</summary>
    private const long WorkPerRequestSquared = 200_000;

    /// <summary>Ways between more places than this are asked for one by one: the table would take longer than it saves, and 16 bytes for each pair.</summary>
    private const int MostPlaces = 2000;
    private const int MostPlacesInAHurry = 300;

    /// <summary>A valid plan always, also when there is no time at all or <paramref name="cancellationToken"/> is cancelled: then the best so far.</summary>
    /// <exception cref="ArgumentException">The problem's <see cref="ITravel"/> gives a negative, infinite or NaN way.</exception>
    public static SolveResult Solve(Problem problem, SolveOptions options, CancellationToken cancellationToken = default)
    {
        var begun = Stopwatch.GetTimestamp();
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(options);
        var limit = options.TimeLimit < TimeSpan.Zero ? throw new ArgumentException($"{nameof(options.TimeLimit)}: {options.TimeLimit} is negative.", nameof(options)) : options.TimeLimit;
        var model = new Model(problem, limit < TimeSpan.FromSeconds(1) ? MostPlacesInAHurry : MostPlaces);
        var enough = WorkPerRequestSquared * problem.Requests.Count * problem.Requests.Count;
        var asked = options.WorkLimit ?? (options.Seed is null ? long.MaxValue : (long)(limit.TotalSeconds * WorkPerSecond));
        var budget = new Budget(begun, limit - TimeToFinish(limit), Math.Min(asked, enough), options.Seed is null, cancellationToken);
        var search = new Search(model, new(options.Seed ?? (ulong)begun), budget);
        budget.Tick = options.Progress is not { } progress ? null : elapsed => progress.Report(new(elapsed, search.Best.Absent.Count, search.Best.Used, search.Best.Cost));
        search.Run(options.InitialPlan);
        var isHurried = budget.TimeIsUp || cancellationToken.IsCancellationRequested;
        var (plan, wasCut) = Finish(model, search.Best, begun, isHurried ? Stopwatch.GetElapsedTime(begun) + (TimeToFinish(limit) / 3) : limit - TimeToFinish(limit));
        var end = cancellationToken.IsCancellationRequested ? SolveEnd.Cancelled : budget.TimeIsUp || wasCut ? SolveEnd.TimeIsUp : SolveEnd.WorkDone;
        return new(plan, end, Stopwatch.GetElapsedTime(begun), budget.Work);
    }

    /// <summary>What is kept back for the reasons and for writing the plan.</summary>
    private static TimeSpan TimeToFinish(TimeSpan limit) => TimeSpan.FromMilliseconds(Math.Min(Math.Min(500, 100 + (limit.TotalMilliseconds / 100)), limit.TotalMilliseconds / 3));

    /// <summary>A last try for whoever is left out, then the reasons; what is not looked into by <paramref name="until"/> has to do without, or the plan itself would come too late.</summary>
    private static (Plan Plan, bool WasCut) Finish(Model model, Draft draft, long begun, TimeSpan until)
    {
        var spots = new Spots(model);
        var whyNot = new WhyNot(model, spots);
        var wasCut = false;
        foreach (var job in draft.Absent.Order().ToList())
        {
            if (IsLate())
            {
                break;
            }

            foreach (var tour in draft.Tours)
            {
                if (spots.Best(job, tour) is { Exists: true } spot && draft.Insert(job, tour.Vehicle, spot))
                {
                    break;
                }
            }
        }

        var plan = PlanWriter.Write(model, draft, job => (IsLate() ? null : whyNot.Of(job, draft)) ?? new(RefusalCode.NotTriedInTime));
        return (plan, wasCut);

        bool IsLate() => wasCut |= Stopwatch.GetElapsedTime(begun) >= until;
    }
}
