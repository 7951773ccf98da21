namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>
/// Takes requests off tours. Mostly strings of neighbouring stops off neighbouring tours, so that there is slack in one part of the town at a time: slack induction by string removals (Christiaens and Vanden
/// Berghe, Transportation Science 54, 2020), for pairs: whoever loses one stop loses the other.
/// </summary>
internal sealed class Ruin(Model model, Dice dice, Neighbours neighbours)
{
    /// <summary>Stops that one ruin takes off on average, without the other stops of their pairs.</summary>
    private const double AverageRemoved = 10;

    private const double LongestString = 10;

    /// <summary>How often a string keeps some stops in its middle.</summary>
    private const double SplitShare = 0.5;

    /// <summary>Of all ruins, those that take single requests off, near each other or anywhere, and how many at most.</summary>
    private const double NearShare = 0.3;
    private const double AnywhereShare = 0.1;
    private const int MostSingles = 15;
    private const double Nearness = 6;

    private readonly bool[] _isMarked = new bool[model.Jobs];
    private readonly List<int> _marked = [];
    private readonly long[] _ruinedIn = new long[model.Vehicles];
    private long _round;

    public bool HasWork => neighbours.Movable.Length > 0;

    public void Apply(Draft draft)
    {
        _round++;
        var seed = neighbours.Movable[dice.Below(neighbours.Movable.Length)];
        var kind = dice.Share();
        if (kind < NearShare)
        {
            // Mostly the nearest, now and then somebody further away.
            RemoveSome(draft, neighbours.Of(seed), Nearness);
        }
        else if (kind < NearShare + AnywhereShare)
        {
            RemoveSome(draft, neighbours.Movable, 1);
        }
        else
        {
            RemoveStrings(draft, neighbours.Of(seed));
        }
    }

    private void RemoveStrings(Draft draft, int[] near)
    {
        var stops = 0;
        foreach (var tour in draft.Tours)
        {
            stops += tour.Count - 2;
        }

        var longest = Math.Min(LongestString, Math.Max(1, (double)stops / Math.Max(1, draft.Used)));
        var strings = (int)((dice.Share() * ((4 * AverageRemoved / (1 + longest)) - 1)) + 1);
        foreach (var node in near)
        {
            var vehicle = draft.VehicleOf[model.JobOf(node)];
            if (vehicle < 0 || _ruinedIn[vehicle] == _round)
            {
                continue;
            }

            _ruinedIn[vehicle] = _round;
            MarkString(draft.Tours[vehicle], draft.IndexOf[node], longest);
            draft.Remove(vehicle, _isMarked);
            Unmark();
            if (--strings == 0)
            {
                break;
            }
        }
    }

    /// <param name="exponent">1: all alike; above: rather the first.</param>
    private void RemoveSome(Draft draft, int[] nodes, double exponent)
    {
        for (var count = 2 + dice.Below(Math.Min(MostSingles, Math.Max(1, nodes.Length / 2))); count > 0; count--)
        {
            Mark(model.JobOf(nodes[(int)(Math.Pow(dice.Share(), exponent) * nodes.Length)]));
        }

        foreach (var job in _marked)
        {
            if (draft.VehicleOf[job] is var vehicle and >= 0)
            {
                draft.Remove(vehicle, _isMarked);
            }
        }

        Unmark();
    }

    /// <summary>Takes everything that may move off one tour.</summary>
    public void Dissolve(Draft draft, int vehicle)
    {
        MarkRange(draft.Tours[vehicle], draft.Tours[vehicle].LastFrozen + 1, draft.Tours[vehicle].Count - 1);
        draft.Remove(vehicle, _isMarked);
        Unmark();
    }

    /// <summary>A string of stops around one of them, or one in two pieces with some stops kept between.</summary>
    private void MarkString(Tour tour, int index, double longest)
    {
        var begin = tour.LastFrozen + 1;
        var stops = tour.Count - 1 - begin;
        var length = Math.Min(stops, (int)((dice.Share() * Math.Min(longest, stops)) + 1));
        var kept = 0;
        if (length > 1 && length < stops && dice.Share() < SplitShare)
        {
            // Longer by one more with every throw, as long as there are stops.
            do
            {
                kept++;
            }
            while (length + kept < stops && dice.Share() < SplitShare);
        }

        var whole = length + kept;
        var first = Math.Max(begin, index - dice.Below(whole));
        first = Math.Min(first, begin + stops - whole);
        var gap = kept == 0 ? whole : 1 + dice.Below(length - 1);
        MarkRange(tour, first, first + gap);
        MarkRange(tour, first + gap + kept, first + whole);
    }

    private void MarkRange(Tour tour, int from, int to)
    {
        for (var index = from; index < to; index++)
        {
            Mark(model.JobOf(tour.Steps[index].Node));
        }
    }

    private void Mark(int job)
    {
        if (!_isMarked[job])
        {
            _isMarked[job] = true;
            _marked.Add(job);
        }
    }

    private void Unmark()
    {
        foreach (var job in _marked)
        {
            _isMarked[job] = false;
        }

        _marked.Clear();
    }
}
