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

    /// <param name="Code">The rule: busy, out_of_service, office_use, seats, capability, no_consent, retired, off_shift, break, not_waiting, journey_departed, journey_changed, too_late.</param>
    internal sealed record Conflict(Guid RequestId, string UnitCode, string Code);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Guid id, Nothing? _, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, BookingNews news, Regency regency, RoadEstimate roads, TimeProvider time, CancellationToken cancellationToken)
    {
        var (journeys, requests) = (0, 0);
        while (true)
        {
            var (plan, refusal) = await db.PlanOfAsync(id, scope, cancellationToken);
            if (plan is null)
            {
                return refusal!;
            }

            if (!plan.IsReady || ReadDayPlans.ResultOf(plan) is not { } planned)
            {
                return requests > 0 ? TypedResults.Ok(new Answer(journeys, requests, [])) : NotReady(plan.State);
            }

            if (plan.Day < regency.TimeZone.DateOf(time.GetUtcNow()))
            {
                return Over;
            }

            var (version, conflicts) = (plan.Version, new List<Conflict>());
            db.ChangeTracker.Clear();
            foreach (var route in planned.Routes)
            {
                // Each unit by itself: one that somebody overtook does not hold up the others.
                var taken = await TakeAsync(route, user.UserName(), db, news, regency, roads, time, conflicts, cancellationToken);
                (journeys, requests) = (journeys + taken.Journeys, requests + taken.Requests);
                db.ChangeTracker.Clear();
            }

            // Adopted last: a plan whose adoption broke off is adopted again, and whoever has a journey by then keeps it.
            if (await db.DayPlans.FirstOrDefaultAsync(row => row.Id == id && row.Version == version, cancellationToken) is { } same)
            {
                same.Adopt();
                if (await db.TrySaveFirstAsync(cancellationToken))
                {
                    return TypedResults.Ok(new Answer(journeys, requests, conflicts));
                }
            }

            // Somebody adopted it, or put a request into it, at the same moment.
            db.ChangeTracker.Clear();
        }
    }

    private static async Task<(int Journeys, int Requests)> TakeAsync(
        PlannedRoute route, string dispatcher, MobileUnitsDb db, BookingNews news, Regency regency, RoadEstimate roads, TimeProvider time, List<Conflict> conflicts, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var rides = Ride.Of(route).ToList();
            var ids = rides.SelectMany(ride => ride.Requests).ToList();
            var requests = await db.Requests.Include(request => request.Booking).Include(request => request.Journey!.Requests).Include(request => request.Journey!.Unit)
                .Where(request => ids.Contains(request.Id)).AsSplitQuery().ToDictionaryAsync(request => request.Id, cancellationToken);
            var wanted = rides.ConvertAll(ride => new WantedRide(ride, [.. ride.Requests.Select(requests.GetValueOrDefault).OfType<TripRequest>()]));
            if (wanted.TrueForAll(each => each.Waiting.Count == 0))
            {
                return (0, 0);
            }

            var timetable = (await db.TimetablesAsync(db.Units.Where(unit => unit.Id == route.UnitId), rides[0].Slot.From, now, regency, cancellationToken)).FirstOrDefault();
            var refused = RefusedOf(wanted, route.UnitId, timetable, regency, now);
            var (journeys, taken) = (0, 0);
            foreach (var each in wanted.Where(each => !refused.ContainsKey(each)))
            {
                each.Take(timetable!.Unit, dispatcher, db, news, roads, now);
                (journeys, taken) = (journeys + (each.Waiting.Count > 0 ? 1 : 0), taken + each.Waiting.Count);
            }

            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                conflicts.AddRange(refused.SelectMany(each => each.Key.Waiting.Select(request => new Conflict(request.Id, route.UnitCode, each.Value))));
                return (journeys, taken);
            }
        }
    }

    /// <summary>The plan moves several journeys of a unit at once. One that cannot be moved stays where it is, and may be in the way of others then.</summary>
    private static Dictionary<WantedRide, string> RefusedOf(List<WantedRide> wanted, Guid unitId, UnitTimetable? timetable, Regency regency, DateTimeOffset now)
    {
        var refused = new Dictionary<WantedRide, string>();
        for (var before = -1; before < refused.Count;)
        {
            before = refused.Count;
            var moving = wanted.Where(each => !refused.ContainsKey(each)).SelectMany(each => each.Held).Select(journey => journey.Id).ToHashSet();
            var others = timetable is null ? null : timetable with { Open = [.. timetable.Open.Where(journey => !moving.Contains(journey.Id))] };
            foreach (var each in wanted.Where(each => !refused.ContainsKey(each)))
            {
                if (each.RefusedBy(unitId, others, regency, now) is { } code)
                {
                    refused[each] = code;
                }
            }
        }

        return refused;
    }

    private static readonly Refusal Over = new(409, "day_over", new("Hari rencana ini sudah lewat.", "The day of this plan is over."));

    public static Refusal NotReady(DayPlanState state) => new(409, "plan_not_ready", new(
        state == DayPlanState.Adopted ? "Rencana ini sudah dipakai." : "Rencana ini belum selesai dihitung.", state == DayPlanState.Adopted ? "This plan was adopted already." : "This plan is not ready."))
    {
        Facts = new Dictionary<string, object?> { ["state"] = state.ToString() },
    };
}

/// <summary>A ride of the plan beside what has become of it since.</summary>
/// <param name="Requests">Those of its requests that still exist.</param>
internal sealed record WantedRide(Ride Ride, IReadOnlyList<TripRequest> Requests)
{
    /// <summary>A unit that has to leave so long ago comes too late. [ours]</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    public IReadOnlyList<TripRequest> Waiting { get; } = [.. Requests.Where(request => request.Status.Waits())];

    /// <summary>The journeys that some of them have already.</summary>
    public IReadOnlyList<Journey> Held { get; } = [.. Requests.Where(request => request.Status.IsUnderWay()).Select(request => request.Journey!).Distinct()];

    /// <param name="others">Without the journeys that the plan moves.</param>
    /// <returns>The rule that keeps it from being driven as planned; null when none does.</returns>
    public string? RefusedBy(Guid unitId, UnitTimetable? others, Regency regency, DateTimeOffset now)
        => others is null ? "retired"
            : Requests.Count < Ride.Requests.Count || Requests.Any(request => request.Status.HasEnded() || request.Status == RequestStatus.AwaitingApproval) || Held.Count > 1 || Held.Any(journey => journey.UnitId != unitId) ? "not_waiting"
            : Held.Any(journey => journey.State is not (JourneyState.Assigned or JourneyState.Accepted)) ? "journey_departed"
            : Held.Any(journey => journey.Requests.Any(request => !request.Status.HasEnded() && !Ride.Requests.Contains(request.Id))) ? "journey_changed"
            : Ride.Slot.From < now - Grace ? "too_late"
            : others.RefusalOf(Ride.Slot, Requests, Ride.Load, regency.TimeZone.DateOf(Ride.Slot.From), now)
                // Whom a dispatcher sent out beside the hours, with a reason, is sent.
                ?? (Held.Count == 0 ? Duty.RefusalOf(others.Unit, Ride.Slot, regency.TimeZone) : null);

    /// <summary>Not saved yet.</summary>
    public void Take(MobileUnit unit, string dispatcher, MobileUnitsDb db, BookingNews news, RoadEstimate roads, DateTimeOffset now)
    {
        var kilometres = Ride.Kilometres(Requests, roads);
        if (Held is [var journey])
        {
            var shared = new SharedPlan(Ride.Stops, Requests.ToDictionary(request => request.Id, Ride.TimesOf), Ride.Slot, kilometres, DetourMinutes: 0);
            var moved = Waiting.Count == 0 ? journey.GoAs(shared, now) : [.. Waiting.SelectMany(request => journey.Take(request, shared, dispatcher, now)).Except(Waiting)];
            foreach (var request in moved)
            {
                news.TellTime(db, request, unit.Code, now);
            }
        }
        else
        {
            journey = Journey.Start(unit, [.. Waiting.Select(request => (request, Ride.TimesOf(request)))], Ride.Stops, Ride.Slot, kilometres, reason: null, dispatcher, now);
            db.Journeys.Add(journey);
        }

        foreach (var request in Waiting)
        {
            db.Publish(request.ToEvent(journey, now));
            news.TellMoved(db, request, unit.Code, now);
        }
    }
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
