using System.Globalization;
using PlanningPlatform.MobileUnits.Planner;

namespace PlanningPlatform.Load.Planning;

/// <summary>A request comes in while a day is under way: putting it on a route, and ranking all vehicles for it, beside a scan that only adds distances up.</summary>
internal static class PlannerInsertScenario
{
    private const int Places = 400;
    private const int Calls = 2000;

    public static async Task RunAsync()
    {
        var travel = Travel(new Random(1));
        var day = Day(travel, vehicles: 40, requests: 200, new Random(2));
        var plan = DayPlanner.Solve(day, new() { TimeLimit = TimeSpan.FromSeconds(10), Seed = 1 }).Plan;
        var large = Day(travel, vehicles: 200, requests: 1000, new Random(3));
        var largePlan = DayPlanner.Solve(large, new() { TimeLimit = TimeSpan.FromSeconds(10), Seed = 1 }).Plan;
        var calls = Enumerable.Range(0, Calls).Select(index => Ride($"new {index}", new Random(1000 + index))).ToList();
        Print($"{plan.Totals.Served} requests on {plan.Totals.Vehicles} of {day.Vehicles.Count} vehicles, and {largePlan.Totals.Served} on {largePlan.Totals.Vehicles} of {large.Vehicles.Count} ({Reasons(plan)}; {Reasons(largePlan)}); one more comes in, {Calls} times another.");
        var served = calls.Count(call => Insertion.Insert(day, plan, call).IsServed);
        foreach (var call in calls)
        {
            Insertion.Rank(large, largePlan, call);
            NearestDetour(day, plan, call);
            NearestDetour(large, largePlan, call);
        }

        Measurement.Print([
            await MeasureAsync("floor: distances only, 40 vehicles", call => NearestDetour(day, plan, call)),
            await MeasureAsync("insert one into 200 requests on 40 vehicles", call => Insertion.Insert(day, plan, call)),
            await MeasureAsync("rank 40 vehicles for one", call => Insertion.Rank(day, plan, call)),
            await MeasureAsync("floor: distances only, 200 vehicles", call => NearestDetour(large, largePlan, call)),
            await MeasureAsync("insert one into 1,000 requests on 200 vehicles", call => Insertion.Insert(large, largePlan, call)),
            await MeasureAsync("rank 200 vehicles for one", call => Insertion.Rank(large, largePlan, call)),
        ]);
        Print($"{served} of {Calls} were served without moving anybody.");

        Task<Measurement> MeasureAsync(string name, Action<Request> work) => Measurement.OfAsync(name, Calls, 1, index =>
        {
            work(calls[index]);
            return Task.CompletedTask;
        });
    }

    /// <summary>What anybody would write first: the shortest detour for the pick-up, then for the drop-off after it; no times, no seats.</summary>
    private static double NearestDetour(Problem problem, Plan plan, Request request)
    {
        var best = double.PositiveInfinity;
        foreach (var route in plan.Routes)
        {
            for (var first = 1; first < route.Stops.Count; first++)
            {
                for (var second = first; second < route.Stops.Count; second++)
                {
                    best = Math.Min(best, DetourBy(problem, route.Stops, first, request.PickUp) + DetourBy(problem, route.Stops, second, request.DropOff!));
                }
            }
        }

        return best;
    }

    private static double DetourBy(Problem problem, IReadOnlyList<Stop> stops, int index, Halt halt)
        => problem.Travel.Distance(stops[index - 1].Location, halt.Location) + problem.Travel.Distance(halt.Location, stops[index].Location) - problem.Travel.Distance(stops[index - 1].Location, stops[index].Location);

    /// <summary>A town of 15 by 15 kilometres at 25 km/h; everything in it is made up.</summary>
    private static TravelMatrix Travel(Random random)
    {
        var points = Enumerable.Range(0, Places).Select(_ => (X: random.NextDouble() * 15_000, Y: random.NextDouble() * 15_000)).ToList();
        var distances = new double[Places * Places];
        for (var index = 0; index < distances.Length; index++)
        {
            var (from, to) = (points[index / Places], points[index % Places]);
            distances[index] = 1.4 * Math.Sqrt(((from.X - to.X) * (from.X - to.X)) + ((from.Y - to.Y) * (from.Y - to.Y)));
        }

        return new(Places, distances, [.. distances.Select(metres => metres / 25_000 * 3600)]);
    }

    private static Problem Day(TravelMatrix travel, int vehicles, int requests, Random random)
        => new(
            [.. Enumerable.Range(0, vehicles).Select(index => Car($"unit {index}", random.Next(Places)))],
            [.. Enumerable.Range(0, requests).Select(index => Ride($"ride {index}", random))],
            travel);

    /// <summary>From 07:00 to 15:30, with an hour's break between 11:30 and 13:30.</summary>
    private static Vehicle Car(string id, int at) => new() { Id = id, Start = at, End = at, Seats = 6, AvailableFrom = 25_200, ShiftEnd = 55_800, Pauses = [new("break", 41_400, 45_000, 3600)] };

    /// <summary>Fetched within half an hour, there within two hours of that.</summary>
    private static Request Ride(string id, Random random)
    {
        var time = random.Next(27_000, 48_000);
        return new() { Id = id, PickUp = new(random.Next(Places), time, time + 1800, 120), DropOff = new(random.Next(Places), time, time + 7200, 120), Passengers = random.Next(1, 4) };
    }

    private static string Reasons(Plan plan)
        => plan.Unserved.Count == 0 ? "nobody left out" : "left out: " + string.Join(", ", plan.Unserved.GroupBy(unserved => unserved.Reason.Code).Select(group => $"{group.Count()} {group.Key}"));

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
