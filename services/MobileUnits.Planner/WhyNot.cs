namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>Finds out why a vehicle, or every vehicle, cannot take a request. The tests come in the order of <see cref="RefusalCode"/>; the first that fails is the reason.</summary>
internal sealed class WhyNot(Model model, Spots spots)
{
    private readonly Tour?[] _committed = new Tour?[model.Vehicles];
    private readonly Tour?[] _withoutPauses = new Tour?[model.Vehicles];

    /// <summary>Of all vehicles the one that comes through most of the tests, and of several the one that misses least.</summary>
    /// <returns>Null if one can take it.</returns>
    public Refusal? Of(int job, Draft draft)
    {
        Refusal? nearest = null;
        foreach (var tour in draft.Tours)
        {
            if (Of(job, tour) is not { } refusal)
            {
                return null;
            }

            nearest = nearest is null || IsNearer(refusal, nearest) ? refusal : nearest;
        }

        // Without any vehicle none has what is needed.
        return nearest ?? (model.EndsBeforeItStarts(job) ? new(RefusalCode.WindowEndsBeforeItStarts) : new(RefusalCode.CapabilityMissing));
    }

    /// <summary>Whether no vehicle could take it even if it had nothing else to do: what other requests are moved makes no difference.</summary>
    public bool IsHopeless(int job)
    {
        for (var vehicle = 0; vehicle < model.Vehicles; vehicle++)
        {
            if (Alone(job, vehicle) is null)
            {
                return false;
            }
        }

        return true;
    }

    /// <returns>Null if the vehicle can take it on this tour.</returns>
    public Refusal? Of(int job, Tour tour)
        => Alone(job, tour.Vehicle) ?? (spots.Best(job, tour, everywhere: true).Exists ? null : Committed(job, tour.Vehicle) ?? Nearest(RefusalCode.Taken, job, tour));

    /// <returns>Below 0 if the first comes nearer to serving than the second.</returns>
    public static int Compare(Refusal one, Refusal other)
        => (-(int)one.Code, one.SeatsMissing ?? 0, one.MissedBy ?? 0).CompareTo((-(int)other.Code, other.SeatsMissing ?? 0, other.MissedBy ?? 0));

    private static bool IsNearer(Refusal one, Refusal other) => Compare(one, other) < 0;

    /// <summary>What the vehicle lacks, or misses when it drives from its start to the request and on to its end.</summary>
    private Refusal? Alone(int job, int vehicle)
    {
        if (model.EndsBeforeItStarts(job))
        {
            return new(RefusalCode.WindowEndsBeforeItStarts);
        }

        var id = model.Problem.Vehicles[vehicle].Id;
        if (model.OnlyVehicle[job] >= 0 && model.OnlyVehicle[job] != vehicle)
        {
            return new(RefusalCode.PinnedToAnother, id);
        }

        if ((model.Needs[job] & ~model.Has[vehicle]) is var missing and not 0)
        {
            return new(RefusalCode.CapabilityMissing, id, MissingCapabilities: missing);
        }

        if (model.Passengers[job] > model.Seats[vehicle])
        {
            return new(RefusalCode.TooManyPassengers, id, SeatsMissing: model.Passengers[job] - model.Seats[vehicle]);
        }

        var (start, end, pickUp) = (model.StartOf(vehicle), model.EndOf(vehicle), model.FirstNode[job]);
        var arrival = model.Open[start] + model.Legs.Time(model.Place[start], model.Place[pickUp]);
        var missedBy = arrival - model.Close[pickUp];
        var time = Math.Max(arrival, model.Open[pickUp]) + model.Service[pickUp];
        var last = pickUp;
        if (model.Kind[job] == JobKind.Ride)
        {
            last = pickUp + 1;
            arrival = time + model.Legs.Time(model.Place[pickUp], model.Place[last]);
            missedBy = Math.Max(missedBy, arrival - model.Close[last]);
            time = Math.Max(arrival, model.Open[last]) + model.Service[last];
        }

        var overtime = time + model.Legs.Time(model.Place[last], model.Place[end]) - model.Close[end];
        return model.Close[pickUp] < model.Open[start] || overtime > 0
            ? new(RefusalCode.OutsideShift, id, Math.Max(overtime, missedBy))
            : missedBy > 0 ? new(RefusalCode.OutOfReach, id, missedBy) : null;
    }

    /// <summary>What stands against it on the route that the vehicle has to drive at any rate.</summary>
    private Refusal? Committed(int job, int vehicle)
    {
        if (model.Committed[vehicle].Length == 0)
        {
            return null;
        }

        var committed = _committed[vehicle] ??= TourOf(vehicle, model.Committed[vehicle]);
        if (spots.Best(job, committed, everywhere: true).Exists)
        {
            return null;
        }

        var withoutPauses = _withoutPauses[vehicle] ??= TourOf(vehicle, [.. model.Committed[vehicle].Where((node, index) => index < model.Frozen[vehicle] || !model.IsPause(node))]);
        return Nearest(spots.Best(job, withoutPauses, everywhere: true).Exists ? RefusalCode.TakenByPauses : RefusalCode.Taken, job, committed);
    }

    private Tour TourOf(int vehicle, int[] nodes)
    {
        var tour = new Tour(vehicle);
        var version = 0L;
        tour.Begin(model, nodes, ref version);
        return tour;
    }

    private Refusal Nearest(RefusalCode code, int job, Tour tour)
    {
        var miss = new NearestMiss(model, tour, job).Find();
        return new(code, model.Problem.Vehicles[tour.Vehicle].Id, miss.Late, miss.SeatsMissing);
    }
}
