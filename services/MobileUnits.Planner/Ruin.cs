namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>
/// Takes strings of neighbouring stops off neighbouring tours, so that there is slack in one part of the town at a time: slack induction by string removals (Christiaens and Vanden
/// Berghe, Transportation Science 54, 2020), for pairs: whoever loses one stop loses the other.
/// </summary>
internal sealed class Ruin(Model model, Dice dice, Neighbours neighbours)
{
    /// <summary>Stops that one ruin takes off on average, without the other stops of their pairs.</summary>
    private const double AverageRemoved = 10;

    private const double LongestString = 10;

    /// <summary>How often a string keeps some stops in its middle.</summary>
    private const double SplitShare = 0.5;

    private readonly bool[] _isMarked = new bool[model.Jobs];
    private readonly List<int> _marked = [];
    private readonly long[] _ruinedIn = new long[model.Vehicles];
    private long _round;

    public bool HasWork => neighbours.Movable.Length > 0;

    public void Apply(Draft draft)
    {
        var stops = 0;
        foreach (var tour in draft.Tours)
        {
            stops += tour.Count - 2;
        }

        if (stops == 0)
        {
            return;
        }

        _round++;
        var longest = Math.Min(LongestString, Math.Max(1, (double)stops / Math.Max(1, draft.Used)));
        var most = (4 * AverageRemoved / (1 + longest)) - 1;
        var strings = (int)((dice.Share() * most) + 1);
        var seed = neighbours.Movable[dice.Below(neighbours.Movable.Length)];
        foreach (var node in neighbours.Of(seed))
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
            var job = model.JobOf(tour.Steps[index].Node);
            if (!_isMarked[job])
            {
                _isMarked[job] = true;
                _marked.Add(job);
            }
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
