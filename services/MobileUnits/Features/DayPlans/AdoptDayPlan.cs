using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Bookings;
using PlanningPlatform.MobileUnits.Features.Dispatch;
using PlanningPlatform.MobileUnits.Features.Journeys;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.DayPlans;

/// <summary>
/// The dispatcher says yes to a day plan: its rides become journeys. What has changed since it was made is not overrun: a request that somebody took, a unit that is busy
/// or in the workshop now; those are told, and stay in the queue.
/// </summary>
internal static class AdoptDayPlan
{
    internal sealed record Answer(int Journeys, int Requests, IReadOnlyList<Conflict> Conflicts);

    /// <param name="Code">The rule: busy, out_of_service, seats, capability, no_consent, not_waiting, journey_departed.</param>
    internal sealed record Conflict(Guid RequestId, string UnitCode, string Code);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Guid id, Nothing? _, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, BookingNews news, Regency regency, RoadEstimate roads, TimeProvider time, CancellationToken cancellationToken)
    {
        var (planned, refusal) = await AdoptAsync(id, scope, db, cancellationToken);
        if (planned is null)
        {
            return refusal!;
        }

        var (journeys, requests, conflicts) = (0, 0, new List<Conflict>());
        foreach (var ride in planned.Routes.SelectMany(Ride.Of))
        {
            // Each ride by itself: one that somebody overtook does not hold up the others.
            var taken = await TakeAsync(ride, user.UserName(), db, news, regency, roads, time, conflicts, cancellationToken);
            (journeys, requests) = (journeys + (taken > 0 ? 1 : 0), requests + taken);
            db.ChangeTracker.Clear();
        }

        return TypedResults.Ok(new Answer(journeys, requests, conflicts));
    }

    /// <summary>From here on it is nobody else's: what is among its rides now becomes journeys.</summary>
    private static async Task<(PlannedDay? Planned, Refusal? Refusal)> AdoptAsync(Guid id, GrantedScope scope, MobileUnitsDb db, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (plan, refusal) = await db.PlanOfAsync(id, scope, cancellationToken);
            if (plan is null)
            {
                return (null, refusal);
            }

            if (!plan.IsReady || ReadDayPlans.ResultOf(plan) is not { } planned)
            {
                return (null, NotReady(plan.State));
            }

            plan.Adopt();
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return (planned, null);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody adopted it, or put a request into it, at the same moment.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <returns>How many requests have their journey by it.</returns>
    private static async Task<int> TakeAsync(
        Ride ride, string dispatcher, MobileUnitsDb db, BookingNews news, Regency regency, RoadEstimate roads, TimeProvider time, List<Conflict> conflicts, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var ids = ride.Requests;
            var requests = await db.Requests.Include(request => request.Booking).Include(request => request.Journey!.Requests).Include(request => request.Journey!.Unit)
                .Where(request => ids.Contains(request.Id)).AsSplitQuery().ToListAsync(cancellationToken);
            var waiting = requests.Where(request => request.Status.Waits()).ToList();
            if (waiting.Count == 0)
            {
                return 0;
            }

            var timetables = await db.TimetablesAsync(db.Units.Where(unit => unit.Id == ride.UnitId), ride.Slot.From, now, regency, cancellationToken);
            var held = requests.Where(request => request.Status.IsUnderWay()).Select(request => request.Journey!).Distinct().ToList();
            var code = timetables is not [var unit] ? "retired"
                : requests.Count < ids.Count || requests.Any(request => request.Status.HasEnded() || request.Status == RequestStatus.AwaitingApproval) || held.Count > 1 || held.Exists(journey => journey.UnitId != ride.UnitId) ? "not_waiting"
                : held.Exists(journey => journey.State is not (JourneyState.Assigned or JourneyState.Accepted)) ? "journey_departed"
                : unit.RefusalOf(ride.Slot, requests, ride.Load, regency.TimeZone.DateOf(ride.Slot.From), now, held.FirstOrDefault());
            if (code is not null)
            {
                conflicts.AddRange(waiting.Select(request => new Conflict(request.Id, ride.UnitCode, code)));
                return 0;
            }

            var kilometres = ride.Kilometres(requests, roads);
            var times = waiting.Select(request => (request, ride.TimesOf(request))).ToList();
            if (held is [var journey])
            {
                var shared = new SharedPlan(ride.Stops, requests.ToDictionary(request => request.Id, ride.TimesOf), ride.Slot, kilometres, DetourMinutes: 0);
                waiting.ForEach(request => journey.Take(request, shared, dispatcher, now));
            }
            else
            {
                journey = Journey.Start(timetables[0].Unit, times, ride.Stops, ride.Slot, kilometres, reason: null, dispatcher, now);
                db.Journeys.Add(journey);
            }

            foreach (var request in waiting)
            {
                db.Publish(request.ToEvent(journey, now));
                news.TellMoved(db, request, ride.UnitCode, now);
            }

            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return waiting.Count;
            }
            catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || exception.IsUniqueViolation())
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    public static Refusal NotReady(DayPlanState state) => new(409, "plan_not_ready", new(
        state == DayPlanState.Adopted ? "Rencana ini sudah dipakai." : "Rencana ini belum selesai dihitung.", state == DayPlanState.Adopted ? "This plan was adopted already." : "This plan is not ready."))
    {
        Facts = new Dictionary<string, object?> { ["state"] = state.ToString() },
    };
}

/// <summary>What a unit drives from leaving empty to being empty again: one journey.</summary>
internal sealed record Ride(Guid UnitId, string UnitCode, Period Slot, IReadOnlyList<PlannedHalt> Halts)
{
    public IReadOnlyList<Guid> Requests { get; } = [.. Halts.Select(halt => halt.RequestId!.Value).Distinct()];

    public IReadOnlyList<PlannedStop> Stops { get; } = [.. Halts.Select(halt => new PlannedStop(halt.RequestId!.Value, halt.Kind != "DropOff"))];

    /// <summary>The most that are on board at once.</summary>
    public int Load => Halts.Max(halt => halt.Load);

    public static IEnumerable<Ride> Of(PlannedRoute route)
    {
        var (halts, before) = (new List<PlannedHalt>(), route.Leaves);
        foreach (var halt in route.Stops)
        {
            if (halt.Kind != "Pause")
            {
                halts.Add(halt);
            }

            if (halt.Load == 0 && halts.Count > 0)
            {
                // The drive to the first stop is part of it, waiting for the window is not.
                var drive = halts[0].Arrival - before;
                yield return new(route.UnitId, route.UnitCode, new(halts[0].Begin - drive, halts[^1].Departure), halts);
                halts = [];
            }

            before = halts.Count == 0 ? halt.Departure : before;
        }
    }

    public Times TimesOf(TripRequest request)
    {
        var own = Halts.Where(halt => halt.RequestId == request.Id).ToList();
        return new(own[0].Begin, request.IsVisit ? own[0].Departure : own[^1].Begin);
    }

    public double Kilometres(IReadOnlyList<TripRequest> requests, RoadEstimate roads)
    {
        var places = Halts.Select(halt => requests.First(request => request.Id == halt.RequestId)).Zip(Halts, (request, halt) => halt.Kind == "DropOff" ? request.DropOff! : request.PickUp).ToList();
        return places.Zip(places.Skip(1)).Sum(leg => roads.Between(roads.PointOf(leg.First), leg.Second)?.Kilometres ?? 0);
    }
}
