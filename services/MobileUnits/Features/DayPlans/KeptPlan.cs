using PlanningPlatform.MobileUnits.Planner;
using Route = PlanningPlatform.MobileUnits.Planner.Route;

namespace PlanningPlatform.MobileUnits.Features.DayPlans;

/// <summary>Why a plan that was made before is none for the day as it stands now.</summary>
/// <param name="Because">Stable.</param>
/// <param name="UnitCode">Where it shows.</param>
internal sealed record DayChange(string Because, string UnitCode)
{
    /// <summary>It has something to do and no hours that day.</summary>
    public const string UnitGone = "unit_gone";

    /// <summary>It has a journey that the plan leaves out, because a dispatcher sent it since or because the plan could not keep what was promised.</summary>
    public const string OtherJourney = "other_journey";

    /// <summary>It set out another way, or a pause lies where people are on board.</summary>
    public const string RouteBroken = "route_broken";

    /// <summary>Time went by, or a pause takes it.</summary>
    public const string Late = "late";
}

/// <summary>
/// A plan that was made before, as one for the day as it stands now: what is over or was called off is not driven to, and breaks, office use and workshop lie where they lie now.
/// Nothing else is moved: what does not go together any more is a <see cref="DayChange"/>, never another plan.
/// </summary>
internal static class KeptPlan
{
    /// <param name="now">The day as it stands, with all that the plan serves and that still waits or is under way.</param>
    public static (Plan? Plan, DayChange? Change) For(PlannedDay kept, Problem now, DayFrame frame)
    {
        var requests = now.Requests.ToDictionary(request => request.Id, StringComparer.Ordinal);
        var stops = new Dictionary<string, List<PlannedHalt>>(StringComparer.Ordinal);
        var routes = kept.Routes.ToDictionary(route => route.UnitCode, StringComparer.Ordinal);
        foreach (var vehicle in now.Vehicles)
        {
            stops[vehicle.Id] = routes.TryGetValue(vehicle.Id, out var route) ? [.. route.Stops.Where(stop => IsStillToDo(stop, vehicle))] : [];
        }

        if (kept.Routes.FirstOrDefault(route => !stops.ContainsKey(route.UnitCode) && route.Stops.Any(stop => stop.RequestId is { } id && requests.ContainsKey(id.ToString()))) is { } orphan)
        {
            return (null, new(DayChange.UnitGone, orphan.UnitCode));
        }

        var driven = stops.Values.SelectMany(list => list).Select(stop => stop.RequestId.ToString()!).ToHashSet(StringComparer.Ordinal);
        if (now.Requests.FirstOrDefault(request => request.PinnedTo is not null && !driven.Contains(request.Id)) is { PinnedTo: { } unit })
        {
            return (null, new(DayChange.OtherJourney, unit));
        }

        var plan = new Plan([.. now.Vehicles.Select(vehicle => RouteOf(vehicle, stops[vehicle.Id], frame)).Where(route => route.Stops.Count > 0)], [], new(0, 0, 0, 0, 0, 0));
        return Insertion.FaultOf(now, plan) is { } fault ? (null, new(DayChange.RouteBroken, fault.VehicleId)) : (plan, null);

        bool IsStillToDo(PlannedHalt stop, Vehicle vehicle)
            => stop.RequestId?.ToString() is { } id && requests.TryGetValue(id, out var request) && (request.PinnedTo ?? vehicle.Id) == vehicle.Id
                && !(stop.Kind == nameof(StopKind.PickUp) && vehicle.OnBoard.Contains(id, StringComparer.Ordinal));
    }

    /// <summary>Who comes too late by a plan that was inserted into: inserting makes nobody later than they are, so that the day has.</summary>
    /// <returns>Null when the plan is right.</returns>
    public static DayChange? LateIn(Problem problem, Plan plan)
    {
        var violations = PlanValidator.Check(problem, plan);
        return violations.Count == 0 ? null
            : new(DayChange.Late, plan.Routes.FirstOrDefault(route => violations.Any(each => each.StartsWith($"Route of '{route.VehicleId}'", StringComparison.Ordinal)))?.VehicleId ?? "");
    }

    /// <summary>The order is all that counts: the planner drives it anew.</summary>
    private static Route RouteOf(Vehicle vehicle, List<PlannedHalt> halts, DayFrame frame)
    {
        List<(double Begin, double Departure, Stop Stop)> stops = [.. halts.Select(halt => (frame.Seconds(halt.Begin), frame.Seconds(halt.Departure), new Stop(Enum.Parse<StopKind>(halt.Kind), halt.RequestId.ToString()!, 0, 0, 0, 0, 0)))];
        foreach (var pause in vehicle.Pauses.OrderBy(pause => pause.EarliestStart))
        {
            var at = stops.FindIndex(stop => stop.Begin > pause.EarliestStart || (stop.Begin == pause.EarliestStart && stop.Departure > stop.Begin));
            stops.Insert(Math.Max(at < 0 ? stops.Count : at, vehicle.Frozen.Count), (pause.EarliestStart, pause.EarliestStart, new(StopKind.Pause, pause.Id, 0, 0, 0, 0, 0)));
        }

        return new(vehicle.Id, 0, [.. stops.Select(stop => stop.Stop)], 0, 0, 0);
    }

}
