using static PlanningPlatform.Planner.Tests.Street;

namespace PlanningPlatform.Planner.Tests;

public sealed class ProblemTests
{
    [Theory]
    [InlineData(nameof(Halt.Earliest), double.NaN)]
    [InlineData(nameof(Halt.Latest), double.PositiveInfinity)]
    [InlineData(nameof(Halt.Service), -1)]
    [InlineData(nameof(Halt.Service), double.NaN)]
    [InlineData(nameof(Halt.Location), -1)]
    [InlineData(nameof(Halt.Location), 200)]
    public void A_malformed_halt_is_refused_by_name(string field, double value)
    {
        var halt = new Halt(1, 2, 3);
        halt = field switch
        {
            nameof(Halt.Earliest) => halt with { Earliest = value },
            nameof(Halt.Latest) => halt with { Latest = value },
            nameof(Halt.Service) => halt with { Service = value },
            _ => halt with { Location = (int)value },
        };
        Refuses([], [new Request { Id = "r", PickUp = halt }], $"'r': PickUp.{field}");
        Refuses([], [new Request { Id = "r", PickUp = new(1, 2, 3), DropOff = halt }], $"'r': DropOff.{field}");
    }

    [Fact]
    public void A_malformed_request_is_refused_by_name()
    {
        Refuses([], [Visit("r", 1), Visit("r", 2)], "'r' is there twice");
        Refuses([], [Visit("", 1)], "Requests");
        Refuses([], [null!], "Requests");
        Refuses([], [Visit("r", 1) with { PickUp = null! }], "PickUp");
        Refuses([], [Ride("r", 1, 2, passengers: -1)], "Passengers");
        Refuses([], [Visit("r", 1) with { Passengers = 1 }], "Passengers");
        Refuses([], [Visit("r", 1) with { Priority = 0 }], "Priority");
        Refuses([], [Visit("r", 1) with { Priority = double.NaN }], "Priority");
        Refuses([], [Visit("r", 1) with { PinnedTo = "nobody" }], "PinnedTo");
    }

    [Fact]
    public void A_malformed_vehicle_is_refused_by_name()
    {
        var car = Car("car");
        Refuses([car, car], [], "'car' is there twice");
        Refuses([car with { Start = 200 }], [], "Start");
        Refuses([car with { End = -1 }], [], "End");
        Refuses([car with { Seats = -1 }], [], "Seats");
        Refuses([car with { AvailableFrom = double.NaN }], [], "AvailableFrom");
        Refuses([car with { ShiftEnd = 479 }], [], "ShiftEnd");
        Refuses([car with { Pauses = [new("p", 2, 1, 1)] }], [], "LatestStart");
        Refuses([car with { Pauses = [new("p", 1, 2, -1)] }], [], "Duration");
        Refuses([car with { Pauses = [new("p", 1, 2, 1, 999)] }], [], "Location");
        Refuses([car with { Pauses = [new("p", 1, 2, 1), new("p", 1, 2, 1)] }], [], "'p' is there twice");
    }

    [Fact]
    public void What_has_begun_is_refused_where_it_cannot_be()
    {
        Request[] requests = [Ride("a", 1, 2), Visit("v", 3)];
        var car = Car("car") with { Pauses = [new("lunch", 1, 2, 3)] };
        Refuses([car with { OnBoard = ["nobody"] }], requests, "OnBoard");
        Refuses([car with { OnBoard = ["v"] }], requests, "OnBoard");
        Refuses([car with { OnBoard = ["a", "a"] }], requests, "OnBoard");
        Refuses([car with { OnBoard = ["a"] }, Car("other") with { OnBoard = ["a"] }], requests, "'other': OnBoard");
        Refuses([car with { OnBoard = ["a"], Frozen = [new(StopKind.PickUp, "a")] }], requests, "Frozen");
        Refuses([car with { Frozen = [new(StopKind.DropOff, "a")] }], requests, "Frozen");
        Refuses([car with { Frozen = [new(StopKind.Visit, "a")] }], requests, "Frozen");
        Refuses([car with { Frozen = [new(StopKind.Visit, "v"), new(StopKind.Visit, "v")] }], requests, "Frozen");
        Refuses([car with { Frozen = [new(StopKind.Pause, "tea")] }], requests, "Frozen");
        Refuses([car with { OnBoard = ["a"], Frozen = [new(StopKind.Pause, "lunch")] }], requests, "Frozen");
        Refuses([car with { Frozen = [new((StopKind)9, "v")] }], requests, "Frozen");
    }

    [Fact]
    public void Malformed_ways_and_weights_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new TravelMatrix(2, [0, 1, 1], [0, 1, 1, 0]));
        Assert.Throws<ArgumentException>(() => new TravelMatrix(2, [0, 1, double.NaN, 0], [0, 1, 1, 0]));
        Assert.Throws<ArgumentException>(() => new TravelMatrix(2, [0, 1, 1, 0], [0, -1, 1, 0]));
        Assert.Contains("CostPerTime", Assert.Throws<ArgumentException>(() => Problem([], [], new(CostPerTime: double.NaN))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DayPlanner.Solve(new([Car("car")], [Visit("v", 1)], new Nonsense()), new() { TimeLimit = TimeSpan.FromSeconds(1) }));
        Assert.Throws<ArgumentException>(() => DayPlanner.Solve(Problem([], []), new() { TimeLimit = TimeSpan.FromSeconds(-1) }));
    }

    [Fact]
    public void A_request_is_added_only_once()
    {
        var problem = Problem([Car("car")], [Visit("v", 1)]);
        Assert.Equal(2, problem.With(Visit("w", 1)).Requests.Count);
        Assert.Throws<ArgumentException>(() => problem.With(Visit("v", 1)));
        Assert.Throws<ArgumentException>(() => problem.With(Visit("w", 1, service: double.NaN)));
        Assert.Throws<ArgumentException>(() => problem.With(null!));
    }

    private static void Refuses(Vehicle[] vehicles, Request[] requests, string field)
        => Assert.Contains(field, Assert.ThrowsAny<ArgumentException>(() => Problem(vehicles, requests)).Message, StringComparison.Ordinal);

    private sealed class Nonsense : ITravel
    {
        public int Locations => 2000;

        public double Distance(int from, int to) => 1;

        public double Duration(int from, int to) => double.NaN;
    }
}
