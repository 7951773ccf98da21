using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>Where a job fits into a tour, and what it costs there.</summary>
/// <param name="Cost">By how much the tour's cost grows; infinite where it fits nowhere.</param>
/// <param name="First">Its first node goes after the step with this index.</param>
/// <param name="Second">Its second node goes after the step with this index (as numbered before anything is put in); the same: straight after the first.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Spot(double Cost, int First, int Second)
{
    public static readonly Spot None = new(double.PositiveInfinity, -1, -1);

    public bool Exists => First >= 0;
}

/// <summary>
/// Finds the cheapest spot of a job in a tour, whose other steps keep their order. Every spot is judged in constant time: <see cref="Step.Latest"/> says whether what follows bears
/// the delay, <see cref="Step.Load"/> whether there are seats.
/// </summary>
internal sealed class Spots(Model model)
{
    private readonly Legs _legs = model.Legs;

    /// <summary>Spots looked at since the beginning: the measure of work done.</summary>
    public long Work { get; private set; }

    public bool FewestVehicles => model.Problem.Objective.FewestVehicles;

    /// <param name="everywhere">False: passes over spots whose first half alone costs more than the best. Only where the triangle inequality fails can one of these be the cheapest.</param>
    public Spot Best(int job, Tour tour, bool everywhere = false)
    {
        if (!model.Suits(job, tour.Vehicle))
        {
            return Spot.None;
        }

        var spot = model.Kind[job] switch
        {
            JobKind.Ride => OfRide(job, tour, everywhere),
            JobKind.Pause => OfPause(job, tour),
            _ => OfSingle(job, tour),
        };
        return spot.Exists ? spot with { Cost = spot.Cost + Opening(tour) } : spot;
    }

    /// <summary>What a first stop costs beyond its detour: the vehicle itself, and the way to the end, which a vehicle without stops does not drive.</summary>
    private double Opening(Tour tour) => (tour.IsUsed ? 0 : model.Problem.Objective.CostPerVehicle) + (tour.IsEmpty ? tour.Steps[0].Leg : 0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Spot OfRide(int job, Tour tour, bool everywhere)
    {
        var steps = tour.Steps;
        var (pickUp, dropOff) = (model.FirstNode[job], model.FirstNode[job] + 1);
        var (from, to) = (model.Place[pickUp], model.Place[dropOff]);
        var (closeUp, serviceUp, readyUp) = (model.Close[pickUp], model.Service[pickUp], model.Open[pickUp] + model.Service[pickUp]);
        var (closeOff, serviceOff, readyOff) = (model.Close[dropOff], model.Service[dropOff], model.Open[dropOff] + model.Service[dropOff]);
        var (rideTime, rideCost) = (_legs.Time(from, to), _legs.Cost(from, to));
        var passengers = model.Passengers[job];
        var seats = model.Seats[tour.Vehicle];
        var best = Spot.None;
        var looked = 0;
        for (var first = tour.LastFrozen; first < steps.Length - 1; first++)
        {
            ref var before = ref steps[first];
            if (before.Depart > closeUp)
            {
                break;
            }

            looked++;
            var arrival = before.Depart + _legs.Time(before.Place, from);
            if (arrival > closeUp || before.Load + passengers > seats)
            {
                continue;
            }

            var depart = Math.Max(arrival + serviceUp, readyUp);
            var costTo = _legs.Cost(before.Place, from);
            var arrivalOff = depart + rideTime;
            if (arrivalOff <= closeOff)
            {
                var cost = costTo + rideCost + _legs.Cost(to, before.NextPlace) - before.Leg;
                if (cost < best.Cost && InTime(steps, first + 1, to, Math.Max(arrivalOff + serviceOff, readyOff)))
                {
                    best = new(cost, first, first);
                }
            }

            var costUp = costTo + _legs.Cost(from, before.NextPlace) - before.Leg;
            if (costUp >= best.Cost && !everywhere)
            {
                continue;
            }

            var place = from;
            for (var second = first + 1; second < steps.Length - 1; second++)
            {
                looked++;
                ref var on = ref steps[second];
                if (on.IsFloating)
                {
                    arrival = depart;
                    if (arrival > model.Close[on.Node])
                    {
                        break;
                    }
                }
                else
                {
                    arrival = depart + _legs.Time(place, on.Place);
                    place = on.Place;
                    if (arrival > on.Latest)
                    {
                        break;
                    }
                }

                depart = Math.Max(arrival + on.Service, on.Ready);
                if (depart > closeOff || on.Load + passengers > on.Room)
                {
                    break;
                }

                var leg = on.IsFloating ? _legs.Cost(place, on.NextPlace) : on.Leg;
                var cost = costUp + _legs.Cost(place, to) + _legs.Cost(to, on.NextPlace) - leg;
                if (cost >= best.Cost)
                {
                    continue;
                }

                arrivalOff = depart + _legs.Time(place, to);
                if (arrivalOff <= closeOff && InTime(steps, second + 1, to, Math.Max(arrivalOff + serviceOff, readyOff)))
                {
                    best = new(cost, first, second);
                }
            }
        }

        Work += looked;
        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Spot OfSingle(int job, Tour tour)
    {
        var steps = tour.Steps;
        var node = model.FirstNode[job];
        var (place, close, service, ready) = (model.Place[node], model.Close[node], model.Service[node], model.Open[node] + model.Service[node]);
        var best = Spot.None;
        for (var first = tour.LastFrozen; first < steps.Length - 1; first++)
        {
            ref var before = ref steps[first];
            // Who is on board gets off before the next pause.
            if (before.Depart > close || (model.Kind[job] == JobKind.DropOff && first > tour.LastFrozen && model.IsPause(before.Node)))
            {
                break;
            }

            Work++;
            var arrival = before.Depart + _legs.Time(before.Place, place);
            var cost = _legs.Cost(before.Place, place) + _legs.Cost(place, before.NextPlace) - before.Leg;
            if (arrival <= close && cost < best.Cost && InTime(steps, first + 1, place, Math.Max(arrival + service, ready)))
            {
                best = new(cost, first, first);
            }
        }

        return best;
    }

    /// <summary>Of spots that cost the same, and for a floating pause all do, the one with the least waiting.</summary>
    private Spot OfPause(int job, Tour tour)
    {
        var steps = tour.Steps;
        var node = model.FirstNode[job];
        var (open, close, service) = (model.Open[node], model.Close[node], model.Service[node]);
        var isFloating = model.Place[node] == Model.Floating;
        var best = Spot.None;
        var leastWaiting = double.PositiveInfinity;
        for (var first = tour.LastFrozen; first < steps.Length - 1; first++)
        {
            ref var before = ref steps[first];
            if (before.Depart > close)
            {
                break;
            }

            Work++;
            if (before.Load > 0)
            {
                continue;
            }

            var place = isFloating ? before.Place : model.Place[node];
            var arrival = isFloating ? before.Depart : before.Depart + _legs.Time(before.Place, place);
            var cost = isFloating ? 0 : _legs.Cost(before.Place, place) + _legs.Cost(place, before.NextPlace) - before.Leg;
            var waiting = Math.Max(0, open - arrival);
            if (arrival <= close && (cost < best.Cost || (cost == best.Cost && waiting < leastWaiting)) && InTime(steps, first + 1, place, Math.Max(arrival, open) + service))
            {
                best = new(cost, first, first);
                leastWaiting = waiting;
            }
        }

        return best;
    }

    /// <summary>Whether the steps from this one on bear that the vehicle leaves that place at that time. Floating pauses are taken there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool InTime(ReadOnlySpan<Step> steps, int next, int place, double time)
    {
        while (steps[next].IsFloating)
        {
            if (time > model.Close[steps[next].Node])
            {
                return false;
            }

            time = Math.Max(time + steps[next].Service, steps[next].Ready);
            next++;
        }

        return time + _legs.Time(place, steps[next].Place) <= steps[next].Latest;
    }
}
