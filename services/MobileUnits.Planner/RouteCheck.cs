using System.Globalization;

namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>Drives one route of a plan after it, with the caller's numbers, and notes what is not as it should be.</summary>
internal sealed class RouteCheck(Problem problem, Vehicle vehicle, Route route, Dictionary<string, Request> requests, HashSet<string> served, List<string> violations)
{
    private readonly Dictionary<(StopKind, string), double> _excused = [];
    private readonly HashSet<string> _onBoard = new(vehicle.OnBoard, StringComparer.Ordinal);
    private readonly HashSet<string> _paused = new(StringComparer.Ordinal);
    private double _excusedEnd = vehicle.ShiftEnd;
    private int _load;

    public void Check()
    {
        Excuse();
        _load = vehicle.OnBoard.Sum(id => requests[id].Passengers);
        var (at, time, distance, driving) = (vehicle.Start, route.Leaves, 0.0, 0.0);
        if (PlanValidator.IsAfter(vehicle.AvailableFrom, route.Leaves))
        {
            Note($"leaves at {route.Leaves}, before it is available at {vehicle.AvailableFrom}");
        }

        if (route.Stops.Count == 0)
        {
            Note($"has no stops");
        }

        for (var index = 0; index < route.Stops.Count; index++)
        {
            var stop = route.Stops[index];
            var floats = stop.Kind == StopKind.Pause && vehicle.Pauses.Any(pause => pause.Id == stop.Id && pause.Location is null);
            if (stop.Location < 0 || stop.Location >= problem.Travel.Locations)
            {
                Note(stop, $"no location {stop.Location}");
                return;
            }

            var way = floats ? 0 : problem.Travel.Duration(at, stop.Location);
            distance += floats ? 0 : problem.Travel.Distance(at, stop.Location);
            driving += way;
            CheckTimes(stop, time + way);
            CheckStop(stop, index < vehicle.Frozen.Count, at);
            (at, time) = (stop.Location, stop.Departure);
        }

        CheckFrozen();
        CheckEnd(at, time, distance, driving);
    }

    private void CheckTimes(Stop stop, double arrival)
    {
        if (!PlanValidator.AreSame(stop.Arrival, arrival))
        {
            Note(stop, $"arrives at {arrival}, not at {stop.Arrival}");
        }

        if (PlanValidator.IsAfter(stop.Arrival, stop.Begin))
        {
            Note(stop, $"begins at {stop.Begin}, before it arrives at {stop.Arrival}");
        }
    }

    private void CheckStop(Stop stop, bool isFrozen, int at)
    {
        if (stop.Kind == StopKind.Pause)
        {
            CheckPause(stop, at);
        }
        else if (!requests.TryGetValue(stop.Id, out var request))
        {
            Note(stop, $"no such request");
        }
        else if (stop.Kind is not (StopKind.PickUp or StopKind.DropOff or StopKind.Visit) || (stop.Kind == StopKind.Visit) != (request.DropOff is null))
        {
            Note(stop, $"the request has no such stop");
        }
        else
        {
            var halt = stop.Kind == StopKind.DropOff ? request.DropOff! : request.PickUp;
            CheckWindow(stop, halt.Earliest, halt.Latest, halt.Service, halt.Location);
            if (stop.Kind == StopKind.DropOff)
            {
                CheckDropOff(stop, request);
            }
            else
            {
                CheckTaken(stop, request, isFrozen);
            }
        }

        if (stop.Load != _load)
        {
            Note(stop, $"leaves with {_load} on board, not {stop.Load}");
        }
    }

    private void CheckPause(Stop stop, int at)
    {
        if (vehicle.Pauses.FirstOrDefault(pause => pause.Id == stop.Id) is not { } pause)
        {
            Note(stop, $"the vehicle has no such pause");
            return;
        }

        CheckWindow(stop, pause.EarliestStart, pause.LatestStart, pause.Duration, pause.Location ?? at);
        if (!_paused.Add(stop.Id))
        {
            Note(stop, $"is taken twice");
        }

        if (_load > 0)
        {
            Note(stop, $"{_load} passengers are on board");
        }
    }

    private void CheckWindow(Stop stop, double earliest, double latest, double duration, int location)
    {
        if (stop.Location != location)
        {
            Note(stop, $"is at {location}, not at {stop.Location}");
        }

        if (PlanValidator.IsAfter(earliest, stop.Begin))
        {
            Note(stop, $"begins at {stop.Begin}, before its window opens at {earliest}");
        }

        if (PlanValidator.IsAfter(stop.Begin, Math.Max(latest, _excused.GetValueOrDefault((stop.Kind, stop.Id), latest))))
        {
            Note(stop, $"begins at {stop.Begin}, after its window closes at {latest}");
        }

        if (!PlanValidator.AreSame(stop.Departure, stop.Begin + duration))
        {
            Note(stop, $"leaves at {stop.Begin + duration}, not at {stop.Departure}");
        }
    }

    private void CheckTaken(Stop stop, Request request, bool isFrozen)
    {
        if (!served.Add(request.Id) || vehicle.OnBoard.Contains(request.Id, StringComparer.Ordinal))
        {
            Note(stop, $"is served twice");
        }

        if (problem.Vehicles.Any(other => other.Id != vehicle.Id && (other.OnBoard.Contains(request.Id, StringComparer.Ordinal) || other.Frozen.Any(step => step.Kind != StopKind.Pause && step.Id == request.Id))))
        {
            Note(stop, $"another vehicle has begun it");
        }

        if (stop.Kind == StopKind.PickUp)
        {
            _load += request.Passengers;
            _onBoard.Add(request.Id);
        }

        if (isFrozen)
        {
            // It has started: whether it should have is not asked again.
            return;
        }

        if (_load > vehicle.Seats && request.Passengers > 0)
        {
            Note(stop, $"{_load} passengers on {vehicle.Seats} seats");
        }

        if ((request.Capabilities & ~vehicle.Capabilities) != 0)
        {
            Note(stop, $"needs capabilities {request.Capabilities}, the vehicle has {vehicle.Capabilities}");
        }

        if (request.PinnedTo is not null && request.PinnedTo != vehicle.Id)
        {
            Note(stop, $"is pinned to '{request.PinnedTo}'");
        }
    }

    private void CheckDropOff(Stop stop, Request request)
    {
        if (!_onBoard.Remove(request.Id))
        {
            Note(stop, $"is not on board");
            return;
        }

        _load -= request.Passengers;
        if (vehicle.OnBoard.Contains(request.Id, StringComparer.Ordinal) && !served.Add(request.Id))
        {
            Note(stop, $"is served twice");
        }
    }

    private void CheckFrozen()
    {
        for (var index = 0; index < vehicle.Frozen.Count; index++)
        {
            var step = vehicle.Frozen[index];
            if (index >= route.Stops.Count || route.Stops[index].Kind != step.Kind || route.Stops[index].Id != step.Id)
            {
                Note($"step {index + 1} is not the frozen {step.Kind} of '{step.Id}'");
            }
        }
    }

    private void CheckEnd(int at, double time, double distance, double driving)
    {
        foreach (var id in _onBoard)
        {
            Note($"'{id}' is never let off");
        }

        foreach (var pause in vehicle.Pauses.Where(pause => !_paused.Contains(pause.Id)))
        {
            Note($"pause '{pause.Id}' is left out");
        }

        if (vehicle.End is { } end)
        {
            distance += problem.Travel.Distance(at, end);
            driving += problem.Travel.Duration(at, end);
            time += problem.Travel.Duration(at, end);
        }

        if (!PlanValidator.AreSame(route.Ends, time))
        {
            Note($"ends at {time}, not at {route.Ends}");
        }

        if (PlanValidator.IsAfter(time, _excusedEnd))
        {
            Note($"ends at {time}, after the shift ends at {vehicle.ShiftEnd}");
        }

        if (!PlanValidator.AreSame(route.Distance, distance))
        {
            Note($"has a distance of {distance}, not {route.Distance}");
        }

        if (!PlanValidator.AreSame(route.DrivingTime, driving))
        {
            Note($"has a driving time of {driving}, not {route.DrivingTime}");
        }
    }

    /// <summary>How late everything is that would be late even if the vehicle did nothing but what it has to: frozen steps, then drop-offs, then pauses.</summary>
    private void Excuse()
    {
        List<(StopKind Kind, string Id)> steps = [.. vehicle.Frozen.Select(step => (step.Kind, step.Id))];
        var pickedUp = vehicle.OnBoard.Concat(vehicle.Frozen.Where(step => step.Kind == StopKind.PickUp).Select(step => step.Id));
        steps.AddRange(pickedUp.Select(id => (StopKind.DropOff, id)).Where(step => !vehicle.Frozen.Contains(new(StopKind.DropOff, step.id))).ToList());
        steps.AddRange(vehicle.Pauses.OrderBy(pause => pause.EarliestStart).Select(pause => (StopKind.Pause, pause.Id)).Where(step => !vehicle.Frozen.Contains(new(StopKind.Pause, step.Id))).ToList());
        var (at, time) = (vehicle.Start, vehicle.AvailableFrom);
        foreach (var (kind, id) in steps)
        {
            var pause = kind == StopKind.Pause ? vehicle.Pauses.First(each => each.Id == id) : null;
            var halt = pause is not null
                ? new Halt(pause.Location ?? at, pause.EarliestStart, pause.LatestStart, pause.Duration)
                : kind == StopKind.DropOff ? requests[id].DropOff! : requests[id].PickUp;
            time = Math.Max(halt.Earliest, time + (pause is { Location: null } ? 0 : problem.Travel.Duration(at, halt.Location)));
            _excused[(kind, id)] = time;
            (at, time) = (halt.Location, time + halt.Service);
        }

        if (steps.Count > 0)
        {
            _excusedEnd = Math.Max(_excusedEnd, time + (vehicle.End is { } end ? problem.Travel.Duration(at, end) : 0));
        }
    }

    private void Note(Stop stop, FormattableString what) => violations.Add(string.Create(CultureInfo.InvariantCulture, $"Route of '{vehicle.Id}', {stop.Kind} of '{stop.Id}': ") + FormattableString.Invariant(what) + ".");

    private void Note(FormattableString what) => violations.Add($"Route of '{vehicle.Id}': {FormattableString.Invariant(what)}.");
}
