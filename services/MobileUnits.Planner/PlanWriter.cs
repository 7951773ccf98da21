namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>Turns tours into a plan with the caller's ids, places and times.</summary>
internal static class PlanWriter
{
    public static Plan Write(Model model, Draft draft, Func<int, Refusal> reasonOf)
    {
        List<Route> routes = [];
        foreach (var tour in draft.Tours)
        {
            if (!tour.IsEmpty)
            {
                routes.Add(RouteOf(model, tour));
            }
        }

        var unserved = draft.Absent.Where(job => job < model.Requests).Order().Select(job => new Unserved(model.Problem.Requests[job].Id, reasonOf(job))).ToList();
        return new(routes, unserved, Totals(model, draft, routes, unserved.Count));
    }

    private static PlanTotals Totals(Model model, Draft draft, List<Route> routes, int unserved)
    {
        var objective = model.Problem.Objective;
        var (distance, time, used) = (routes.Sum(route => route.Distance), routes.Sum(route => route.DrivingTime), draft.Tours.Count(tour => tour.IsUsed));
        return new(model.Requests - unserved, unserved, used, distance, time, (objective.CostPerDistance * distance) + (objective.CostPerTime * time) + (objective.CostPerVehicle * used));
    }

    private static Route RouteOf(Model model, Tour tour)
    {
        var problem = model.Problem;
        var vehicle = problem.Vehicles[tour.Vehicle];
        var (at, time, distance, driving, load) = (vehicle.Start, vehicle.AvailableFrom, 0.0, 0.0, model.OnBoard[tour.Vehicle]);
        var leaves = time;
        List<Stop> stops = [];
        foreach (ref readonly var step in tour.Steps[1..^1])
        {
            var location = step.IsFloating ? at : model.Legs.LocationOf(step.Place);
            var way = step.IsFloating ? 0 : problem.Travel.Duration(at, location);
            distance += step.IsFloating ? 0 : problem.Travel.Distance(at, location);
            driving += way;
            var begin = Math.Max(time + way, model.Open[step.Node]);
            if (stops.Count == 0)
            {
                // Waits where it stands rather than before somebody's door.
                leaves = Math.Max(time, begin - way);
            }

            var arrival = stops.Count == 0 ? begin : time + way;
            time = begin + model.Service[step.Node];
            load += model.Change[step.Node];
            at = location;
            stops.Add(new(KindOf(model, step.Node), IdOf(model, step.Node), location, arrival, begin, time, load));
        }

        if (vehicle.End is { } end)
        {
            distance += problem.Travel.Distance(at, end);
            driving += problem.Travel.Duration(at, end);
            time += problem.Travel.Duration(at, end);
        }

        return new(vehicle.Id, leaves, stops, time, distance, driving);
    }

    private static StopKind KindOf(Model model, int node)
        => model.IsPause(node) ? StopKind.Pause : node % 2 == 1 ? StopKind.DropOff : model.Problem.Requests[node / 2].DropOff is null ? StopKind.Visit : StopKind.PickUp;

    private static string IdOf(Model model, int node)
        => model.IsPause(node) ? model.PauseOf(node).Id : model.Problem.Requests[node / 2].Id;
}
