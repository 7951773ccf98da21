using PlanningPlatform.Portal.Services;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages.Dispatch;

/// <summary>A day plan with what is known now of whom it fetches.</summary>
/// <param name="Units">In the order of their codes, those that have nothing but pauses too.</param>
/// <param name="Idle">Codes of units that the plan does not need; empty while the fleet cannot be had.</param>
/// <param name="LeftOut">Whom the plan leaves out and who still waits.</param>
/// <param name="Since">Who waits for that day and was not there when it was planned.</param>
/// <param name="IsKnown">False while requests and journeys cannot be had: then only the plan's own times are shown.</param>
/// <param name="Now">On the day that is planned; null on another.</param>
public sealed record DayPlanModel(
    PlanAsked Asked, DayPlanFile File, IReadOnlyList<PlannedUnit> Units, IReadOnlyList<string> Idle, IReadOnlyList<(LeftOut Left, PlannedTrip Trip)> LeftOut, IReadOnlyList<PlannedTrip> Since,
    IReadOnlyDictionary<Guid, PlannedTrip> Trips, bool IsKnown, DateTimeOffset? Now)
{
    public DayPlan Plan => File.Plan;

    public IEnumerable<PlannedRide> Rides => Units.SelectMany(unit => unit.Rides);

    /// <summary>The request that has just gone in, with its ride.</summary>
    public PlannedRide? Inserted => Asked.Inserted is { } id ? Rides.FirstOrDefault(ride => ride.Requests.Contains(id)) : null;

    public PlannedTrip TripOf(Guid requestId) => Trips.GetValueOrDefault(requestId) ?? PlannedTrip.Unknown(requestId);

    internal static DayPlanModel Of(
        PlanAsked asked, DayPlanFile file, IReadOnlyList<UnitRequest>? waiting, IReadOnlyList<Journey>? journeys, IReadOnlyList<StandingUnit>? fleet, Regency regency, DateTimeOffset now)
    {
        var trips = new Dictionary<Guid, PlannedTrip>();
        foreach (var request in waiting ?? [])
            trips[request.Id] = PlannedTrip.Of(request);
        foreach (var stops in (journeys ?? []).SelectMany(journey => (journey.Stops ?? []).Select(stop => (Journey: journey, Stop: stop))).GroupBy(each => each.Stop.RequestId))
            trips[stops.Key] = PlannedTrip.Of(stops.First().Journey, [.. stops.Select(each => each.Stop)]);

        var units = file.Routes.Select(route => PlannedUnit.Of(route, trips)).OrderBy(unit => unit.Code, StringComparer.Ordinal).ToList();
        var planned = units.SelectMany(unit => unit.Rides).SelectMany(ride => ride.Requests).ToHashSet();
        var left = file.LeftOut.Where(each => trips.TryGetValue(each.RequestId, out var trip) && trip.Waits).Select(each => (each, trips[each.RequestId])).ToList();
        var leftIds = left.Select(each => each.each.RequestId).ToHashSet();
        var today = regency.TimeZone.DateOf(now);
        return new(
            asked, file, units, fleet is null ? [] : [.. fleet.Where(unit => unit.RetiredOn is null && units.TrueForAll(other => other.Code != unit.Code)).Select(unit => unit.Code).Order(StringComparer.Ordinal)],
            left, [.. (waiting ?? []).Where(request => !planned.Contains(request.Id) && !leftIds.Contains(request.Id) && IsFor(request)).Select(request => trips[request.Id])],
            trips, waiting is not null && journeys is not null, today == file.Plan.Day ? now : null);

        bool IsFor(UnitRequest request) => request.PickUpFrom is { } from
            ? regency.TimeZone.DateOf(from) == file.Plan.Day && request.PickUpUntil > now
            : file.Plan.Day == today;
    }
}

/// <summary>One request as a plan shows it: from where to where, and nothing of who and why.</summary>
/// <param name="Status">Empty when nothing is known of it any more: it is over.</param>
public sealed record PlannedTrip(
    Guid RequestId, string? VillageCode, string? DropOffVillageCode, string? DropOffName, bool IsVisit, int? Passengers, bool? NeedsWheelchair, string Status, DateTimeOffset? From, DateTimeOffset? Until)
{
    public bool Waits => Status is "Waiting" or "Suggested";

    public bool HasSetOut => Status is "EnRoute" or "Arrived" or "OnBoard" or "Completed";

    public bool IsKnown => Status.Length > 0;

    public static PlannedTrip Unknown(Guid requestId) => new(requestId, null, null, null, false, null, null, "", null, null);

    public static PlannedTrip Of(UnitRequest request) => new(
        request.Id, request.VillageCode, request.DropOffVillageCode, request.DropOffName, request.IsVisit, request.Passengers, request.NeedsWheelchair, request.Status, request.PickUpFrom, request.PickUpUntil);

    public static PlannedTrip Of(Journey journey, IReadOnlyList<JourneyStop> stops)
    {
        var (from, to) = (stops[0], stops.FirstOrDefault(stop => stop.Kind == "DropOff"));
        return new(from.RequestId, from.VillageCode ?? journey.VillageCode, to?.VillageCode, to?.Name, from.Kind == "Visit", from.Passengers, from.NeedsWheelchair, from.Status, null, null);
    }
}

/// <summary>One unit's day: its rides and pauses.</summary>
public sealed record PlannedUnit(string Code, double Kilometres, IReadOnlyList<PlannedRide> Rides, IReadOnlyList<PlannedHalt> Pauses)
{
    public static PlannedUnit Of(PlannedRoute route, IReadOnlyDictionary<Guid, PlannedTrip> trips)
        => new(route.UnitCode, route.Kilometres, [.. PlannedRide.Of(route, trips)], [.. route.Stops.Where(stop => stop.IsPause)]);
}

/// <summary>From leaving empty to being empty again.</summary>
/// <param name="From">When it leaves for the first stop.</param>
/// <param name="State">SetOut: it is not moved any more. Promised: it has its journey. Planned: not yet. Over: nobody is waiting for it.</param>
public sealed record PlannedRide(string UnitCode, int Number, DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<PlannedHalt> Halts, string State)
{
    /// <summary>Of its row on the page.</summary>
    public string Id => $"r-{UnitCode}-{Number}";

    public IReadOnlyList<Guid> Requests { get; } = [.. Halts.Select(halt => halt.RequestId).OfType<Guid>().Distinct()];

    /// <summary>The most that are on board at once.</summary>
    public int Load => Halts.Max(halt => halt.Load);

    internal static IEnumerable<PlannedRide> Of(PlannedRoute route, IReadOnlyDictionary<Guid, PlannedTrip> trips)
    {
        var (halts, free, number) = (new List<PlannedHalt>(), route.Leaves, 0);
        foreach (var halt in route.Stops)
        {
            if (!halt.IsPause)
                halts.Add(halt);

            if (halt.Load == 0 && halts.Count > 0)
            {
                // Waiting for the window to open is no part of it, driving there is.
                yield return new(route.UnitCode, ++number, halts[0].Begin - (halts[0].Arrival - free), halts[^1].Departure, [.. halts], StateOf(halts, trips));
                halts.Clear();
            }

            if (halts.Count == 0)
                free = halt.Departure;
        }
    }

    private static string StateOf(List<PlannedHalt> halts, IReadOnlyDictionary<Guid, PlannedTrip> trips)
    {
        var known = halts.Select(halt => trips.GetValueOrDefault(halt.RequestId!.Value)).OfType<PlannedTrip>().ToList();
        return known.Exists(trip => trip.HasSetOut) ? "SetOut" : known.Exists(trip => !trip.Waits) ? "Promised" : known.Count > 0 ? "Planned" : "Over";
    }
}
