using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Planner;
using PlanningPlatform.MobileUnits.Travel;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;
using Refusal = PlanningPlatform.ServiceDefaults.Refusal;

namespace PlanningPlatform.MobileUnits.Features.DayPlans;

/// <summary>
/// A request that came in since the day was planned goes into the plan at its cheapest spot, while the dispatcher waits. Nobody changes units for it and what has set out is not moved; others on the same
/// unit may be fetched some minutes later, within their windows. When the day has changed so that the plan cannot be driven any more, that is said instead.
/// </summary>
internal static class InsertIntoDayPlan
{
    /// <summary>So many ids go into one question to the database.</summary>
    private const int IdsAtOnce = 500;

    /// <summary>Somebody whose pick-up moves by less keeps the time that they were told.</summary>
    private static readonly TimeSpan Unnoticed = TimeSpan.FromMinutes(1);

    internal sealed record Request(Guid? RequestId);

    /// <param name="DropOffAt">Null for a visit.</param>
    /// <param name="DetourMinutes">By how much the unit drives longer for it.</param>
    /// <param name="From">When the unit leaves for the ride; it is empty again at <paramref name="Until"/>.</param>
    /// <param name="SharesWith">Requests on the same ride.</param>
    internal sealed record Answer(
        Guid RequestId, Guid UnitId, string UnitCode, DateTimeOffset PickUpAt, DateTimeOffset? DropOffAt, int DetourMinutes, double DetourKilometres, DateTimeOffset From, DateTimeOffset Until,
        IReadOnlyList<Guid> SharesWith, ReadDayPlans.Item Plan);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Guid id, Request body, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, Regency regency, RoadEstimate roads, ITravelTimes travel, TimeProvider time, CancellationToken cancellationToken)
    {
        if (body.RequestId is not { } requestId)
        {
            return InsertRefusals.RequestRequired;
        }

        while (true)
        {
            var (plan, refusal) = await db.PlanOfAsync(id, scope, cancellationToken);
            if (plan is null)
            {
                return refusal!;
            }

            if (!plan.IsReady || ReadDayPlans.ResultOf(plan) is not { } kept)
            {
                return AdoptDayPlan.NotReady(plan.State);
            }

            var now = time.GetUtcNow();
            var (frame, places) = (DayFrame.Of(plan.Day, regency, now), DayPlanScope.PlacesOf(plan, regency));
            var request = await db.Requests.FirstOrDefaultAsync(row => row.Id == requestId, cancellationToken);
            if (InsertRefusals.Check(request, kept, frame, places, scope, roads) is { } refused)
            {
                return refused;
            }

            var rules = await db.RulesOnAsync(plan.Day, cancellationToken);
            var units = await db.DayTimetablesAsync(frame, places, regency, cancellationToken);
            var planned = await WaitingOfAsync(kept, db, cancellationToken);
            var (found, why) = await FindAsync(request!, kept, new(frame, rules, units, [.. planned, request!]), roads, travel, cancellationToken);
            if (found is null)
            {
                return why!;
            }

            Tell(found.Day, kept, planned, now);
            var ride = found.RideOf(requestId);
            request!.Suggest(ride.UnitCode, ride.TimesOf(request).PickUpAt, now, user.UserName());
            plan.TakeIn(JsonSerializer.Serialize(found.Day, JsonSerializerOptions.Web), found.Day.Served, found.Day.LeftOut.Count, found.Totals.Vehicles, Math.Round(found.Totals.Distance / 1000, 1));
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return TypedResults.Ok(found.ToAnswer(request, ride, plan));
            }

            // Somebody put another request into the plan, adopted it, or took this request, at the same moment: the next look says which.
        }
    }

    /// <summary>Whom the plan fetches and who still waits for that. Others are over, or a unit has them.</summary>
    private static async Task<List<TripRequest>> WaitingOfAsync(PlannedDay kept, MobileUnitsDb db, CancellationToken cancellationToken)
    {
        var waiting = new List<TripRequest>();
        foreach (var ids in kept.Routes.SelectMany(route => route.Stops).Select(stop => stop.RequestId).OfType<Guid>().Distinct().Chunk(IdsAtOnce))
        {
            waiting.AddRange(await db.Requests
                .Where(request => ids.Contains(request.Id) && (request.Status == RequestStatus.Waiting || request.Status == RequestStatus.Suggested)).ToListAsync(cancellationToken));
        }

        return waiting;
    }

    /// <summary>By the ways that are remembered or estimated, because the dispatcher waits; only where the plan would come too late by those is the routing service asked.</summary>
    private static async Task<(Found? Found, Refusal? Why)> FindAsync(
        TripRequest request, PlannedDay kept, PlanningDay day, RoadEstimate roads, ITravelTimes travel, CancellationToken cancellationToken)
    {
        var quick = await DayProblem.MakeAsync(day, roads, places => Task.FromResult(travel.KnownBetween(places)));
        var (found, why, change) = Find(request, kept, quick, day.Frame);
        if (change is { Because: DayChange.Late })
        {
            (found, why, change) = Find(request, kept, await DayProblem.MakeAsync(day, roads, places => travel.BetweenAsync(places, cancellationToken)), day.Frame);
        }

        return change is null ? (found, why) : (null, InsertRefusals.DayChanged(change));

        Found? Of(InsertionResult result, DayProblem problem)
        {
            var units = day.Units.ToDictionary(unit => unit.Unit.Code, unit => unit.Unit.Id, StringComparer.Ordinal);
            var continued = PlannedDay.Of(result.Plan, day.Frame, units, problem.WithoutPlace, problem.Source);
            return new(continued with { LeftOut = [.. kept.LeftOut.Where(each => each.RequestId != request.Id)] }, result.Plan.Totals, result.Vehicle!.Detour!);
        }

        (Found? Found, Refusal? Why, DayChange? Change) Find(TripRequest wish, PlannedDay before, DayProblem problem, DayFrame frame)
        {
            var (plan, changed) = KeptPlan.For(before, problem.Problem, frame);
            if (plan is null)
            {
                return (null, null, changed);
            }

            var result = Insertion.Insert(problem.Problem, plan, problem.Problem.Requests.First(each => each.Id == wish.Id.ToString()));
            return KeptPlan.LateIn(result.Problem, result.Plan) is { } late ? (null, null, late)
                : result.IsServed ? (Of(result, problem), null, null)
                : (null, InsertRefusals.NoRoom(result.Refusal!), null);
        }
    }

    /// <summary>Those whom the plan fetches at another time now, as far as the time that they were told is the plan's.</summary>
    private static void Tell(PlannedDay day, PlannedDay kept, List<TripRequest> planned, DateTimeOffset now)
    {
        foreach (var other in planned.Where(other => other.Status == RequestStatus.Suggested))
        {
            if (kept.PickUpOf(other.Id) is { } before && day.PickUpOf(other.Id) is { } after && other.PlannedPickUpAt is { } told && IsNear(told, before.At) && !IsNear(told, after.At))
            {
                other.Suggest(after.UnitCode, after.At, now);
            }
        }

        static bool IsNear(DateTimeOffset one, DateTimeOffset two) => (one - two).Duration() < Unnoticed;
    }

    private sealed record Found(PlannedDay Day, PlanTotals Totals, Detour Detour)
    {
        public Ride RideOf(Guid requestId) => Day.Routes.SelectMany(Ride.Of).First(ride => ride.Requests.Contains(requestId));

        public Answer ToAnswer(TripRequest request, Ride ride, DayPlan plan)
        {
            var times = ride.TimesOf(request);
            return new(
                request.Id, ride.UnitId, ride.UnitCode, times.PickUpAt, request.IsVisit ? null : times.DropOffAt, (int)Math.Ceiling(Detour.DetourTime / 60), Math.Round(Detour.DetourDistance / 1000, 1),
                ride.Slot.From, ride.Slot.Until, [.. ride.Requests.Where(other => other != request.Id)], ReadDayPlans.ItemOf(plan));
        }
    }
}
