namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>What is put on a route or taken off it as a whole.</summary>
internal enum JobKind : byte
{
    /// <summary>A pick-up and its drop-off.</summary>
    Ride,

    Visit,

    /// <summary>Of somebody on board: the pick-up is over or frozen.</summary>
    DropOff,

    Pause,

    /// <summary>All of it is among a vehicle's frozen steps.</summary>
    Begun,
}

/// <summary>
/// A problem as numbers in arrays. Jobs are the requests in their order, then the pauses, vehicle by vehicle. Nodes are what a route passes: of request <c>r</c> its pick-up (or visit)
/// <c>2r</c> and its drop-off <c>2r + 1</c>, then the pauses, then each vehicle's start, then each vehicle's end.
/// </summary>
internal sealed class Model
{
    /// <summary>Of a pause without a location: it is taken where the vehicle stands.</summary>
    public const int Floating = -1;

    private readonly List<Pause> _pauses = [];
    private readonly bool[] _isImpossible;

    public Model(Problem problem, int mostPlacesToTabulate)
    {
        Problem = problem;
        Legs = new(problem.Travel, problem.Objective);
        Requests = problem.Requests.Count;
        Vehicles = problem.Vehicles.Count;
        RequestOf = new(Requests, StringComparer.Ordinal);
        VehicleOf = new(Vehicles, StringComparer.Ordinal);
        Jobs = Requests + problem.Vehicles.Sum(vehicle => vehicle.Pauses.Count);
        Nodes = Requests + Jobs + Vehicles + Vehicles;
        Kind = new JobKind[Jobs];
        FirstNode = new int[Jobs];
        Passengers = new int[Jobs];
        OnlyVehicle = new int[Jobs];
        _isImpossible = new bool[Jobs];
        Needs = new ulong[Jobs];
        Weight = new long[Jobs];
        Place = new int[Nodes];
        Open = new double[Nodes];
        Close = new double[Nodes];
        Service = new double[Nodes];
        Change = new int[Nodes];
        Seats = new int[Vehicles];
        Has = new ulong[Vehicles];
        OnBoard = new int[Vehicles];
        Committed = new int[Vehicles][];
        Frozen = new int[Vehicles];
        Type = new int[Vehicles];
        ReadRequests();
        ReadVehicles();
        for (var vehicle = 0; vehicle < Vehicles; vehicle++)
        {
            // Anywhere is known once all places are.
            if (problem.Vehicles[vehicle].End is null)
            {
                Place[EndOf(vehicle)] = Legs.Anywhere;
            }
        }

        for (var job = 0; job < Jobs; job++)
        {
            Weight[job] = IsMandatory(job) ? 1L << 52 : Weight[job];
            var node = FirstNode[job];
            _isImpossible[job] = !IsMandatory(job) && (Close[node] < Open[node] || (Kind[job] == JobKind.Ride && Close[node + 1] < Math.Max(Open[node], Open[node + 1])));
        }

        if (Legs.Places <= mostPlacesToTabulate)
        {
            Legs.Tabulate();
        }

        var largest = 1.0;
        for (var node = 0; node < Nodes; node++)
        {
            largest = Math.Max(largest, Math.Max(Math.Abs(Open[node]), Math.Abs(Close[node])));
        }

        Rounding = largest * 1e-14;
        for (var vehicle = 0; vehicle < Vehicles; vehicle++)
        {
            Lateness.Excuse(this, vehicle, Committed[vehicle]);
        }
    }

    public Problem Problem { get; }
    public Legs Legs { get; }
    public int Requests { get; }
    public int Vehicles { get; }
    public int Jobs { get; }
    public int Nodes { get; }

    /// <summary>What adding the same times up from the other end of a route may differ by: about fifty units in the last place of the largest instant.</summary>
    public double Rounding { get; }

    public Dictionary<string, int> RequestOf { get; }
    public Dictionary<string, int> VehicleOf { get; }

    // By job.
    public JobKind[] Kind { get; }

    /// <summary>The one that is put on a route first; of somebody whose pick-up is over or frozen the drop-off.</summary>
    public int[] FirstNode { get; }
    public int[] Passengers { get; }

    /// <summary>-1: any.</summary>
    public int[] OnlyVehicle { get; }
    public ulong[] Needs { get; }

    /// <summary>Of leaving it out: a priority in thousandths. What is mandatory outweighs any number of requests.</summary>
    public long[] Weight { get; }

    // By node.
    public int[] Place { get; }
    public double[] Open { get; }

    /// <summary>Of what cannot be helped: later than the window says.</summary>
    public double[] Close { get; }
    public double[] Service { get; }

    /// <summary>By how many passengers the load changes.</summary>
    public int[] Change { get; }

    // By vehicle.
    public int[] Seats { get; }
    public ulong[] Has { get; }
    public int[] OnBoard { get; }

    /// <summary>The nodes that it has to pass at any rate, in an order that can be driven.</summary>
    public int[][] Committed { get; }

    /// <summary>How many of these are frozen.</summary>
    public int[] Frozen { get; }

    /// <summary>Vehicles without commitments that have the same number here are interchangeable; -1: no other is like it.</summary>
    public int[] Type { get; }

    public int StartOf(int vehicle) => Requests + Jobs + vehicle;

    public int EndOf(int vehicle) => Requests + Jobs + Vehicles + vehicle;

    /// <summary>-1 for a vehicle's start and end.</summary>
    public int JobOf(int node) => node < 2 * Requests ? node >> 1 : node < Requests + Jobs ? node - Requests : -1;

    public Pause PauseOf(int node) => _pauses[node - (2 * Requests)];

    /// <summary>The node of a stop that a plan names; -1 if the vehicle has none such.</summary>
    public int NodeOf(int vehicle, StopKind kind, string id)
    {
        if (kind == StopKind.Pause)
        {
            return Array.FindIndex(OnlyVehicle, Requests, Jobs - Requests, only => only == vehicle) is var first and >= 0
                && Problem.Vehicles[vehicle].Pauses.ToList().FindIndex(pause => pause.Id == id) is var index and >= 0 ? Requests + first + index : -1;
        }

        return !RequestOf.TryGetValue(id, out var request) || (kind == StopKind.Visit) != (Problem.Requests[request].DropOff is null)
            ? -1
            : kind == StopKind.DropOff ? (2 * request) + 1 : 2 * request;
    }

    public bool IsPause(int node) => node >= 2 * Requests && node < Requests + Jobs;

    /// <summary>Whether it serves a request at any rate.</summary>
    public bool HasBegun(int vehicle) => Array.Exists(Committed[vehicle], node => !IsPause(node));

    /// <summary>A plan without it is none.</summary>
    public bool IsMandatory(int job) => Kind[job] >= JobKind.DropOff;

    public bool Suits(int job, int vehicle)
        => OnlyVehicle[job] >= 0 ? OnlyVehicle[job] == vehicle && (IsMandatory(job) || Fits(job, vehicle)) : Fits(job, vehicle);

    /// <summary>Whether no halt of a request can begin before its window closes, whoever comes.</summary>
    public bool EndsBeforeItStarts(int request) => _isImpossible[request];

    private bool Fits(int job, int vehicle) => !_isImpossible[job] && (Needs[job] & ~Has[vehicle]) == 0 && Passengers[job] <= Seats[vehicle];

    private void ReadRequests()
    {
        for (var index = 0; index < Requests; index++)
        {
            var request = Problem.Requests[index];
            RequestOf[request.Id] = index;
            FirstNode[index] = 2 * index;
            Passengers[index] = request.Passengers;
            OnlyVehicle[index] = -1;
            Needs[index] = request.Capabilities;
            Weight[index] = (long)Math.Clamp(Math.Round(request.Priority * 1000), 1, 1L << 39);
            Kind[index] = request.DropOff is null ? JobKind.Visit : JobKind.Ride;
            ReadHalt(2 * index, request.PickUp, request.Passengers);
            if (request.DropOff is not null)
            {
                ReadHalt((2 * index) + 1, request.DropOff, -request.Passengers);
            }
        }
    }

    private void ReadHalt(int node, Halt halt, int change)
        => (Place[node], Open[node], Close[node], Service[node], Change[node]) = (Legs.PlaceOf(halt.Location), halt.Earliest, halt.Latest, halt.Service, change);

    private void ReadVehicles()
    {
        var types = new Dictionary<(int, int?, int, ulong, double, double), int>();
        var pauseJob = Requests;
        for (var index = 0; index < Vehicles; index++)
        {
            var vehicle = Problem.Vehicles[index];
            VehicleOf[vehicle.Id] = index;
            Seats[index] = vehicle.Seats;
            Has[index] = vehicle.Capabilities;
            (Place[StartOf(index)], Open[StartOf(index)], Close[StartOf(index)]) = (Legs.PlaceOf(vehicle.Start), vehicle.AvailableFrom, vehicle.AvailableFrom);
            (Place[EndOf(index)], Open[EndOf(index)], Close[EndOf(index)]) = (Legs.PlaceOf(vehicle.End ?? vehicle.Start), vehicle.AvailableFrom, vehicle.ShiftEnd);
            var isFree = vehicle.Pauses.Count + vehicle.Frozen.Count + vehicle.OnBoard.Count == 0;
            var type = (vehicle.Start, vehicle.End, vehicle.Seats, vehicle.Capabilities, vehicle.AvailableFrom, vehicle.ShiftEnd);
            Type[index] = isFree ? types.TryGetValue(type, out var known) ? known : types[type] = types.Count : -1;
            var pauses = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var pause in vehicle.Pauses)
            {
                pauses[pause.Id] = pauseJob;
                ReadPause(pauseJob++, index, pause);
            }

            ReadBegun(index, vehicle, pauses);
        }

        for (var index = 0; index < Requests; index++)
        {
            if (Problem.Requests[index].PinnedTo is { } id && OnlyVehicle[index] < 0)
            {
                OnlyVehicle[index] = VehicleOf[id];
            }
        }
    }

    private void ReadPause(int job, int vehicle, Pause pause)
    {
        var node = Requests + job;
        _pauses.Add(pause);
        (Kind[job], FirstNode[job], OnlyVehicle[job]) = (JobKind.Pause, node, vehicle);
        (Place[node], Open[node], Close[node], Service[node]) = (pause.Location is { } location ? Legs.PlaceOf(location) : Floating, pause.EarliestStart, pause.LatestStart, pause.Duration);
    }

    /// <summary>Frozen steps first, then the drop-offs of those on board, then the pauses by their time.</summary>
    private void ReadBegun(int index, Vehicle vehicle, Dictionary<string, int> pauses)
    {
        List<int> steps = [];
        List<int> toDrop = [];
        foreach (var request in vehicle.OnBoard.Select(id => RequestOf[id]))
        {
            OnBoard[index] += Passengers[request];
            toDrop.Add(request);
        }

        foreach (var step in vehicle.Frozen)
        {
            var job = step.Kind == StopKind.Pause ? pauses[step.Id] : RequestOf[step.Id];
            var node = step.Kind == StopKind.DropOff ? (2 * job) + 1 : FirstNode[job];
            steps.Add(node);
            if (step.Kind == StopKind.PickUp)
            {
                toDrop.Add(job);
            }
            else
            {
                toDrop.Remove(job);
                (Kind[job], OnlyVehicle[job], FirstNode[job]) = (JobKind.Begun, index, node);
            }
        }

        Frozen[index] = steps.Count;
        foreach (var request in toDrop)
        {
            (Kind[request], OnlyVehicle[request], FirstNode[request]) = (JobKind.DropOff, index, (2 * request) + 1);
            steps.Add((2 * request) + 1);
        }

        steps.AddRange(pauses.Values.Where(job => Kind[job] == JobKind.Pause).Select(job => FirstNode[job]).OrderBy(node => Open[node]));
        Committed[index] = [.. steps];
    }
}
