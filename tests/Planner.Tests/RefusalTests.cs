using static PlanningPlatform.Planner.Tests.Street;

namespace PlanningPlatform.Planner.Tests;

/// <summary>Each reason is the true one, and comes with the facts.</summary>
public sealed class RefusalTests
{
    private const ulong Wheelchair = 1;
    private const ulong Stretcher = 2;

    [Fact]
    public void Nobody_has_the_capability()
    {
        var refusal = Problem([Car("car") with { Capabilities = Wheelchair }], [Visit("v", 5) with { Capabilities = Wheelchair | Stretcher }]).Solve().ReasonOf("v");
        Assert.Equal(new(RefusalCode.CapabilityMissing, "car", MissingCapabilities: Stretcher), refusal);
    }

    [Fact]
    public void More_passengers_than_the_largest_vehicle_with_the_capability_seats()
    {
        Vehicle[] cars = [Car("bus", seats: 12), Car("van", seats: 4) with { Capabilities = Wheelchair }, Car("small", seats: 2) with { Capabilities = Wheelchair }];
        var refusal = Problem(cars, [Ride("r", 1, 5, passengers: 6) with { Capabilities = Wheelchair }]).Solve().ReasonOf("r");
        Assert.Equal(new(RefusalCode.TooManyPassengers, "van", SeatsMissing: 2), refusal);
    }

    [Theory]
    [InlineData(600, 599, 0, 1440)]
    [InlineData(600, 700, 800, 799)]
    [InlineData(600, 700, 0, 599)]
    public void A_window_that_ends_before_it_starts(double earliest, double latest, double earliestOff, double latestOff)
    {
        var ride = new Request { Id = "r", PickUp = new(1, earliest, latest), DropOff = new(2, earliestOff, latestOff), Passengers = 1 };
        Assert.Equal(RefusalCode.WindowEndsBeforeItStarts, Problem([Car("car")], [ride]).Solve().ReasonOf("r").Code);
    }

    [Fact]
    public void A_window_before_any_shift_begins_and_a_ride_that_ends_after_them()
    {
        var plan = Problem([Car("late", from: 540, to: 960), Car("early", from: 480, to: 900)], [Visit("dawn", 5, 300, 400), Visit("dusk", 10, 950, 1000)]).Solve();
        // Leaves at 480, arrives at 485, 85 after 400.
        Assert.Equal(new(RefusalCode.OutsideShift, "early", 85), plan.ReasonOf("dawn"));
        // Begins at 950, takes 10, is back at 970.
        Assert.Equal(new(RefusalCode.OutsideShift, "late", 10), plan.ReasonOf("dusk"));
    }

    [Fact]
    public void No_vehicle_can_be_there_in_time()
    {
        var plan = Problem([Car("far", at: 100), Car("near", at: 60)], [Visit("v", 0, 480, 510), Ride("r", 60, 0, 480, 500) with { DropOff = new(0, 0, 530) }]).Solve();
        Assert.Equal(new(RefusalCode.OutOfReach, "near", 30), plan.ReasonOf("v"));
        Assert.Equal(new(RefusalCode.OutOfReach, "near", 10), plan.ReasonOf("r"));
    }

    [Fact]
    public void Breaks_and_office_use_are_in_the_way()
    {
        var car = Car("car") with { Pauses = [new("office", 600, 600, 60, Location: 0)] };
        Assert.Equal(new(RefusalCode.TakenByPauses, "car", 25), Problem([car], [Visit("v", 5, 610, 640)]).Solve().ReasonOf("v"));
    }

    [Fact]
    public void Everybody_who_could_is_taken_and_the_nearest_miss_is_named()
    {
        // The car is at 10 from 600 to 660, and at 20 ten minutes later: five too late.
        var first = Visit("first", 10, 600, 600, service: 60) with { Priority = 9 };
        var plan = Problem([Car("car"), Car("small", from: 480, to: 500)], [first, Visit("second", 20, 610, 665)]).Solve();
        Assert.Equal(new(RefusalCode.Taken, "car", 5), plan.ReasonOf("second"));
    }

    [Fact]
    public void Where_only_seats_are_short_it_says_how_many()
    {
        var first = Ride("first", 10, 50, 600, 600, passengers: 3) with { Priority = 9 };
        var refusal = Problem([Car("car")], [first, Ride("second", 20, 40, 610, 610, passengers: 2)]).Solve().ReasonOf("second");
        Assert.Equal((RefusalCode.Taken, "car", 1), (refusal.Code, refusal.VehicleId, refusal.SeatsMissing));
    }

    [Fact]
    public void Whoever_is_on_board_takes_the_seats_until_the_drop_off()
    {
        var car = Car("car") with { OnBoard = ["on"], Frozen = [new(StopKind.DropOff, "on")] };
        var plan = Problem([car], [Ride("on", 0, 60), Visit("v", 5, 480, 500)]).Solve();
        Assert.Equal(new(RefusalCode.Taken, "car", 115 - 80 + 60), plan.ReasonOf("v"));
    }

    [Fact]
    public void A_pinned_request_is_refused_by_its_own_vehicle()
    {
        var plan = Problem([Car("near"), Car("far", at: 100)], [Visit("v", 0, 480, 500) with { PinnedTo = "far" }]).Solve();
        Assert.Equal(new(RefusalCode.OutOfReach, "far", 80), plan.ReasonOf("v"));
    }

    [Fact]
    public void Without_time_nothing_is_claimed()
        => Assert.Equal(RefusalCode.NotTriedInTime, Problem([Car("car")], [Visit("v", 1)]).SolveAtOnce().ReasonOf("v").Code);
}
