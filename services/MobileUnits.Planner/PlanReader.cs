namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>Brings plans into a draft.</summary>
internal static class PlanReader
{
    /// <summary>A plan that is under way, as it is; where it is late it may stay as late.</summary>
    /// <exception cref="ArgumentException">A route cannot be driven like this by its vehicle.</exception>
    public static Draft ReadRunning(Model model, Plan plan)
    {
        if (FaultOf(model, plan, out var routes) is { } fault)
        {
            throw new ArgumentException($"Route of '{fault.VehicleId}': {fault.What}.", nameof(plan));
        }

        var draft = new Draft(model);
        for (var vehicle = 0; vehicle < routes.Length; vehicle++)
        {
            if (routes[vehicle] is { } nodes)
            {
                Lateness.Excuse(model, vehicle, nodes);
                draft.Rebuild(vehicle, nodes);
            }
        }

        draft.Keep();
        return draft;
    }

    /// <returns>The first route that cannot be driven like this by its vehicle, times aside; null if all can.</returns>
    public static PlanFault? FaultOf(Model model, Plan plan, out int[]?[] routes)
    {
        routes = new int[]?[model.Vehicles];
        var seen = new HashSet<int>();
        foreach (var route in plan.Routes)
        {
            var vehicle = model.VehicleOf.GetValueOrDefault(route.VehicleId, -1);
            var fault = vehicle < 0 ? "no such vehicle" : routes[vehicle] is not null ? "it has two" : Read(model, vehicle, route, seen, out routes[vehicle]);
            if (fault is not null)
            {
                return new(route.VehicleId, fault);
            }
        }

        for (var vehicle = 0; vehicle < routes.Length; vehicle++)
        {
            if (routes[vehicle] is null && model.Committed[vehicle].Length > 0)
            {
                return new(model.Problem.Vehicles[vehicle].Id, "it has frozen steps, passengers or pauses, but no route");
            }
        }

        return null;
    }

    /// <summary>Of a plan what still fits: whole routes, or else their requests one by one on the same vehicle.</summary>
    public static void Adopt(Model model, Draft draft, Plan plan, Spots spots, Budget budget)
    {
        var seen = new HashSet<int>();
        foreach (var route in plan.Routes)
        {
            if (!model.VehicleOf.TryGetValue(route.VehicleId, out var vehicle) || (Read(model, vehicle, route, seen, out var nodes) is null && draft.Rebuild(vehicle, nodes)))
            {
                continue;
            }

            foreach (var id in route.Stops.Where(stop => stop.Kind is StopKind.PickUp or StopKind.Visit).Select(stop => stop.Id))
            {
                var job = model.RequestOf.GetValueOrDefault(id, -1);
                budget.Spend(100);
                if (job >= 0 && !budget.IsOver && draft.VehicleOf[job] < 0 && spots.Best(job, draft.Tours[vehicle]) is { Exists: true } spot)
                {
                    draft.Insert(job, vehicle, spot);
                }
            }
        }

        draft.Keep();
    }

    /// <returns>What is wrong, times aside; null if nothing is.</returns>
    private static string? Read(Model model, int vehicle, Route route, HashSet<int> seen, out int[] nodes)
    {
        nodes = [.. route.Stops.Select(stop => model.NodeOf(vehicle, stop.Kind, stop.Id))];
        if (Array.IndexOf(nodes, -1) is var unknown and >= 0)
        {
            return $"'{route.Stops[unknown].Id}' is no {route.Stops[unknown].Kind} of the problem";
        }

        if (!nodes.AsSpan().StartsWith(model.Committed[vehicle].AsSpan(0, model.Frozen[vehicle])))
        {
            return "it does not begin with the frozen steps";
        }

        if (model.Committed[vehicle].Except(nodes).Any())
        {
            return "it leaves out a pause or a drop-off of somebody on board";
        }

        return Walk(model, vehicle, nodes, seen);
    }

    private static string? Walk(Model model, int vehicle, int[] nodes, HashSet<int> seen)
    {
        var load = model.OnBoard[vehicle];
        var riding = new HashSet<int>();
        var own = new HashSet<int>();
        for (var index = 0; index < nodes.Length; index++)
        {
            var (node, job) = (nodes[index], model.JobOf(nodes[index]));
            var isFree = model.Kind[job] is JobKind.Ride or JobKind.Visit;
            var isDropOff = node < 2 * model.Requests && node % 2 == 1;
            load += model.Change[node];
            if (seen.Contains(node) || !own.Add(node))
            {
                return $"'{IdOf(job)}' is there twice";
            }

            if (isFree ? !model.Suits(job, vehicle) : model.OnlyVehicle[job] != vehicle)
            {
                return $"'{IdOf(job)}' is not for this vehicle";
            }

            if (model.Kind[job] == JobKind.Ride && (isDropOff ? !riding.Remove(job) : !riding.Add(job)))
            {
                return $"'{IdOf(job)}' is dropped off before it is picked up";
            }

            if ((model.IsPause(node) && load > 0) || (isFree && model.Change[node] > 0 && load > model.Seats[vehicle]))
            {
                return $"{load} passengers at '{IdOf(job)}' are too many";
            }
        }

        if (riding.Count > 0)
        {
            return $"'{IdOf(riding.First())}' is not dropped off";
        }

        seen.UnionWith(own);
        return null;

        string IdOf(int job) => job < model.Requests ? model.Problem.Requests[job].Id : model.PauseOf(model.FirstNode[job]).Id;
    }
}
