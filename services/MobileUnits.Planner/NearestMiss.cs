namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>By how little a request that fits nowhere into a tour misses.</summary>
internal sealed class NearestMiss(Model model, Tour tour, int job)
{
    private readonly int _pickUp = model.FirstNode[job];
    private readonly int _seats = model.Seats[tour.Vehicle];

    /// <summary>The least time by which all that is to come (windows, pauses, the end of the shift) would have to close later; null if there is no spot with seats.</summary>
    public double? Late { get; private set; }

    /// <summary>The fewest seats too few where it would fit in time; null if it does nowhere.</summary>
    public int? SeatsMissing { get; private set; }

    public NearestMiss Find()
    {
        for (var first = tour.LastFrozen; first < tour.Count - 1; first++)
        {
            ref readonly var before = ref tour.Steps[first];
            var arrival = before.Depart + model.Legs.Time(before.Place, model.Place[_pickUp]);
            Try(first, before.Load, arrival - model.Close[_pickUp], Math.Max(arrival, model.Open[_pickUp]) + model.Service[_pickUp]);
        }

        return this;
    }

    /// <summary>Everything after the pick-up, for every place of the drop-off.</summary>
    private void Try(int first, int load, double late, double time)
    {
        if (model.Kind[job] != JobKind.Ride)
        {
            Note(Math.Max(late, LateAfter(first, model.Place[_pickUp], time)), 0);
            return;
        }

        var dropOff = _pickUp + 1;
        var place = model.Place[_pickUp];
        var missing = load + model.Passengers[job] - _seats;
        for (var second = first; second < tour.Count - 1; second++)
        {
            if (second > first)
            {
                ref readonly var on = ref tour.Steps[second];
                if (model.IsPause(on.Node) && model.Passengers[job] > 0)
                {
                    return;
                }

                time += on.IsFloating ? 0 : model.Legs.Time(place, on.Place);
                place = on.IsFloating ? place : on.Place;
                late = Math.Max(late, time - model.Close[on.Node]);
                time = Math.Max(time + on.Service, on.Ready);
                missing = Math.Max(missing, on.Load + model.Passengers[job] - _seats);
            }

            var arrival = time + model.Legs.Time(place, model.Place[dropOff]);
            var departure = Math.Max(arrival, model.Open[dropOff]) + model.Service[dropOff];
            Note(Math.Max(Math.Max(late, arrival - model.Close[dropOff]), LateAfter(second, model.Place[dropOff], departure)), missing);
        }
    }

    private double LateAfter(int index, int place, double time)
    {
        var late = double.NegativeInfinity;
        var next = index + 1;
        for (; tour.Steps[next].IsFloating; next++)
        {
            late = Math.Max(late, time - model.Close[tour.Steps[next].Node]);
            time = Math.Max(time + tour.Steps[next].Service, tour.Steps[next].Ready);
        }

        return Math.Max(late, time + model.Legs.Time(place, tour.Steps[next].Place) - tour.Steps[next].Latest);
    }

    private void Note(double late, int missing)
    {
        if (missing <= 0)
        {
            Late = Math.Min(Late ?? double.PositiveInfinity, late);
        }
        else if (late <= 0)
        {
            SeatsMissing = Math.Min(SeatsMissing ?? int.MaxValue, missing);
        }
    }
}
