namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>A plan in the making: a tour for every vehicle, and the jobs on none. Remembers how it was before the changes made since <see cref="Keep"/>.</summary>
internal sealed class Draft
{
    private readonly Model _model;
    private readonly Tour[] _before;
    private readonly bool[] _isChanged;
    private readonly List<int> _changed = [];
    private readonly List<int> _absentBefore = [];
    private readonly int[] _placeInAbsent;
    private readonly int[] _nodes;
    private double _costBefore;
    private int _usedBefore;
    private long _absentWeightBefore;
    private long _version;

    /// <summary>Every vehicle on its committed route, every other request absent.</summary>
    public Draft(Model model)
    {
        _model = model;
        Tours = new Tour[model.Vehicles];
        _before = new Tour[model.Vehicles];
        _isChanged = new bool[model.Vehicles];
        VehicleOf = new int[model.Jobs];
        IndexOf = new int[model.Nodes];
        _placeInAbsent = new int[model.Jobs];
        _nodes = new int[model.Nodes];
        Array.Fill(VehicleOf, -1);
        Array.Fill(_placeInAbsent, -1);
        for (var vehicle = 0; vehicle < model.Vehicles; vehicle++)
        {
            Tours[vehicle] = new(vehicle);
            _before[vehicle] = new(vehicle);
            Tours[vehicle].Begin(model, model.Committed[vehicle], ref _version);
            Settle(Tours[vehicle]);
            Cost += Tours[vehicle].Cost;
            Used += Tours[vehicle].IsUsed ? 1 : 0;
        }

        for (var job = 0; job < model.Jobs; job++)
        {
            if (VehicleOf[job] < 0)
            {
                AddAbsent(job);
            }
        }

        Keep();
    }

    public Tour[] Tours { get; }

    /// <summary>By job; -1: on no tour.</summary>
    public int[] VehicleOf { get; }

    /// <summary>By node: of its step in the tour.</summary>
    public int[] IndexOf { get; }

    /// <summary>In no order.</summary>
    public List<int> Absent { get; } = [];

    /// <summary>How many were absent at the last <see cref="Keep"/>. What is taken off comes behind them, until something is put in.</summary>
    public int AbsentBefore => _absentBefore.Count;

    /// <summary>Of <see cref="Absent"/>, by priority.</summary>
    public long AbsentWeight { get; private set; }

    public double Cost { get; private set; }

    /// <summary>How many vehicles serve a request.</summary>
    public int Used { get; private set; }

    /// <summary>The present state is the one to come back to.</summary>
    public void Keep()
    {
        foreach (var vehicle in _changed)
        {
            _isChanged[vehicle] = false;
        }

        _changed.Clear();
        _absentBefore.Clear();
        _absentBefore.AddRange(Absent);
        (_costBefore, _usedBefore, _absentWeightBefore) = (Cost, Used, AbsentWeight);
    }

    /// <summary>Back to how it was at the last <see cref="Keep"/>.</summary>
    public void Undo()
    {
        foreach (var vehicle in _changed)
        {
            Leave(NodesOf(Tours[vehicle]));
        }

        foreach (var vehicle in _changed)
        {
            Tours[vehicle].CopyFrom(_before[vehicle]);
            Settle(Tours[vehicle]);
        }

        SetAbsent(_absentBefore);
        (Cost, Used, AbsentWeight) = (_costBefore, _usedBefore, _absentWeightBefore);
        Keep();
    }

    /// <summary>As another draft of the same problem is; what is the same already is not copied.</summary>
    public void CopyFrom(Draft other)
    {
        for (var vehicle = 0; vehicle < Tours.Length; vehicle++)
        {
            if (Tours[vehicle].Version != other.Tours[vehicle].Version)
            {
                Tours[vehicle].CopyFrom(other.Tours[vehicle]);
            }
        }

        Array.Copy(other.VehicleOf, VehicleOf, VehicleOf.Length);
        Array.Copy(other.IndexOf, IndexOf, IndexOf.Length);
        SetAbsent(other.Absent);
        (Cost, Used, AbsentWeight) = (other.Cost, other.Used, other.AbsentWeight);
        _version = Math.Max(_version, other._version);
        Keep();
    }

    /// <summary>Puts an absent job where <see cref="Spots"/> found room.</summary>
    /// <returns>False, and nothing is changed, where it does not fit after all: by rounding.</returns>
    public bool Insert(int job, int vehicle, Spot spot)
    {
        var tour = Change(vehicle);
        var node = _model.FirstNode[job];
        tour.Insert(_model, node, spot.First);
        if (_model.Kind[job] == JobKind.Ride)
        {
            tour.Insert(_model, node + 1, spot.Second + 1);
        }

        if (!Refresh(tour))
        {
            if (_model.Kind[job] == JobKind.Ride)
            {
                tour.RemoveAt(spot.Second + 2);
            }

            tour.RemoveAt(spot.First + 1);
            Refresh(tour);
            return false;
        }

        RemoveAbsent(job);
        Settle(tour);
        return true;
    }

    /// <summary>Takes jobs off one tour.</summary>
    /// <param name="isRemoved">By job; frozen steps stay whatever it says.</param>
    /// <returns>False, and nothing is changed, where the rest would be late: where a detour is faster than the way.</returns>
    public bool Remove(int vehicle, bool[] isRemoved)
    {
        var tour = Change(vehicle);
        var nodes = NodesOf(tour);
        tour.RemoveAll(_model, isRemoved);
        if (!Refresh(tour))
        {
            Count(tour, -1);
            tour.Begin(_model, nodes, ref _version);
            Count(tour, 1);
            return false;
        }

        Leave(nodes);
        Settle(tour);
        AddLeft(nodes);
        return true;
    }

    /// <summary>Gives a vehicle another route. What it had and has no longer is absent.</summary>
    /// <returns>False, and nothing is changed, where that would be late.</returns>
    public bool Rebuild(int vehicle, ReadOnlySpan<int> nodes)
    {
        var tour = Change(vehicle);
        var previous = NodesOf(tour);
        Count(tour, -1);
        var isInTime = tour.Begin(_model, nodes, ref _version);
        if (!isInTime)
        {
            tour.Begin(_model, previous, ref _version);
        }

        Count(tour, 1);
        Leave(previous);
        Settle(tour);
        AddLeft(previous);
        foreach (var node in NodesOf(tour))
        {
            if (_placeInAbsent[_model.JobOf(node)] >= 0)
            {
                RemoveAbsent(_model.JobOf(node));
            }
        }

        return isInTime;
    }

    /// <summary>In a buffer that the next call overwrites.</summary>
    private ReadOnlySpan<int> NodesOf(Tour tour)
    {
        var steps = tour.Steps[1..^1];
        for (var index = 0; index < steps.Length; index++)
        {
            _nodes[index] = steps[index].Node;
        }

        return _nodes.AsSpan(0, steps.Length);
    }

    private void Leave(ReadOnlySpan<int> nodes)
    {
        foreach (var node in nodes)
        {
            VehicleOf[_model.JobOf(node)] = -1;
        }
    }

    private void AddLeft(ReadOnlySpan<int> nodes)
    {
        foreach (var job in nodes)
        {
            if (VehicleOf[_model.JobOf(job)] < 0 && _placeInAbsent[_model.JobOf(job)] < 0)
            {
                AddAbsent(_model.JobOf(job));
            }
        }
    }

    private Tour Change(int vehicle)
    {
        if (!_isChanged[vehicle])
        {
            _isChanged[vehicle] = true;
            _changed.Add(vehicle);
            _before[vehicle].CopyFrom(Tours[vehicle]);
        }

        return Tours[vehicle];
    }

    private bool Refresh(Tour tour)
    {
        Count(tour, -1);
        var isInTime = tour.Refresh(_model, ref _version);
        Count(tour, 1);
        return isInTime;
    }

    private void Count(Tour tour, int sign)
    {
        Cost += sign * tour.Cost;
        Used += tour.IsUsed ? sign : 0;
    }

    private void Settle(Tour tour)
    {
        var steps = tour.Steps;
        for (var index = 1; index < steps.Length - 1; index++)
        {
            var node = steps[index].Node;
            IndexOf[node] = index;
            // The frozen pick-up of somebody whose drop-off is absent says nothing.
            if (_model.FirstNode[_model.JobOf(node)] == node)
            {
                VehicleOf[_model.JobOf(node)] = tour.Vehicle;
            }
        }
    }

    private void SetAbsent(List<int> jobs)
    {
        foreach (var job in Absent)
        {
            _placeInAbsent[job] = -1;
        }

        Absent.Clear();
        foreach (var job in jobs)
        {
            AddAbsent(job);
        }
    }

    private void AddAbsent(int job)
    {
        _placeInAbsent[job] = Absent.Count;
        Absent.Add(job);
        AbsentWeight += _model.Weight[job];
    }

    private void RemoveAbsent(int job)
    {
        var last = Absent[^1];
        Absent[_placeInAbsent[job]] = last;
        _placeInAbsent[last] = _placeInAbsent[job];
        Absent.RemoveAt(Absent.Count - 1);
        _placeInAbsent[job] = -1;
        AbsentWeight -= _model.Weight[job];
    }
}
