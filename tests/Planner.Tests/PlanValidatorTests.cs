using static PlanningPlatform.Planner.Tests.Street;

namespace PlanningPlatform.Planner.Tests;

/// <summary>A valid plan, broken in every way: each break is seen.</summary>
public sealed class PlanValidatorTests
{
    private static readonly Vehicle Car = Street.Car("car", seats: 3) with
    {
        Pauses = [new("lunch", 600, 640, 30), new("office", 800, 800, 30, Location: 20)],
        OnBoard = ["on"],
        Frozen = [new(StopKind.PickUp, "a")],
        Capabilities = 1,
    };

    private static readonly Request[] Requests =
    [
        Ride("on", 0, 10, passengers: 1), Ride("a", 5, 15, 480, 500), Ride("b", 30, 40, 650, 700, passengers: 2) with { Capabilities = 1, DropOff = new(40, 0, 690) }, Visit("v", 50, 700, 760), Ride("out", 1, 2, 300, 310),
    ];

    private static readonly Problem Day = Problem([Car, Street.Car("spare")], Requests, new(CostPerTime: 2, CostPerVehicle: 500));
    private static readonly Plan Valid = Insertion.Insert(Problem([Car, Street.Car("spare")], Requests[..4], Day.Objective), Problem([Car], Requests[..4], Day.Objective).Solve(), Requests[4]).Plan;

    [Fact]
    public void The_unbroken_plan_is_valid()
    {
        Assert.Empty(PlanValidator.Check(Day, Valid));
        Assert.Equal("+a -on -a lunch +b -b v office", Valid.StopsOf("car"));
    }

    [Theory]
    [InlineData(0, "arrives at")]
    [InlineData(1, "before it arrives")]
    [InlineData(2, "after its window closes")]
    [InlineData(3, "before its window opens")]
    [InlineData(4, "leaves at")]
    [InlineData(5, "on board, not")]
    [InlineData(6, "is at 30, not at 31")]
    [InlineData(7, "no location")]
    [InlineData(8, "is not on board")]
    [InlineData(9, "is never let off")]
    [InlineData(10, "is served twice")]
    [InlineData(11, "is left out")]
    [InlineData(12, "is taken twice")]
    [InlineData(13, "passengers are on board")]
    [InlineData(14, "is not the frozen PickUp of 'a'")]
    [InlineData(15, "before it is available")]
    [InlineData(16, "ends at")]
    [InlineData(17, "has a distance of")]
    [InlineData(18, "has a driving time of")]
    [InlineData(19, "no such request")]
    [InlineData(20, "the request has no such stop")]
    [InlineData(21, "the vehicle has no such pause")]
    public void A_broken_route_is_seen(int broken, string complaint)
    {
        var route = Valid.Routes[0];
        var stops = route.Stops.ToList();
        switch (broken)
        {
            case 0: Change(4, stop => stop with { Arrival = stop.Arrival - 5, Begin = stop.Begin }); break;
            case 1: Change(4, stop => stop with { Arrival = stop.Begin + 1 }); break;
            case 2: stops = Later(stops, 4, 60); break;
            case 3: Change(6, stop => stop with { Begin = 699 }); break;
            case 4: Change(6, stop => stop with { Departure = stop.Departure - 1 }); break;
            case 5: Change(4, stop => stop with { Load = 1 }); break;
            case 6: Change(4, stop => stop with { Location = 31 }); break;
            case 7: Change(4, stop => stop with { Location = 200 }); break;
            case 8: stops.RemoveAt(4); break;
            case 9: stops.RemoveAt(5); break;
            case 10: stops.InsertRange(6, stops.GetRange(4, 2)); break;
            case 11: stops.RemoveAt(3); break;
            case 12: stops.Insert(4, stops[3]); break;
            case 13: Swap(2, 3); break;
            case 14: Swap(0, 1); break;
            case 15: route = route with { Leaves = 479 }; break;
            case 16: route = route with { Ends = route.Ends + 1 }; break;
            case 17: route = route with { Distance = route.Distance - 1 }; break;
            case 18: route = route with { DrivingTime = route.DrivingTime + 1 }; break;
            case 19: Change(6, stop => stop with { Id = "nobody" }); break;
            case 20: Change(6, stop => stop with { Kind = StopKind.DropOff }); break;
            default: Change(3, stop => stop with { Id = "tea" }); break;
        }

        Refuses(Day, Valid with { Routes = [route with { Stops = stops }] }, complaint);

        void Change(int index, Func<Stop, Stop> change) => stops[index] = change(stops[index]);

        void Swap(int one, int other) => (stops[one], stops[other]) = (stops[other], stops[one]);
    }

    [Fact]
    public void What_the_vehicle_is_not_fit_for_is_seen()
    {
        Refuses(With(Car with { Seats = 1 }), Valid, "2 passengers on 1 seats");
        Refuses(With(Car with { Capabilities = 0 }), Valid, "needs capabilities 1");
        Refuses(Problem([Street.Car("car", to: 499)], [Visit("v", 5)]), Problem([Street.Car("car")], [Visit("v", 5)]).Solve(), "ends at 500, after the shift ends at 499");
        Refuses(With(Car with { OnBoard = [] }), Valid, "is not on board");
        Refuses(new([Car, Street.Car("spare")], [.. Requests.Select(request => request.Id == "b" ? request with { PinnedTo = "spare" } : request)], Travel, Day.Objective), Valid, "is pinned to 'spare'");
        Refuses(new([Car with { Frozen = [], OnBoard = [] }, Street.Car("spare") with { OnBoard = ["b"] }], Requests, Travel, Day.Objective), Valid, "another vehicle has begun it");

        static Problem With(Vehicle car) => new([car, Street.Car("spare")], Requests, Travel, Day.Objective);
    }

    [Fact]
    public void What_is_wrong_with_the_whole_plan_is_seen()
    {
        var route = Valid.Routes[0];
        Refuses(Day, Valid with { Routes = [route with { VehicleId = "nobody's" }] }, "no such vehicle");
        Refuses(Day, Valid with { Routes = [route, route] }, "it has another one");
        Refuses(Day, Valid with { Routes = [] }, "but no route");
        Refuses(Day, Valid with { Routes = [route, new("spare", 480, [], 480, 0, 0)] }, "has no stops");
        Refuses(Day, Valid with { Unserved = [] }, "'out': neither on a route nor among the unserved");
        Refuses(Day, Valid with { Unserved = [.. Valid.Unserved, .. Valid.Unserved] }, "named twice");
        Refuses(Day, Valid with { Unserved = [.. Valid.Unserved, new("b", new(RefusalCode.Taken))] }, "'b': it is on a route");
        Refuses(Day, Valid with { Unserved = [.. Valid.Unserved, new("who", new(RefusalCode.Taken))] }, "no such request");
        var totals = Valid.Totals;
        foreach (var wrong in (PlanTotals[])[totals with { Served = 5 }, totals with { Unserved = 0 }, totals with { Vehicles = 2 }, totals with { Distance = 1 }, totals with { DrivingTime = 1 }, totals with { Cost = double.NaN }])
        {
            Refuses(Day, Valid with { Totals = wrong }, "Totals: ");
        }
    }

    private static List<Stop> Later(List<Stop> stops, int from, double by)
        => [.. stops.Select((stop, index) => index < from ? stop : stop with { Arrival = stop.Arrival + (index == from ? 0 : by), Begin = stop.Begin + by, Departure = stop.Departure + by })];

    private static void Refuses(Problem problem, Plan plan, string complaint) => Assert.Contains(PlanValidator.Check(problem, plan), violation => violation.Contains(complaint, StringComparison.Ordinal));
}
