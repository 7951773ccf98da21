using System.Runtime.CompilerServices;

namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>One step of a tour with all that a question "does it fit in here?" needs, side by side in memory.</summary>
internal struct Step
{
    public int Node;

    /// <summary>Where the vehicle stands then; of a floating pause where it stood before.</summary>
    public int Place;

    /// <summary>The place after it, floating pauses passed over.</summary>
    public int NextPlace;

    /// <summary>Passengers on board when it leaves.</summary>
    public int Load;

    /// <summary>Passengers it could leave with: none from a pause.</summary>
    public int Room;

    public bool IsFloating;

    /// <summary>Earliest departure.</summary>
    public double Depart;

    /// <summary>Latest arrival with which everything from here on is in time.</summary>
    public double Latest;

    /// <summary>Departure of who arrives before the window opens.</summary>
    public double Ready;

    public double Service;

    /// <summary>Cost of the leg to <see cref="NextPlace"/>.</summary>
    public double Leg;
}

/// <summary>The route of one vehicle in the making: its start, its stops, its end.</summary>
internal sealed class Tour(int vehicle)
{
    private Step[] _steps = new Step[8];

    public int Vehicle { get; } = vehicle;

    /// <summary>With start and end: 2 if there is nothing to do.</summary>
    public int Count { get; private set; }

    /// <summary>No two contents of any tour have the same.</summary>
    public long Version { get; private set; }

    /// <summary>0 if there is nothing to do.</summary>
    public double Cost { get; private set; }

    /// <summary>Stops that are no pauses; a vehicle without any does not count as used.</summary>
    public int Served { get; private set; }

    /// <summary>Nothing is put in before the step after this one.</summary>
    public int LastFrozen { get; private set; }

    public bool IsEmpty => Count == 2;

    public bool IsUsed => Served > 0;

    public Span<Step> Steps => _steps.AsSpan(0, Count);

    /// <summary>Anew: from start to end by these nodes.</summary>
    /// <returns>Whether everything is in time.</returns>
    public bool Begin(Model model, ReadOnlySpan<int> nodes, ref long version)
    {
        Count = 0;
        Add(model, model.StartOf(Vehicle));
        foreach (var node in nodes)
        {
            Add(model, node);
        }

        Add(model, model.EndOf(Vehicle));
        LastFrozen = model.Frozen[Vehicle];
        return Refresh(model, ref version);
    }

    public void CopyFrom(Tour other)
    {
        if (_steps.Length < other.Count)
        {
            _steps = new Step[other._steps.Length];
        }

        other.Steps.CopyTo(_steps);
        (Count, Version, Cost, Served, LastFrozen) = (other.Count, other.Version, other.Cost, other.Served, other.LastFrozen);
    }

    /// <summary>Puts a node after the step with this index. Times are wrong until <see cref="Refresh"/>.</summary>
    public void Insert(Model model, int node, int after)
    {
        if (Count == _steps.Length)
        {
            Array.Resize(ref _steps, 2 * Count);
        }

        Array.Copy(_steps, after + 1, _steps, after + 2, Count - after - 1);
        _steps[after + 1] = StepOf(model, node);
        Count++;
    }

    /// <summary>Takes a node out. Times are wrong until <see cref="Refresh"/>.</summary>
    public void RemoveAt(int index)
    {
        Array.Copy(_steps, index + 1, _steps, index, Count - index - 1);
        Count--;
    }

    /// <summary>Takes out what is marked, frozen steps excepted. Times are wrong until <see cref="Refresh"/>.</summary>
    public void RemoveAll(Model model, bool[] isRemoved)
    {
        var kept = LastFrozen + 1;
        for (var index = kept; index < Count; index++)
        {
            if (index == Count - 1 || !isRemoved[model.JobOf(_steps[index].Node)])
            {
                _steps[kept++] = _steps[index];
            }
        }

        Count = kept;
    }

    /// <summary>Works out times, loads and cost from one end to the other and back.</summary>
    /// <returns>Whether everything is in time.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Refresh(Model model, ref long version)
    {
        Version = ++version;
        var steps = Steps;
        var legs = model.Legs;
        var inTime = true;
        Served = 0;
        for (var index = 1; index < steps.Length; index++)
        {
            ref var from = ref steps[index - 1];
            ref var step = ref steps[index];
            step.Place = step.IsFloating ? from.Place : model.Place[step.Node];
            var arrival = step.IsFloating ? from.Depart : from.Depart + legs.Time(from.Place, step.Place);
            inTime &= arrival <= model.Close[step.Node];
            step.Depart = Math.Max(arrival + step.Service, step.Ready);
            step.Load = from.Load + model.Change[step.Node];
            Served += model.IsPause(step.Node) ? 0 : 1;
        }

        // Its end is no stop.
        Served--;
        Cost = Served > 0 ? model.Problem.Objective.CostPerVehicle : 0;
        ref var end = ref steps[^1];
        (end.Latest, end.NextPlace, end.Leg) = (model.Close[end.Node], end.Place, 0);
        for (var index = steps.Length - 2; index >= 0; index--)
        {
            ref var to = ref steps[index + 1];
            ref var step = ref steps[index];
            step.NextPlace = to.IsFloating ? to.NextPlace : to.Place;
            step.Leg = legs.Cost(step.Place, step.NextPlace);
            Cost += to.IsFloating ? 0 : step.Leg;
            var way = to.IsFloating ? 0 : legs.Time(step.Place, to.Place);
            step.Latest = Math.Min(model.Close[step.Node], to.Latest - way - step.Service - model.Rounding);
        }

        Cost = IsEmpty ? 0 : Cost;
        return inTime;
    }

    private void Add(Model model, int node)
    {
        if (Count == _steps.Length)
        {
            Array.Resize(ref _steps, 2 * Count);
        }

        _steps[Count++] = StepOf(model, node);
    }

    private Step StepOf(Model model, int node) => new()
    {
        Node = node,
        Place = model.Place[node],
        IsFloating = model.Place[node] == Model.Floating,
        Room = model.IsPause(node) ? 0 : model.Seats[Vehicle],
        Load = node == model.StartOf(Vehicle) ? model.OnBoard[Vehicle] : 0,
        Service = model.Service[node],
        Ready = model.Open[node] + model.Service[node],
        Depart = model.Open[node],
    };
}
