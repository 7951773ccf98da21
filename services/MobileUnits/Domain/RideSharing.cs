using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>How a journey goes on with one more on it.</summary>
/// <param name="Stops">All of them in their order, those that are done first.</param>
/// <param name="Times">Of everybody who is not brought yet, the one who joins included.</param>
/// <param name="Kilometres">Of the whole journey.</param>
/// <param name="DetourMinutes">By how much anybody who was on it before is brought later, at most.</param>
internal sealed record SharedPlan(IReadOnlyList<PlannedStop> Stops, IReadOnlyDictionary<Guid, Times> Times, Period Slot, double Kilometres, int DetourMinutes)
{
    public Times TimesOf(TripRequest request) => Times[request.Id];
}

/// <summary>Either how they share it, or the code of the rule that forbids it.</summary>
internal sealed record SharedRide(Journey Journey, SharedPlan? Plan, string? RefusedBy);

/// <summary>
/// Whether somebody can join a journey, and where among its stops: every place in its order is tried, the order of the others stays. A journey has a few stops, so that is
/// all there is to try. What has begun stays: the stop that the unit is at, or drives to, is not moved.
/// </summary>
/// <remarks>
/// Seats suffice between all stops; nobody's window or time of arrival is missed by it (who was late before may be as late); nobody's ride is longer than the direct way, and
/// nobody is brought later than without it, by more than <see cref="ServiceRules.MostDetourMinutes"/>.
/// </remarks>
internal sealed class RideSharing(RegionTimeZone zone, RoadEstimate roads, ServiceRules rules)
{
    /// <param name="timetable">Of the journey's unit.</param>
    /// <param name="journey">With all that are on it.</param>
    public SharedRide Join(UnitTimetable timetable, Journey journey, TripRequest request, DateTimeOffset now)
    {
        var others = timetable with { Open = [.. timetable.Open.Where(other => other.Id != journey.Id)] };
        if (Forbidden(others.Unit, request) is { } forbidden)
        {
            return new(journey, Plan: null, forbidden);
        }

        var (done, ahead) = (journey.Stops.TakeWhile(stop => stop.IsDone).ToList(), journey.Stops.SkipWhile(stop => stop.IsDone).ToList());
        // What it drives to, or stands at, is where it will be next whoever joins; and who joins after the last stop would share nothing.
        var fixedStops = journey.DepartedAt is null ? 0 : 1;
        if (journey.HasEnded || ahead.Count <= fixedStops)
        {
            return new(journey, Plan: null, "journey_departed");
        }

        var before = Drive(others, journey, ahead, now);
        List<(SharedPlan? Plan, string? RefusedBy)> tried = [.. Orders(ahead, request, fixedStops).Select(order => Try(others, journey, done, order, before, request, now))];
        var best = tried.Select(each => each.Plan).OfType<SharedPlan>()
            .OrderBy(plan => plan.DetourMinutes).ThenBy(plan => plan.TimesOf(request).DropOffAt).ThenBy(plan => plan.Kilometres).FirstOrDefault();
        // Of those that fail, the one that came farthest says what is in the way.
        return best is null ? new(journey, Plan: null, Rules.FirstOrDefault(rule => tried.Exists(each => each.RefusedBy == rule)) ?? "journey_departed")
            : Blocked(others, journey, best.Slot, now) is { } blocked ? new(journey, Plan: null, blocked)
            : new(journey, best, RefusedBy: null);
    }

    /// <summary>In the order in which an order of stops comes far before it fails, the farthest first.</summary>
    private static readonly string[] Rules = ["detour_too_long", "window_missed", "no_seat_left"];

    private static string? Forbidden(MobileUnit unit, TripRequest request)
        => request.NeedsWheelchair == true && !unit.HasWheelchairLift ? "capability"
            : !unit.MayServe(request.VillageCode) ? "no_consent"
            : null;

    private string? Blocked(UnitTimetable others, Journey journey, Period slot, DateTimeOffset now)
        => others.Unit.BlockDuring(slot) is { } block ? block.Rule
            : others.InTheWay(slot, now) is not null ? "busy"
            // Who was sent out beside the driver's hours, with a reason, may take somebody along.
            : Duty.RefusalOf(others.Unit, new(journey.SlotFrom, journey.SlotUntil), zone) is null ? Duty.RefusalOf(others.Unit, slot, zone)
            : null;

    private static IEnumerable<IReadOnlyList<Stop>> Orders(List<Stop> ahead, TripRequest request, int first)
    {
        for (var pickUp = first; pickUp < ahead.Count; pickUp++)
        {
            var fetched = ahead.ToList();
            fetched.Insert(pickUp, new(request, IsPickUp: true, Order: 0));
            if (request.IsVisit)
            {
                yield return fetched;
                continue;
            }

            // Brought before anybody else gets in, or after all have got out, they would share nothing but the car.
            for (var dropOff = pickUp + (IsAnybodyAboard(ahead, pickUp) ? 1 : 2); dropOff <= fetched.Count; dropOff++)
            {
                var brought = fetched.ToList();
                brought.Insert(dropOff, new(request, IsPickUp: false, Order: 0));
                yield return brought;
            }
        }
    }

    /// <param name="index">Before the stop there.</param>
    private static bool IsAnybodyAboard(List<Stop> ahead, int index)
        => ahead.Skip(index).Any(stop => !stop.IsPickUp && (stop.Request.PickedUpAt is not null || ahead.Take(index).Any(before => before.Request == stop.Request)));

    private (SharedPlan? Plan, string? RefusedBy) Try(
        UnitTimetable others, Journey journey, List<Stop> done, IReadOnlyList<Stop> order, Course before, TripRequest request, DateTimeOffset now)
    {
        if (!HasSeats(others.Unit, journey, order))
        {
            return (null, "no_seat_left");
        }

        var course = Drive(others, journey, order, now);
        if (course.Times.Any(each => IsMissed(each.Key, each.Value, before.Times.GetValueOrDefault(each.Key), now)))
        {
            return (null, "window_missed");
        }

        var later = before.Times.Select(each => Math.Ceiling((course.Times[each.Key].DropOffAt - each.Value.DropOffAt).TotalMinutes)).DefaultIfEmpty(0).Max();
        var longest = course.Times.Where(each => !each.Key.IsVisit).Select(each => Beyond(each.Key, each.Value, before.Times.GetValueOrDefault(each.Key))).DefaultIfEmpty(0).Max();
        return Math.Max(later, longest) > rules.MostDetourMinutes
            ? (null, "detour_too_long")
            : (new(
                [.. done.Concat(order).Select(stop => new PlannedStop(stop.Request.Id, stop.IsPickUp))], course.Times.ToDictionary(each => each.Key.Id, each => each.Value),
                new(journey.DepartedAt is null ? course.Began : journey.SlotFrom, course.Ended),
                // What it has driven by now is as it was planned.
                Math.Max(course.Kilometres, journey.PlannedKilometres - before.Kilometres + course.Kilometres), (int)Math.Max(0, later)), null);
    }

    /// <summary>A visit takes no seat.</summary>
    private static bool HasSeats(MobileUnit unit, Journey journey, IReadOnlyList<Stop> order)
    {
        var taken = journey.Requests.Where(request => request.Status == RequestStatus.OnBoard).Sum(SeatsOf);
        foreach (var stop in order)
        {
            taken += stop.IsPickUp ? SeatsOf(stop.Request) : -SeatsOf(stop.Request);
            if (taken > unit.Seats)
            {
                return false;
            }
        }

        return true;

        // Of whom everything was erased somebody is there all the same.
        static int SeatsOf(TripRequest request) => request.IsVisit ? 0 : request.Passengers ?? 1;
    }

    private static bool IsMissed(TripRequest request, Times times, Times? before, DateTimeOffset now)
    {
        // Who asked for as soon as possible does not wait for a ride of tomorrow.
        var until = request.PickUpUntil ?? (request.DueAt > now + TripRequest.SoonAs ? request.DueAt : now + TripRequest.SoonAs);
        return (request.PickedUpAt is null && times.PickUpAt > Latest(until, before?.PickUpAt)) || times.DropOffAt > Latest(request.ArriveBy, before?.DropOffAt);
    }

    /// <summary>Who would be late anyway may be as late.</summary>
    private static DateTimeOffset Latest(DateTimeOffset? limit, DateTimeOffset? before) => limit is null ? DateTimeOffset.MaxValue : before > limit ? before.Value : limit.Value;

    /// <summary>Minutes that the ride takes beyond the direct way; what a ride took before is not the newcomer's doing.</summary>
    private double Beyond(TripRequest request, Times times, Times? before)
    {
        var direct = TimeSpan.FromMinutes(rules.StopMinutes) + (roads.Between(roads.PointOf(request.PickUp), request.DropOff!)?.Time ?? RoadEstimate.UnknownDrive);
        var ride = times.DropOffAt - times.PickUpAt;
        return before is not null && ride <= before.DropOffAt - before.PickUpAt ? 0 : (ride - direct).TotalMinutes;
    }

    /// <summary>Drives from stop to stop as early as the windows allow.</summary>
    private Course Drive(UnitTimetable others, Journey journey, IReadOnlyList<Stop> stops, DateTimeOffset now)
    {
        var (pickUps, times) = (new Dictionary<TripRequest, DateTimeOffset>(), new Dictionary<TripRequest, Times>());
        var hasDeparted = journey.DepartedAt is not null;
        var earliest = stops[0].Request.PickUpFrom is { } opens && opens > now ? opens : now;
        var place = hasDeparted ? null : others.StartFor(earliest, now, roads);
        var (at, began, kilometres) = (now, (DateTimeOffset?)null, 0.0);
        foreach (var (stop, index) in stops.Select((stop, index) => (stop, index)))
        {
            var isHere = hasDeparted && index == 0;
            var way = isHere ? null : roads.Between(place, stop.Place);
            // Where it drives to it will be as planned, or stands already.
            var there = isHere ? (journey.State == JourneyState.Arrived || stop.PlannedAt is not { } planned || planned < now ? now : planned) : at + (way?.Time ?? RoadEstimate.UnknownDrive);
            var begins = stop.IsPickUp && stop.Request.PickUpFrom is { } from && from > there ? from : there;
            began ??= begins - (way?.Time ?? TimeSpan.Zero);
            kilometres += way?.Kilometres ?? 0;
            at = begins.AddMinutes(stop.Request.IsVisit ? rules.VisitMinutes : rules.StopMinutes);
            place = roads.PointOf(stop.Place);
            if (stop.Request.IsVisit)
            {
                times[stop.Request] = new(begins, at);
            }
            else if (stop.IsPickUp)
            {
                pickUps[stop.Request] = begins;
            }
            else
            {
                times[stop.Request] = new(pickUps.TryGetValue(stop.Request, out var fetched) ? fetched : stop.Request.PickedUpAt ?? begins, begins);
            }
        }

        return new(times, began!.Value, at, kilometres);
    }

    private sealed record Course(IReadOnlyDictionary<TripRequest, Times> Times, DateTimeOffset Began, DateTimeOffset Ended, double Kilometres);
}
