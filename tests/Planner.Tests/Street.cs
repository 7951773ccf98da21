namespace PlanningPlatform.Planner.Tests;

/// <summary>A straight street: location 7 lies 7 minutes and 700 metres from location 0. Times are minutes after midnight.</summary>
internal static class Street
{
    public const double Day = 1440;

    public static ITravel Travel { get; } = Of(200, (from, to) => (Math.Abs(from - to) * 100.0, Math.Abs(from - to)));

    public static TravelMatrix Of(int locations, Func<int, int, (double Metres, double Minutes)> way)
    {
        var (distances, durations) = (new double[locations * locations], new double[locations * locations]);
        for (var from = 0; from < locations; from++)
        {
            for (var to = 0; to < locations; to++)
            {
                (distances[(from * locations) + to], durations[(from * locations) + to]) = way(from, to);
            }
        }

        return new(locations, distances, durations);
    }

    public static Vehicle Car(string id, int at = 0, int seats = 4, double from = 480, double to = 960) => new() { Id = id, Start = at, End = at, Seats = seats, AvailableFrom = from, ShiftEnd = to };

    public static Request Ride(string id, int from, int to, double earliest = 0, double latest = Day, int passengers = 1)
        => new() { Id = id, PickUp = new(from, earliest, latest), DropOff = new(to, 0, Day), Passengers = passengers };

    public static Request Visit(string id, int at, double earliest = 0, double latest = Day, double service = 10) => new() { Id = id, PickUp = new(at, earliest, latest, service) };

    public static Problem Problem(Vehicle[] vehicles, Request[] requests, Objective? objective = null) => new(vehicles, requests, Travel, objective);

    /// <summary>Solved with a fixed seed and little work, and accepted by the validator.</summary>
    public static Plan Solve(this Problem problem, Plan? initial = null)
    {
        var plan = DayPlanner.Solve(problem, new() { TimeLimit = TimeSpan.FromSeconds(60), Seed = 1, WorkLimit = 300_000, InitialPlan = initial }).Plan;
        Assert.Equal("", string.Join('\n', PlanValidator.Check(problem, plan)));
        return plan;
    }

    public static Plan SolveAtOnce(this Problem problem) => DayPlanner.Solve(problem, new() { TimeLimit = TimeSpan.Zero }).Plan;

    public static string StopsOf(this Plan plan, string vehicle)
        => string.Join(' ', plan.Routes.Where(route => route.VehicleId == vehicle).SelectMany(route => route.Stops).Select(stop => (stop.Kind switch { StopKind.PickUp => "+", StopKind.DropOff => "-", _ => "" }) + stop.Id));

    public static Refusal ReasonOf(this Plan plan, string request) => Assert.Single(plan.Unserved, unserved => unserved.RequestId == request).Reason;
}
