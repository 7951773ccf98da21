using System.Runtime.CompilerServices;

namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>
/// Time and cost from place to place. Places are the locations that a problem uses, numbered anew without gaps; where they are few, both are kept in tables that begin where the
/// caller's tables end: a place more, <see cref="Anywhere"/>, to which no way is long (the end of a vehicle that has none).
/// </summary>
internal sealed class Legs
{
    private readonly ITravel _travel;
    private readonly Objective _objective;
    private readonly List<int> _locations = [];
    private readonly Dictionary<int, int> _placeOf = [];
    private double[]? _times;
    private double[]? _costs;
    private int _width;

    public Legs(ITravel travel, Objective objective) => (_travel, _objective) = (travel, objective);

    public int Places => _locations.Count;

    /// <summary>Reached at once from everywhere; valid once all places are known.</summary>
    public int Anywhere => _locations.Count;

    public int PlaceOf(int location)
    {
        if (!_placeOf.TryGetValue(location, out var place))
        {
            _placeOf[location] = place = _locations.Count;
            _locations.Add(location);
        }

        return place;
    }

    public int LocationOf(int place) => _locations[place];

    /// <summary>Looks every way up once, beforehand.</summary>
    public void Tabulate()
    {
        _width = Places + 1;
        var times = new double[_width * _width];
        var costs = times;
        if (_objective is not { CostPerDistance: 1, CostPerTime: 0 } || !SameTables())
        {
            costs = new double[_width * _width];
        }

        for (var from = 0; from < Places; from++)
        {
            for (var to = 0; to < Places; to++)
            {
                times[(from * _width) + to] = AskTime(from, to);
                if (costs != times)
                {
                    costs[(from * _width) + to] = AskCost(from, to);
                }
            }
        }

        (_times, _costs) = (times, costs);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Time(int from, int to) => _times is { } times ? times[(from * _width) + to] : AskTime(from, to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Cost(int from, int to) => _costs is { } costs ? costs[(from * _width) + to] : AskCost(from, to);

    /// <summary>Where distance and duration are the same, one table serves both and is twice as likely to be in the processor's cache.</summary>
    private bool SameTables()
    {
        for (var from = 0; from < Places; from++)
        {
            for (var to = 0; to < Places; to++)
            {
                if (AskTime(from, to) != AskCost(from, to))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private double AskTime(int from, int to) => to == Places ? 0 : Checked(_travel.Duration(_locations[from], _locations[to]), from, to, nameof(ITravel.Duration));

    private double AskCost(int from, int to)
        => to == Places ? 0 : (_objective.CostPerDistance * Checked(_travel.Distance(_locations[from], _locations[to]), from, to, nameof(ITravel.Distance))) + (_objective.CostPerTime * AskTime(from, to));

    private double Checked(double value, int from, int to, string name)
        => value >= 0 && double.IsFinite(value) ? value : throw new ArgumentException($"{name} from {_locations[from]} to {_locations[to]}: {value} is no finite number of 0 or more.", name);
}
