using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Dispatch;
using PlanningPlatform.MobileUnits.Planner;
using PlanningPlatform.MobileUnits.Travel;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.DayPlans;

/// <summary>
/// Runs day plans one after the other, each on a thread of its own below the others, so that whoever dispatches meanwhile does not wait. Progress and the wish to
/// stop go through the database: whoever asks may ask another replica.
/// </summary>
internal sealed partial class DayPlanRuns(IServiceScopeFactory scopes, Regency regency, RoadEstimate roads, ITravelTimes travel, TimeProvider time, ILogger<DayPlanRuns> logger) : BackgroundService
{
    /// <summary>A run that was not heard of for so long died with its process.</summary>
    public static readonly TimeSpan SilentFor = TimeSpan.FromMinutes(1);

    /// <summary>After so long nobody looks at a plan any more. [ours]</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    private readonly Channel<Guid> _waiting = Channel.CreateBounded<Guid>(20);
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> _running = new();
    private readonly ConcurrentDictionary<Guid, bool> _mine = new();

    /// <returns>False when too many wait already.</returns>
    public bool TryQueue(Guid planId)
    {
        _mine[planId] = true;
        return _waiting.Writer.TryWrite(planId) || !_mine.TryRemove(planId, out _);
    }

    /// <summary>At once where it runs here; elsewhere it is read from the database.</summary>
    public void Stop(Guid planId)
    {
        if (_running.TryGetValue(planId, out var stop))
        {
            stop.Cancel();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var planId in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await RunAsync(planId, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception, planId);
                await TryFailAsync(planId);
            }
            finally
            {
                _mine.TryRemove(planId, out _);
            }
        }
    }

    /// <summary>While the database is away nobody can be told: then the run fell silent, and ends by that.</summary>
    private async Task TryFailAsync(Guid planId)
    {
        try
        {
            await UpdateAsync(planId, plan => plan.Finish(DayPlanState.Failed, result: null, time.GetUtcNow()), CancellationToken.None);
        }
        catch (Exception exception) when (exception.IsDatabaseOutage())
        {
            Log.NotTold(logger, planId, exception.GetBaseException().Message);
        }
    }

    /// <summary>Says that what waits or runs here is alive, and ends what no process has said so of for a while.</summary>
    public async Task KeepAliveAsync(MobileUnitsDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var mine = _mine.Keys.ToList();
        using (await db.Database.TakeWriteTurnAsync(cancellationToken))
        {
            await db.DayPlans.Where(plan => mine.Contains(plan.Id) && plan.State == DayPlanState.Running).ExecuteUpdateAsync(set => set.SetProperty(plan => plan.HeardAt, now), cancellationToken);
        }

        var silent = now - SilentFor;
        foreach (var plan in await db.DayPlans.Where(plan => plan.State == DayPlanState.Running && plan.HeardAt < silent).ToListAsync(cancellationToken))
        {
            plan.Finish(DayPlanState.Failed, result: null, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        var old = now - KeptFor;
        using (await db.Database.TakeWriteTurnAsync(cancellationToken))
        {
            await db.DayPlans.Where(plan => plan.State != DayPlanState.Running && plan.HeardAt < old).ExecuteDeleteAsync(cancellationToken);
        }
    }

    private async Task RunAsync(Guid planId, CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MobileUnitsDb>();
        if (await db.DayPlans.AsNoTracking().FirstOrDefaultAsync(row => row.Id == planId, stoppingToken) is not { State: DayPlanState.Running } asked)
        {
            return;
        }

        var begun = time.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        _running[planId] = stop;
        try
        {
            var frame = DayFrame.Of(asked.Day, regency, time.GetUtcNow());
            var rules = await db.RulesOnAsync(asked.Day, stoppingToken);
            var places = DayPlanScope.PlacesOf(asked, regency);
            var units = await db.DayTimetablesAsync(frame, places, regency, stoppingToken);
            var waiting = await WaitingAsync(db, frame, places, stoppingToken);
            var day = await DayProblem.MakeAsync(new(frame, rules, units, waiting), roads, points => WaysAsync(points, TimeSpan.FromSeconds(asked.Seconds) - time.GetElapsedTime(begun), stoppingToken));
            // What reading and asking for the ways took is part of the caller's time.
            var left = TimeSpan.FromSeconds(asked.Seconds) - time.GetElapsedTime(begun);
            var result = await SolveAsync(planId, day.Problem, left > TimeSpan.Zero ? left : TimeSpan.Zero, stop.Token);
            var planned = PlannedDay.Of(result.Plan, frame, units.ToDictionary(unit => unit.Unit.Code, unit => unit.Unit.Id, StringComparer.Ordinal), day.WithoutPlace, day.Source);
            await FinishAsync(planId, planned, result, waiting, stop.IsCancellationRequested, stoppingToken);
        }
        finally
        {
            _running.TryRemove(planId, out _);
        }
    }

    /// <summary>A routing service that takes more than a third of the time that is left is not waited for: then it is what is remembered, or the estimate.</summary>
    private async Task<Travel.TravelMatrix> WaysAsync(IReadOnlyList<GeoPoint> points, TimeSpan left, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(left > TimeSpan.Zero ? left / 3 : TimeSpan.Zero);
        try
        {
            return await travel.BetweenAsync(points, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return travel.KnownBetween(points);
        }
    }

    private static Task<List<TripRequest>> WaitingAsync(MobileUnitsDb db, DayFrame frame, IReadOnlyList<string>? places, CancellationToken cancellationToken)
        => db.Requests.AsNoTracking()
            .Where(request => (request.Status == RequestStatus.Waiting || request.Status == RequestStatus.Suggested) && (places == null || places.Contains(request.VillageCode)))
            .Where(request => request.PickUpFrom == null ? frame.IsToday : request.PickUpUntil > frame.Start && request.PickUpFrom < frame.End)
            .Where(request => request.PickUpUntil == null || request.PickUpUntil > frame.Now)
            .OrderBy(request => request.DueAt).Take(2000).ToListAsync(cancellationToken);

    private async Task<SolveResult> SolveAsync(Guid planId, Problem problem, TimeSpan limit, CancellationToken cancellationToken)
    {
        PlanProgress? latest = null;
        var options = new SolveOptions { TimeLimit = limit, Progress = new Told(progress => Volatile.Write(ref latest, progress)) };
        var solving = Task.Factory.StartNew(
            () =>
            {
                Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
                return DayPlanner.Solve(problem, options, cancellationToken);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return await FollowAsync(planId, problem, limit, solving, () => Volatile.Read(ref latest));
        }
        catch
        {
            // Nobody waits for it any more.
            Stop(planId);
            throw;
        }
    }

    private async Task<SolveResult> FollowAsync(Guid planId, Problem problem, TimeSpan limit, Task<SolveResult> solving, Func<PlanProgress?> latest)
    {
        while (await Task.WhenAny(solving, Task.Delay(TimeSpan.FromMilliseconds(500), time, CancellationToken.None)) != solving)
        {
            if (latest() is { } progress)
            {
                var percent = (int)Math.Min(99, progress.Elapsed / limit * 100);
                await UpdateAsync(
                    planId, plan => plan.Report(percent, problem.Requests.Count - progress.Unserved, progress.Unserved, progress.Vehicles, 0, time.GetUtcNow()), CancellationToken.None);
            }
        }

        return await solving;
    }

    /// <summary>Says to each request what the plan has for it, then keeps the plan: whoever finds it done finds them suggested.</summary>
    private async Task FinishAsync(Guid planId, PlannedDay planned, SolveResult result, List<TripRequest> waiting, bool stopped, CancellationToken cancellationToken)
    {
        var ended = time.GetUtcNow();
        foreach (var some in waiting.Select(request => request.Id).Chunk(100))
        {
            if (!await TrySuggestAsync(some, planned, cancellationToken))
            {
                // A dispatcher was at one of them at the same moment: then each by itself.
                foreach (var one in some)
                {
                    await TrySuggestAsync([one], planned, cancellationToken);
                }
            }
        }

        await UpdateAsync(
            planId,
            plan =>
            {
                plan.Report(100, planned.Served, planned.LeftOut.Count, result.Plan.Totals.Vehicles, Math.Round(result.Plan.Totals.Distance / 1000, 1), ended);
                plan.Finish(stopped ? DayPlanState.Stopped : DayPlanState.Done, JsonSerializer.Serialize(planned, JsonSerializerOptions.Web), ended);
            },
            cancellationToken);
    }

    /// <summary>One that a dispatcher took meanwhile keeps what it has.</summary>
    /// <returns>False when one of them was changed at the same moment: nothing is saved then.</returns>
    private async Task<bool> TrySuggestAsync(Guid[] ids, PlannedDay planned, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MobileUnitsDb>();
        var now = time.GetUtcNow();
        foreach (var request in await db.Requests.Where(request => ids.Contains(request.Id)).ToListAsync(cancellationToken))
        {
            if (!request.Status.Waits())
            {
                continue;
            }

            if (planned.PickUpOf(request.Id) is { } pickUp)
            {
                request.Suggest(pickUp.UnitCode, pickUp.At, now);
            }
            else if (planned.WhyNot(request.Id) is { } why)
            {
                request.WaitOn(why.Indonesian, now);
            }
        }

        return await db.TrySaveFirstAsync(cancellationToken);
    }

    private async Task UpdateAsync(Guid planId, Action<DayPlan> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<MobileUnitsDb>();
            if (await db.DayPlans.FindAsync([planId], cancellationToken) is not { State: DayPlanState.Running } plan)
            {
                return;
            }

            if (plan.StopAsked)
            {
                Stop(planId);
            }

            change(plan);
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return;
            }

            // Somebody asked it to stop at the same moment.
        }
    }

    /// <summary>Reports on the planning thread, in order; <see cref="Progress{T}"/> would not.</summary>
    private sealed class Told(Action<PlanProgress> tell) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value) => tell(value);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Day plan {PlanId} broke off.")]
        public static partial void Failed(ILogger logger, Exception exception, Guid planId);

        [LoggerMessage(LogLevel.Warning, "Nobody could be told that day plan {PlanId} broke off: {Reason}")]
        public static partial void NotTold(ILogger logger, Guid planId, string reason);
    }
}

internal static class DayPlanScope
{
    /// <summary>The places that a plan is for; null for the whole city.</summary>
    public static IReadOnlyList<string>? PlacesOf(DayPlan plan, Regency regency)
        => new GrantedScope([.. plan.Regions.Split(' ').Select(code => new Grant(Roles.Dispatcher, RegionCode.Parse(code), null, null))]).PlacesIn(regency);

    /// <summary>The units of these places with what they have to do that day, read only.</summary>
    /// <param name="places">Null for the whole city.</param>
    public static Task<IReadOnlyList<UnitTimetable>> DayTimetablesAsync(this MobileUnitsDb db, DayFrame frame, IReadOnlyList<string>? places, Regency regency, CancellationToken cancellationToken)
        => db.TimetablesAsync(
            db.Units.AsNoTracking().Where(unit => places == null || places.Contains(unit.BaseCode)), frame.IsToday ? frame.Now : frame.Start.AddHours(12), frame.IsToday ? frame.Now : frame.Start, regency,
            cancellationToken);
}
