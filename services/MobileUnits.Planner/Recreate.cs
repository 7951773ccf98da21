using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>Puts absent jobs back one by one, each at the cheapest spot; now and then the best tour is overlooked on purpose (a "blink"), so that the same ruin is not repaired the same way for ever.</summary>
internal sealed class Recreate
{
    private const double BlinkShare = 0.01;

    /// <summary>Ten megabytes of spots; of a larger problem those looked at last.</summary>
    private const int MostRemembered = 1 << 18;

    private readonly Model _model;
    private readonly Dice _dice;
    private readonly Budget _budget;
    private readonly Spots _spots;
    private readonly Remembered[] _remembered;
    private readonly int[] _typeSeenIn;
    private readonly double[] _keys;
    private readonly int[] _jobs;
    private int _round;

    public Recreate(Model model, Dice dice, Budget budget)
    {
        (_model, _dice, _budget, _spots) = (model, dice, budget, new(model));
        var entries = 1 << 10;
        while (entries < (long)model.Jobs * model.Vehicles && entries < MostRemembered)
        {
            entries <<= 1;
        }

        _remembered = new Remembered[entries];
        _typeSeenIn = new int[model.Vehicles];
        _keys = new double[model.Jobs];
        _jobs = new int[model.Jobs];
        IsHopeless = new bool[model.Jobs];
    }

    /// <summary>By job: not tried, because no vehicle could take it even if it had nothing else to do.</summary>
    public bool[] IsHopeless { get; }

    /// <summary>No more vehicles than this are used.</summary>
    public int MostVehicles { get; set; } = int.MaxValue;

    /// <summary>Tries absent jobs once; those without a spot stay absent, and so does the rest when the budget is over.</summary>
    /// <param name="mostTriedAgain">Of the jobs that were absent before the last ruin about so many are tried, by chance.</param>
    public void Apply(Draft draft, int mostTriedAgain = int.MaxValue)
    {
        var count = Order(draft, (double)mostTriedAgain / Math.Max(1, draft.AbsentBefore));
        for (var index = 0; index < count && !_budget.IsOver; index++)
        {
            var job = _jobs[index];
            _budget.Spend(1 + (_model.Vehicles / 8));
            var (vehicle, spot) = Cheapest(job, draft);
            if (vehicle >= 0)
            {
                draft.Insert(job, vehicle, spot);
            }
        }
    }

    private int Order(Draft draft, double shareTriedAgain)
    {
        var order = _dice.Below(16);
        var count = 0;
        for (var index = 0; index < draft.Absent.Count; index++)
        {
            var job = draft.Absent[index];
            // Whatever the ruin took off stands behind what was absent before.
            if (IsHopeless[job] || (index < draft.AbsentBefore && shareTriedAgain < 1 && _dice.Share() >= shareTriedAgain))
            {
                continue;
            }

            var node = _model.FirstNode[job];
            _jobs[count] = job;
            _keys[count++] = _model.IsMandatory(job)
                ? (_model.Kind[job] == JobKind.DropOff ? double.MinValue : double.MinValue / 2)
                : order switch
                {
                    < 5 => _dice.Share(),
                    < 8 => -_model.Passengers[job] + _dice.Share(),
                    < 10 => -_model.Legs.Cost(_model.Place[node], _model.Place[_model.Kind[job] == JobKind.Ride ? node + 1 : node]),
                    < 12 => _model.Close[node] - _model.Open[node],
                    < 14 => _model.Open[node],
                    _ => -_model.Close[node],
                };
        }

        Array.Sort(_keys, _jobs, 0, count);
        return count;
    }

    private (int Vehicle, Spot Spot) Cheapest(int job, Draft draft)
    {
        if (!_model.Problem.Objective.FewestVehicles)
        {
            return Cheapest(job, draft, used: true, unused: draft.Used < MostVehicles);
        }

        var found = Cheapest(job, draft, used: true, unused: false);
        return found.Vehicle < 0 && draft.Used < MostVehicles ? Cheapest(job, draft, used: false, unused: true) : found;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Vehicle, Spot Spot) Cheapest(int job, Draft draft, bool used, bool unused)
    {
        var best = (Vehicle: -1, Spot: Spot.None);
        _round++;
        foreach (var tour in draft.Tours)
        {
            var isAllowed = tour.IsUsed ? used : unused || _model.Kind[job] == JobKind.Pause;
            if (!isAllowed || (tour.IsEmpty && _model.OnlyVehicle[job] < 0 && IsSeen(_model.Type[tour.Vehicle])))
            {
                continue;
            }

            var spot = SpotIn(job, tour);
            if (spot.Cost < best.Spot.Cost && _dice.Share() >= BlinkShare)
            {
                best = (tour.Vehicle, spot);
            }

            if (_budget.IsOver)
            {
                break;
            }
        }

        return best;
    }

    private Spot SpotIn(int job, Tour tour)
    {
        ref var remembered = ref _remembered[((job * _model.Vehicles) + tour.Vehicle) & (_remembered.Length - 1)];
        if (remembered.Version != tour.Version || remembered.Job != job)
        {
            var before = _spots.Work;
            remembered = new(tour.Version, job, _spots.Best(job, tour));
            _budget.Spend(_spots.Work - before + 4);
        }

        return remembered.Spot;
    }

    /// <summary>Of interchangeable vehicles without stops one is enough.</summary>
    private bool IsSeen(int type)
    {
        if (type < 0 || _typeSeenIn[type] == _round)
        {
            return type >= 0;
        }

        _typeSeenIn[type] = _round;
        return false;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Remembered(long Version, int Job, Spot Spot);
}
