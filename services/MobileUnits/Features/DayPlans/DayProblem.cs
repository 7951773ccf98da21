using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Planner;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;
using Journey = PlanningPlatform.MobileUnits.Domain.Journey;
using Stop = PlanningPlatform.MobileUnits.Domain.Stop;
using TravelMatrix = PlanningPlatform.MobileUnits.Planner.TravelMatrix;

namespace PlanningPlatform.MobileUnits.Features.DayPlans;

/// <summary>
/// One day as the planner sees it: units and requests as vehicles and wishes, times in seconds since local midnight, ways in metres. What units have already
/// is theirs: steps of a journey that has set out are frozen, one that has not keeps its unit and nearly its time.
/// </summary>
internal sealed class DayProblem
{
    /// <summary>How far what was promised may move so that others can come along. [ours]</summary>
    private const double EarlierSeconds = 10 * 60;
    private const double LaterSeconds = 20 * 60;

    /// <summary>How long somebody who asked for "as soon as possible" may wait before the plan leaves them out. [ours]</summary>
    private const double SoonSeconds = 3 * 60 * 60;

    /// <summary>What was promised is given up for no number of wishes.</summary>
    private const double Promised = 10_000;

    private const ulong Wheelchair = 1;

    private readonly List<GeoPoint> _points = [];
    private readonly Dictionary<GeoPoint, int> _indexes = [];
    private readonly DayFrame _frame;
    private readonly RoadEstimate _roads;
    private readonly ServiceRules _rules;
    private readonly Dictionary<string, ulong> _villageFlags = new(StringComparer.Ordinal);

    private DayProblem(DayFrame frame, RoadEstimate roads, ServiceRules rules) => (_frame, _roads, _rules) = (frame, roads, rules);

    public Problem Problem { get; private set; } = null!;

    /// <summary>Who said how long the ways take.</summary>
    public Text Source { get; private set; }

    /// <summary>Where a place is unknown nobody can plan a way.</summary>
    public IReadOnlyList<TripRequest> WithoutPlace { get; private set; } = [];

    /// <param name="travelBetween">Asked once, for the ways between all places.</param>
    public static async Task<DayProblem> MakeAsync(PlanningDay asked, RoadEstimate roads, Func<IReadOnlyList<GeoPoint>, Task<Travel.TravelMatrix>> travelBetween)
    {
        var (frame, rules, units, waiting) = asked;
        var day = new DayProblem(frame, roads, rules);
        day.FlagVillages(units, waiting);
        var held = units.SelectMany(unit => unit.Open.Where(day.IsThatDay).SelectMany(journey => journey.Requests.Where(request => !request.Status.HasEnded()).Select(request => (unit, journey, request)))).ToList();
        day.WithoutPlace = [.. waiting.Where(request => !day.HasPlaces(request))];

        // Places first: the ways between them are asked for at once.
        var planned = waiting.Where(day.HasPlaces).ToList();
        var vehicles = units.Where(unit => roads.PointOf(unit.Unit.BaseCode) is not null).Select(day.VehicleOf).OfType<Vehicle>().ToList();
        if (vehicles.Count == 0)
        {
            vehicles = units.Where(unit => roads.PointOf(unit.Unit.BaseCode) is not null).Select(day.IdleOf).OfType<Vehicle>().ToList();
        }

        var known = vehicles.Select(vehicle => vehicle.Id).ToHashSet(StringComparer.Ordinal);
        var mine = held.Where(each => known.Contains(each.unit.Unit.Code) && day.HasPlaces(each.request)).ToList();
        var halts = planned.Concat(mine.Select(each => each.request)).ToDictionary(request => request.Id, day.PlacesOf);
        if (day._points.Count == 0)
        {
            // The planner wants a place, also for a day without any.
            day._points.Add(default);
        }

        var matrix = await travelBetween(day._points);
        day.Source = matrix.Source;
        var table = TableOf(matrix);
        var requests = planned.Select(request => day.WishOf(request, halts[request.Id], table))
            .Concat(mine.Select(each => day.PromiseOf(each.request, each.journey, each.unit.Unit.Code, halts[each.request.Id], table))).ToList();
        day.Problem = new(vehicles, requests, table, new Objective(CostPerDistance: 1, CostPerTime: 0.5, CostPerVehicle: 500));
        return day;
    }

    private bool IsThatDay(Journey journey) => journey.SlotFrom < _frame.End && journey.SlotUntil >= _frame.Start;

    private bool HasPlaces(TripRequest request) => _roads.PointOf(request.PickUp) is not null && (request.IsVisit || _roads.PointOf(request.DropOff!) is not null);

    private (int PickUp, int? DropOff) PlacesOf(TripRequest request)
        => (IndexOf(_roads.PointOf(request.PickUp)!.Value), request.IsVisit ? null : IndexOf(_roads.PointOf(request.DropOff!)!.Value));

    private int IndexOf(GeoPoint point)
    {
        if (!_indexes.TryGetValue(point, out var index))
        {
            index = _indexes[point] = _points.Count;
            _points.Add(point);
        }

        return index;
    }

    private static TravelMatrix TableOf(Travel.TravelMatrix ways)
    {
        var (metres, seconds) = (new double[ways.Places * ways.Places], new double[ways.Places * ways.Places]);
        for (var from = 0; from < ways.Places; from++)
        {
            for (var to = 0; to < ways.Places; to++)
            {
                (metres[(from * ways.Places) + to], seconds[(from * ways.Places) + to]) = (ways.Metres(from, to), ways.Seconds(from, to));
            }
        }

        return new(ways.Places, metres, seconds);
    }

    /// <summary>A unit without consent serves its own village only: where there is such a unit, the villages become flags that a unit has or has not.</summary>
    private void FlagVillages(IReadOnlyList<UnitTimetable> units, IReadOnlyList<TripRequest> waiting)
    {
        if (units.All(unit => unit.Unit.OwnerVillageCode is null || unit.Unit.ConsentedAt is not null))
        {
            return;
        }

        foreach (var village in waiting.Select(request => request.VillageCode).OfType<string>().Distinct(StringComparer.Ordinal).Take(62))
        {
            _villageFlags[village] = 2UL << _villageFlags.Count;
        }
    }

    private ulong FlagsOf(MobileUnit unit)
        => (unit.HasWheelchairLift ? Wheelchair : 0) | _villageFlags.Where(flag => unit.MayServe(flag.Key)).Aggregate(0UL, (flags, flag) => flags | flag.Value);

    private ulong FlagsOf(TripRequest request)
        => (request.NeedsWheelchair == true ? Wheelchair : 0) | (request.VillageCode is { } village ? _villageFlags.GetValueOrDefault(village) : 0);

    /// <returns>Null for a unit that has no time that day.</returns>
    private Vehicle? VehicleOf(UnitTimetable timetable)
    {
        var unit = timetable.Unit;
        var home = IndexOf(_roads.PointOf(unit.BaseCode)!.Value);
        var hours = _frame.HoursOf(unit);
        if (hours.Count == 0 || !unit.Serves(_frame.Day))
        {
            return null;
        }

        var (from, until) = (hours[0].From, hours[^1].Until);
        var running = timetable.Open.FirstOrDefault(journey => journey.OccupiesUnitId is not null && IsThatDay(journey));
        if (running?.Requests.Any(request => !HasPlaces(request)) == true)
        {
            return null;
        }

        var now = _frame.IsToday ? _frame.Seconds(_frame.Now) : from;
        var available = Math.Max(from, now);
        var place = _frame.IsToday && unit.Track is { } track ? IndexOf(new GeoPoint(track.Latitude, track.Longitude)) : home;
        return available >= until && running is null ? null : new Vehicle
        {
            Id = unit.Code,
            Start = place,
            End = home,
            Seats = unit.Seats,
            Capabilities = FlagsOf(unit),
            AvailableFrom = available,
            ShiftEnd = Math.Max(available, until),
            Pauses = [.. PausesOf(unit, hours, home, available, until)],
            Frozen = running is null ? [] : [.. running.Stops.Where(stop => !stop.IsDone && !(stop.IsPickUp && stop.Request.Status == RequestStatus.OnBoard)).Select(StepOf)],
            OnBoard = running is null ? [] : [.. running.Requests.Where(request => request.Status == RequestStatus.OnBoard).Select(request => request.Id.ToString())],
        };
    }

    private static FrozenStep StepOf(Stop stop)
        => new(stop.Request.IsVisit ? StopKind.Visit : stop.IsPickUp ? StopKind.PickUp : StopKind.DropOff, stop.Request.Id.ToString());

    /// <summary>Of a unit that is off duty, or has no hours left: it serves nobody, and is there for the reason.</summary>
    private Vehicle? IdleOf(UnitTimetable timetable)
        => !timetable.Unit.Serves(_frame.Day) ? null
            : new()
            {
                Id = timetable.Unit.Code, Start = IndexOf(_roads.PointOf(timetable.Unit.BaseCode)!.Value), End = null, Seats = timetable.Unit.Seats, Capabilities = FlagsOf(timetable.Unit), AvailableFrom = 0, ShiftEnd = 0,
            };

    /// <summary>Workshop, office use, the driver's break and the hours between two shifts, as far as they lie in the hours that are left.</summary>
    private IEnumerable<Pause> PausesOf(MobileUnit unit, IReadOnlyList<(double From, double Until)> hours, int home, double from, double until)
    {
        var pauses = unit.Blocks.Select(block => (Id: block.Id.ToString(), From: _frame.Seconds(block.From), Until: _frame.Seconds(block.Until), Place: (int?)home)).ToList();
        if (unit is { BreakFrom: { } breakFrom, BreakUntil: { } breakUntil })
        {
            pauses.Add(("break", breakFrom.ToTimeSpan().TotalSeconds, breakUntil.ToTimeSpan().TotalSeconds, null));
        }

        pauses.AddRange(hours.Zip(hours.Skip(1), (one, next) => ($"off-{one.Until}", one.Until, next.From, (int?)null)));

        // Two that overlap are one: the planner takes each whole.
        var last = from;
        foreach (var pause in pauses.OrderBy(pause => pause.From))
        {
            var (start, end) = (Math.Max(pause.From, last), Math.Min(pause.Until, until));
            if (end > start)
            {
                yield return new(pause.Id, start, start, end - start, pause.Place);
                last = end;
            }
        }
    }

    private Request WishOf(TripRequest request, (int PickUp, int? DropOff) places, TravelMatrix ways)
    {
        var now = _frame.IsToday ? _frame.Seconds(_frame.Now) : 0;
        var earliest = request.PickUpFrom is { } from ? _frame.Seconds(from) : now;
        var latest = request.PickUpUntil is { } until ? _frame.Seconds(until) : now + SoonSeconds;
        return RequestOf(request, places, ways, earliest, latest, pinnedTo: null);
    }

    private Request PromiseOf(TripRequest request, Journey journey, string unitCode, (int PickUp, int? DropOff) places, TravelMatrix ways)
    {
        var planned = _frame.Seconds(request.PlannedPickUpAt ?? journey.SlotFrom);
        // Within what they asked for, unless they were promised something else.
        var earliest = Math.Min(planned, Math.Max(planned - EarlierSeconds, request.PickUpFrom is { } from ? _frame.Seconds(from) : double.MinValue));
        var latest = Math.Max(planned, Math.Min(planned + LaterSeconds, request.PickUpUntil is { } until ? _frame.Seconds(until) : double.MaxValue));
        return RequestOf(request, places, ways, earliest, latest, unitCode);
    }

    private Request RequestOf(TripRequest request, (int PickUp, int? DropOff) places, TravelMatrix ways, double earliest, double latest, string? pinnedTo)
    {
        var stop = _rules.StopMinutes * 60.0;
        var pickUp = new Halt(places.PickUp, earliest, latest, request.IsVisit ? _rules.VisitMinutes * 60.0 : stop);
        var direct = places.DropOff is { } end ? ways.Duration(places.PickUp, end) : 0;
        var arriveBy = latest + stop + direct + (_rules.MostDetourMinutes * 60.0);
        if (request.ArriveBy is { } by)
        {
            arriveBy = Math.Min(arriveBy, _frame.Seconds(by));
        }

        return new()
        {
            Id = request.Id.ToString(),
            PickUp = pickUp,
            DropOff = places.DropOff is { } place ? new Halt(place, earliest, arriveBy, stop) : null,
            Passengers = request.IsVisit ? 0 : request.Passengers ?? 1,
            Capabilities = FlagsOf(request),
            Priority = pinnedTo is null ? 1 + request.Failures : Promised,
            PinnedTo = pinnedTo,
        };
    }
}

/// <summary>What is known of the day that is planned.</summary>
/// <param name="Waiting">Whom to plan for, beside those whom units have already.</param>
internal sealed record PlanningDay(DayFrame Frame, ServiceRules Rules, IReadOnlyList<UnitTimetable> Units, IReadOnlyList<TripRequest> Waiting);

/// <summary>The day that is planned, in the region's time.</summary>
internal sealed record DayFrame(DateOnly Day, DateTimeOffset Start, DateTimeOffset End, DateTimeOffset Now, RegionTimeZone Zone)
{
    public static DayFrame Of(DateOnly day, Regency regency, DateTimeOffset now) => new(day, regency.TimeZone.StartOf(day), regency.TimeZone.StartOf(day.AddDays(1)), now, regency.TimeZone);

    public bool IsToday => Start <= Now && Now < End;

    /// <summary>Since local midnight.</summary>
    public double Seconds(DateTimeOffset at) => (at - Start).TotalSeconds;

    public DateTimeOffset At(double seconds) => Start.AddSeconds(Math.Round(seconds));

    /// <summary>The driver's hours in seconds since midnight, in order: all day without shifts; empty on a day off.</summary>
    public IReadOnlyList<(double From, double Until)> HoursOf(MobileUnit unit)
        => unit.Shifts.Count == 0 ? [(0, (End - Start).TotalSeconds)]
            : [.. Duty.HoursBetween(unit, Day.AddDays(-1), Day.AddDays(1), Zone).Where(hours => hours.Until > Start && hours.From < End)
                .Select(hours => (Math.Max(0, Seconds(hours.From)), Math.Min((End - Start).TotalSeconds, Seconds(hours.Until))))];
}
