namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>Refuses malformed numbers and references, naming the field. What a resident's wish can be (a window that ends before it starts) passes and stays unserved.</summary>
internal static class ProblemCheck
{
    public static void Check(Problem problem)
    {
        var objective = problem.Objective;
        NotNegative(objective.CostPerDistance, nameof(objective.CostPerDistance));
        NotNegative(objective.CostPerTime, nameof(objective.CostPerTime));
        NotNegative(objective.CostPerVehicle, nameof(objective.CostPerVehicle));
        var vehicles = Distinct(problem.Vehicles, vehicle => vehicle?.Id, nameof(Problem.Vehicles));
        var requests = Distinct(problem.Requests, request => request?.Id, nameof(Problem.Requests));
        foreach (var request in problem.Requests)
        {
            Check(request, problem.Travel.Locations, vehicles.ContainsKey);
        }

        var begun = new HashSet<string>(StringComparer.Ordinal);
        foreach (var vehicle in problem.Vehicles)
        {
            Check(vehicle, problem.Travel.Locations);
            CheckBegun(vehicle, requests, begun);
        }
    }

    public static void CheckAdded(Problem problem, Request request)
    {
        if (string.IsNullOrEmpty(request?.Id))
        {
            throw Refuse("Id is empty.", nameof(Problem.Requests));
        }

        if (problem.Requests.Count(other => other.Id == request.Id) > 1)
        {
            throw Refuse($"'{request.Id}' is there already.", nameof(Problem.Requests));
        }

        Check(request, problem.Travel.Locations, id => problem.Vehicles.Any(vehicle => vehicle.Id == id));
    }

    private static void Check(Request request, int locations, Func<string, bool> isVehicle)
    {
        var name = $"Request '{request.Id}': ";
        Check(request.PickUp, name + nameof(request.PickUp), locations);
        if (request.DropOff is not null)
        {
            Check(request.DropOff, name + nameof(request.DropOff), locations);
        }

        NotNegative(request.Passengers, name + nameof(request.Passengers));
        NotNegative(request.Priority, name + nameof(request.Priority));
        if (request.Priority == 0)
        {
            throw Refuse("0 is not above 0.", name + nameof(request.Priority));
        }

        if (request.DropOff is null && request.Passengers > 0)
        {
            throw Refuse("passengers of a visit would never get off.", name + nameof(request.Passengers));
        }

        if (request.PinnedTo is not null && !isVehicle(request.PinnedTo))
        {
            throw Refuse($"no vehicle '{request.PinnedTo}'.", name + nameof(request.PinnedTo));
        }
    }

    private static void Check(Halt halt, string name, int locations)
    {
        ArgumentNullException.ThrowIfNull(halt, name);
        Known(halt.Location, locations, $"{name}.{nameof(halt.Location)}");
        Finite(halt.Earliest, $"{name}.{nameof(halt.Earliest)}");
        Finite(halt.Latest, $"{name}.{nameof(halt.Latest)}");
        NotNegative(halt.Service, $"{name}.{nameof(halt.Service)}");
    }

    private static void Check(Vehicle vehicle, int locations)
    {
        var name = $"Vehicle '{vehicle.Id}': ";
        Known(vehicle.Start, locations, name + nameof(vehicle.Start));
        Known(vehicle.End ?? 0, locations, name + nameof(vehicle.End));
        NotNegative(vehicle.Seats, name + nameof(vehicle.Seats));
        Finite(vehicle.AvailableFrom, name + nameof(vehicle.AvailableFrom));
        Finite(vehicle.ShiftEnd, name + nameof(vehicle.ShiftEnd));
        InOrder(vehicle.AvailableFrom, vehicle.ShiftEnd, name + nameof(vehicle.ShiftEnd));
        Distinct(vehicle.Pauses, pause => pause?.Id, name + nameof(vehicle.Pauses));
        foreach (var pause in vehicle.Pauses)
        {
            var ofPause = $"{name}Pause '{pause.Id}'.";
            Finite(pause.EarliestStart, ofPause + nameof(pause.EarliestStart));
            Finite(pause.LatestStart, ofPause + nameof(pause.LatestStart));
            InOrder(pause.EarliestStart, pause.LatestStart, ofPause + nameof(pause.LatestStart));
            NotNegative(pause.Duration, ofPause + nameof(pause.Duration));
            Known(pause.Location ?? 0, locations, ofPause + nameof(pause.Location));
        }
    }

    /// <summary>Who is on board and what is frozen: known, once in all vehicles, and in an order that can be driven.</summary>
    private static void CheckBegun(Vehicle vehicle, Dictionary<string, Request> requests, HashSet<string> begun)
    {
        var field = $"Vehicle '{vehicle.Id}': {nameof(vehicle.OnBoard)}";
        var onBoard = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in vehicle.OnBoard)
        {
            PickUp(id, requests.GetValueOrDefault(id ?? ""));
        }

        field = $"Vehicle '{vehicle.Id}': {nameof(vehicle.Frozen)}";
        var paused = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in vehicle.Frozen)
        {
            switch (step.Kind)
            {
                case StopKind.PickUp:
                    PickUp(step.Id, requests.GetValueOrDefault(step.Id ?? ""));
                    break;
                case StopKind.DropOff when !onBoard.Remove(step.Id ?? ""):
                    throw Refuse($"'{step.Id}' is dropped off but not on board.", field);
                case StopKind.Visit when !requests.TryGetValue(step.Id ?? "", out var visit) || visit.DropOff is not null || !begun.Add(visit.Id):
                    throw Refuse($"'{step.Id}' is no visit, or one that is there already.", field);
                case StopKind.Pause when !vehicle.Pauses.Any(pause => pause.Id == step.Id) || !paused.Add(step.Id ?? ""):
                    throw Refuse($"'{step.Id}' is no pause of the vehicle, or one that is there already.", field);
                case StopKind.Pause when onBoard.Count > 0:
                    throw Refuse($"pause '{step.Id}' with passengers on board.", field);
                case < StopKind.PickUp or > StopKind.Pause:
                    throw Refuse($"{step.Kind} is no kind of stop.", field);
            }
        }

        void PickUp(string? id, Request? request)
        {
            if (request?.DropOff is null || !begun.Add(request.Id) || !onBoard.Add(request.Id))
            {
                throw Refuse($"'{id}' is no ride, or one that is there already.", field);
            }
        }
    }

    private static Dictionary<string, T> Distinct<T>(IReadOnlyList<T> all, Func<T, string?> idOf, string name)
    {
        var byId = new Dictionary<string, T>(all.Count, StringComparer.Ordinal);
        foreach (var one in all)
        {
            if (idOf(one) is not { Length: > 0 } id)
            {
                throw Refuse("one is null or its Id empty.", name);
            }

            if (!byId.TryAdd(id, one))
            {
                throw Refuse($"'{id}' is there twice.", name);
            }
        }

        return byId;
    }

    private static void Known(int location, int locations, string name)
    {
        if (location < 0 || location >= locations)
        {
            throw Refuse($"no location {location} among {locations}.", name);
        }
    }

    private static void Finite(double value, string name)
    {
        if (!double.IsFinite(value))
        {
            throw Refuse($"{value} is no finite number.", name);
        }
    }

    private static void NotNegative(double value, string name)
    {
        Finite(value, name);
        if (value < 0)
        {
            throw Refuse($"{value} is negative.", name);
        }
    }

    private static void InOrder(double from, double to, string name)
    {
        if (to < from)
        {
            throw Refuse($"{to} is before {from}.", name);
        }
    }

    private static ArgumentException Refuse(string what, string field) => new($"{field}: {what}", field);
}
