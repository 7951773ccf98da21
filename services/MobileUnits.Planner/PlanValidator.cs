using System.Globalization;

namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>Checks a plan against a problem's raw data, stop by stop. Shares no code with what makes plans, so that neither repeats the other's mistake.</summary>
public static class PlanValidator
{
    /// <summary>What is wrong, in words, with ids and numbers; empty for a valid plan. Instants and sums may differ by a millionth (and by rounding where they are large).</summary>
    public static IReadOnlyList<string> Check(Problem problem, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        var violations = new List<string>();
        var vehicles = problem.Vehicles.ToDictionary(vehicle => vehicle.Id, StringComparer.Ordinal);
        var requests = problem.Requests.ToDictionary(request => request.Id, StringComparer.Ordinal);
        var routed = new HashSet<string>(StringComparer.Ordinal);
        var served = new HashSet<string>(StringComparer.Ordinal);
        foreach (var route in plan.Routes)
        {
            if (!vehicles.TryGetValue(route.VehicleId, out var vehicle))
            {
                violations.Add($"Route of '{route.VehicleId}': no such vehicle.");
            }
            else if (!routed.Add(route.VehicleId))
            {
                violations.Add($"Route of '{route.VehicleId}': it has another one.");
            }
            else
            {
                new RouteCheck(problem, vehicle, route, requests, served, violations).Check();
            }
        }

        foreach (var vehicle in problem.Vehicles.Where(vehicle => !routed.Contains(vehicle.Id) && vehicle.Pauses.Count + vehicle.Frozen.Count + vehicle.OnBoard.Count > 0))
        {
            violations.Add($"Vehicle '{vehicle.Id}': it has pauses, frozen steps or passengers, but no route.");
        }

        CheckServed(problem, plan, requests, served, violations);
        CheckTotals(problem, plan, requests, served, violations);
        return violations;
    }

    internal static bool AreSame(double a, double b) => Math.Abs(a - b) <= Tolerance(a, b);

    internal static bool IsAfter(double a, double b) => a > b + Tolerance(a, b) || double.IsNaN(a) || double.IsNaN(b);

    private static double Tolerance(double a, double b) => 1e-6 + (1e-12 * Math.Max(Math.Abs(a), Math.Abs(b)));

    private static void CheckServed(Problem problem, Plan plan, Dictionary<string, Request> requests, HashSet<string> served, List<string> violations)
    {
        var unserved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in plan.Unserved.Select(each => each.RequestId))
        {
            if (!requests.ContainsKey(id))
            {
                violations.Add($"Unserved '{id}': no such request.");
            }
            else if (!unserved.Add(id))
            {
                violations.Add($"Unserved '{id}': named twice.");
            }
            else if (served.Contains(id))
            {
                violations.Add($"Unserved '{id}': it is on a route.");
            }
        }

        foreach (var request in problem.Requests.Where(request => !served.Contains(request.Id) && !unserved.Contains(request.Id)))
        {
            violations.Add($"Request '{request.Id}': neither on a route nor among the unserved.");
        }
    }

    private static void CheckTotals(Problem problem, Plan plan, Dictionary<string, Request> requests, HashSet<string> served, List<string> violations)
    {
        var used = plan.Routes.Count(route => route.Stops.Any(stop => stop.Kind != StopKind.Pause && requests.ContainsKey(stop.Id)));
        var (distance, time) = (plan.Routes.Sum(route => route.Distance), plan.Routes.Sum(route => route.DrivingTime));
        var objective = problem.Objective;
        Same(plan.Totals.Served, served.Count, nameof(PlanTotals.Served));
        Same(plan.Totals.Unserved, problem.Requests.Count - served.Count, nameof(PlanTotals.Unserved));
        Same(plan.Totals.Vehicles, used, nameof(PlanTotals.Vehicles));
        Same(plan.Totals.Distance, distance, nameof(PlanTotals.Distance));
        Same(plan.Totals.DrivingTime, time, nameof(PlanTotals.DrivingTime));
        Same(plan.Totals.Cost, (distance * objective.CostPerDistance) + (time * objective.CostPerTime) + (used * objective.CostPerVehicle), nameof(PlanTotals.Cost));

        void Same(double stated, double real, string name)
        {
            if (!AreSame(stated, real))
            {
                violations.Add(string.Create(CultureInfo.InvariantCulture, $"Totals: {name} is {real}, not {stated}."));
            }
        }
    }
}
