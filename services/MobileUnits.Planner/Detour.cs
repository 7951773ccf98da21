namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>A request put on a vehicle's route at its cheapest spot.</summary>
/// <param name="DetourDistance">By how much the vehicle's way grows.</param>
/// <param name="DetourTime">By how much its driving time grows.</param>
/// <param name="PickUpTime">When the pick-up (or visit) begins.</param>
/// <param name="DropOffTime">When the drop-off begins; null for a visit.</param>
public sealed record Detour(double DetourDistance, double DetourTime, double Cost, double PickUpTime, double? DropOffTime)
{
    internal static Detour Of(Model model, Tour tour, int job, Spot spot)
    {
        var problem = model.Problem;
        var vehicle = problem.Vehicles[tour.Vehicle];
        var (before, after) = (new Drive(problem, vehicle), new Drive(problem, vehicle));
        for (var index = 1; index < tour.Count - 1; index++)
        {
            before.On(model, tour.Steps[index].Node);
        }

        double? pickUp = null, dropOff = null;
        for (var index = 0; index < tour.Count - 1; index++)
        {
            if (index > 0)
            {
                after.On(model, tour.Steps[index].Node);
            }

            if (index == spot.First)
            {
                pickUp = after.On(model, model.FirstNode[job]);
            }

            if (index == spot.Second && model.Kind[job] == JobKind.Ride)
            {
                dropOff = after.On(model, model.FirstNode[job] + 1);
            }
        }

        var (distanceBefore, timeBefore) = tour.IsEmpty ? (0, 0) : before.ToEnd();
        var (distanceAfter, timeAfter) = after.ToEnd();
        return new(distanceAfter - distanceBefore, timeAfter - timeBefore, spot.Cost, pickUp!.Value, dropOff);
    }

    /// <summary>Drives along a route and adds up.</summary>
    private sealed class Drive(Problem problem, Vehicle vehicle)
    {
        private int _at = vehicle.Start;
        private double _time = vehicle.AvailableFrom;
        private double _distance;
        private double _driving;

        /// <returns>When the stop begins.</returns>
        public double On(Model model, int node)
        {
            if (model.Place[node] != Model.Floating)
            {
                Go(model.Legs.LocationOf(model.Place[node]));
            }

            var begin = Math.Max(_time, model.Open[node]);
            _time = begin + model.Service[node];
            return begin;
        }

        public (double Distance, double Time) ToEnd()
        {
            Go(vehicle.End ?? _at, isWay: vehicle.End is not null);
            return (_distance, _driving);
        }

        private void Go(int to, bool isWay = true)
        {
            if (isWay)
            {
                var way = problem.Travel.Duration(_at, to);
                _distance += problem.Travel.Distance(_at, to);
                _driving += way;
                _time += way;
            }

            _at = to;
        }
    }
}
