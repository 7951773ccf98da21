using FsCheck;
using FsCheck.Fluent;
using static PlanningPlatform.Planner.Tests.Street;

namespace PlanningPlatform.Planner.Tests;

public sealed class InsertionTests
{
    [Fact]
    public void Nothing_is_reordered_and_the_plan_stays_valid()
        => Prop.ForAll<int>(seed =>
        {
            var problem = RandomDay.Of(seed);
            var plan = problem.Solve();
            foreach (var request in RandomDay.Of(seed + 1).Requests.Select(request => request with { Id = "new " + request.Id, PinnedTo = null, PickUp = Within(request.PickUp), DropOff = request.DropOff is null ? null : Within(request.DropOff) }))
            {
                var result = Insertion.Insert(problem, plan, request);
                Assert.Equal("", string.Join('\n', PlanValidator.Check(result.Problem, result.Plan)));
                Assert.Equal(StopsWithout(plan, request.Id), StopsWithout(result.Plan, request.Id));
                Assert.Equal(result.IsServed, result.Plan.Unserved.All(unserved => unserved.RequestId != request.Id));
                CheckRanking(problem, plan, request, result);
                (problem, plan) = (result.Problem, result.Plan);
            }

            Halt Within(Halt halt) => halt with { Location = halt.Location % problem.Travel.Locations };
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void A_detour_is_told_with_its_times()
    {
        var problem = Problem([Car("car"), Car("other", at: 100)], [Visit("there", 50, 600, 600)]);
        var options = Insertion.Rank(problem, problem.Solve(), Ride("r", 60, 40, 620, 640));
        Assert.Equal(new("car", new(2000, 20, 2000, 620, 640), null), options[0]);
        Assert.Equal("other", options[1].VehicleId);
    }

    [Fact]
    public void Each_vehicle_says_why_it_cannot()
    {
        Vehicle[] cars = [Car("full", at: 5) with { Pauses = [new("office", 480, 480, 400)] }, Car("bare", at: 5), Car("tiny", seats: 1, at: 5), Car("far", at: 190), Car("good", at: 5) with { Capabilities = 1 }];
        cars = [.. cars.Select(car => car.Id is "bare" ? car : car with { Capabilities = 1 })];
        var problem = Problem(cars, []);
        var options = Insertion.Rank(problem, problem.Solve(), Ride("r", 10, 20, 490, 500, passengers: 2) with { Capabilities = 1 });
        Assert.Equal(
            ["good ", "full TakenByPauses", "far OutOfReach", "tiny TooManyPassengers", "bare CapabilityMissing"],
            options.Select(option => $"{option.VehicleId} {option.Refusal?.Code}"));
    }

    [Fact]
    public void A_plan_that_is_late_already_gets_no_later_by_it()
    {
        var planned = Problem([Car("car")], [Visit("first", 10, 490, 500), Visit("second", 30, 500, 530)]).Solve();
        // Held up until 505.
        var now = Problem([Car("car", from: 505)], [Visit("first", 10, 490, 500), Visit("second", 30, 500, 530)]);
        Assert.Equal("first second", planned.StopsOf("car"));
        Assert.False(Insertion.Insert(now, planned, Visit("between", 20)) is { IsServed: true, Plan: var plan } && plan.StopsOf("car").IndexOf("between", StringComparison.Ordinal) < plan.StopsOf("car").IndexOf("second", StringComparison.Ordinal));
        Assert.True(Insertion.Insert(now, planned, Visit("after", 20)).IsServed);
    }

    [Fact]
    public void A_plan_for_another_day_is_refused()
    {
        var plan = Problem([Car("car")], [Visit("v", 1)]).Solve();
        Assert.Throws<ArgumentException>(() => Insertion.Insert(Problem([Car("other")], [Visit("v", 1)]), plan, Visit("w", 1)));
        Assert.Throws<ArgumentException>(() => Insertion.Insert(Problem([Car("car")], [Visit("x", 1)]), plan, Visit("w", 1)));
        Assert.Throws<ArgumentException>(() => Insertion.Insert(Problem([Car("car")], [Visit("v", 1)]), plan, Visit("v", 1)));
        Assert.Throws<ArgumentException>(() => Insertion.Rank(Problem([Car("car")], [Visit("v", 1)]), plan, Visit("w", 1000)));
        Assert.Throws<ArgumentException>(() => Insertion.Rank(Problem([Car("car") with { Frozen = [new(StopKind.Visit, "u")] }], [Visit("v", 1), Visit("u", 1)]), plan, Visit("w", 1)));
    }

    private static void CheckRanking(Problem problem, Plan plan, Request request, InsertionResult result)
    {
        var options = Insertion.Rank(problem, plan, request);
        Assert.Equal(problem.Vehicles.Count, options.Count);
        Assert.All(options, option => Assert.True(option.Detour is null != option.Refusal is null));
        Assert.Equal(result.IsServed, options[0].Detour is not null);
        if (result.Vehicle is { } chosen)
        {
            var stops = result.Plan.Routes.First(route => route.VehicleId == chosen.VehicleId).Stops.Where(stop => stop.Id == request.Id && stop.Kind != StopKind.Pause).ToList();
            Assert.Equal(chosen.Detour!.PickUpTime, stops[0].Begin, 6);
            Assert.Equal(chosen.Detour.DropOffTime ?? stops[^1].Begin, stops[^1].Begin, 6);
            Assert.Equal(result.Plan.Totals.Distance - plan.Totals.Distance, chosen.Detour.DetourDistance, 4);
            Assert.Equal(result.Plan.Totals.DrivingTime - plan.Totals.DrivingTime, chosen.Detour.DetourTime, 4);
            Assert.Equal(result.Plan.Totals.Cost - plan.Totals.Cost, chosen.Detour.Cost, 4);
        }
    }

    private static List<string> StopsWithout(Plan plan, string id) => [.. plan.Routes.SelectMany(route => route.Stops.Where(stop => stop.Id != id).Select(stop => $"{route.VehicleId} {stop.Kind} {stop.Id}"))];
}
