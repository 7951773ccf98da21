using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;
using static PlanningPlatform.Planner.Tests.Street;

namespace PlanningPlatform.Planner.Tests;

public sealed class DayPlannerTests(ITestOutputHelper output)
{
    [Fact]
    public void Whatever_the_day_the_plan_is_valid()
        => Prop.ForAll<int>(seed =>
        {
            var problem = RandomDay.Of(seed);
            var plan = problem.Solve();
            return plan.Unserved.All(unserved => unserved.Reason.Code != RefusalCode.NotTriedInTime);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Without_any_time_the_plan_keeps_to_what_is_committed()
        => Prop.ForAll<int>(seed =>
        {
            var problem = RandomDay.Of(seed);
            return PlanValidator.Check(problem, problem.SolveAtOnce()).Count == 0;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Two_rides_in_the_same_direction_share_a_car()
    {
        var plan = Problem([Car("car")], [Ride("ani", 10, 30), Ride("budi", 12, 28)]).Solve();
        Assert.Equal("+ani +budi -budi -ani", plan.StopsOf("car"));
        Assert.Equal(6000, plan.Totals.Distance);
    }

    [Fact]
    public void A_car_does_not_take_more_than_its_seats()
    {
        var plan = Problem([Car("car", seats: 2)], [Ride("ani", 10, 30, passengers: 2), Ride("budi", 12, 28)]).Solve();
        Assert.Empty(plan.Unserved);
        Assert.All(plan.Routes[0].Stops, stop => Assert.InRange(stop.Load, 0, 2));
    }

    [Fact]
    public void The_more_important_request_is_served_where_only_one_can_be()
    {
        var plan = Problem([Car("car", to: 510)], [Visit("first", 8), Visit("second", 8) with { Priority = 2 }]).Solve();
        Assert.Equal("second", plan.StopsOf("car"));
        Assert.Equal(RefusalCode.Taken, plan.ReasonOf("first").Code);
    }

    [Fact]
    public void Fewest_vehicles_are_used_only_if_that_is_asked_for()
    {
        Vehicle[] cars = [Car("west", at: 0), Car("east", at: 100)];
        Request[] visits = [Visit("near west", 5), Visit("near east", 95)];
        Assert.Equal(2, Problem(cars, visits).Solve().Totals.Vehicles);
        Assert.Equal(1, Problem(cars, visits, new(FewestVehicles: true)).Solve().Totals.Vehicles);
    }

    [Fact]
    public void A_break_is_taken_once_and_with_nobody_on_board()
    {
        var car = Car("car") with { Pauses = [new("lunch", 720, 740, 30)] };
        var plan = Problem([car], [Ride("ani", 10, 60, 700, 700)]).Solve();
        Assert.Equal("lunch", plan.StopsOf("car"));
        Assert.Equal(RefusalCode.TakenByPauses, plan.ReasonOf("ani").Code);
        Assert.Equal("+ani -ani lunch", Problem([car], [Ride("ani", 10, 50, 700, 700)]).Solve().StopsOf("car"));
    }

    [Fact]
    public void Office_use_is_driven_to_and_begins_on_time()
    {
        var car = Car("car") with { Pauses = [new("kelurahan", 600, 600, 120, Location: 50)] };
        var route = Problem([car], [Visit("ibu tuti", 40, 0, 1000)]).Solve().Routes[0];
        var office = Assert.Single(route.Stops, stop => stop.Kind == StopKind.Pause);
        Assert.Equal((600, 720, 50), (office.Begin, office.Departure, office.Location));
    }

    [Fact]
    public void Frozen_steps_come_first_and_whoever_is_on_board_gets_off()
    {
        var car = Car("car", at: 20) with { OnBoard = ["ani"], Frozen = [new(StopKind.PickUp, "budi")], End = 0 };
        var plan = Problem([car, Car("other", at: 30)], [Ride("ani", 0, 10), Ride("budi", 30, 12), Ride("cici", 20, 11)]).Solve();
        Assert.StartsWith("+budi", plan.StopsOf("car"), StringComparison.Ordinal);
        Assert.Contains("-ani", plan.StopsOf("car"), StringComparison.Ordinal);
        Assert.Contains("-budi", plan.StopsOf("car"), StringComparison.Ordinal);
        Assert.Empty(plan.Unserved);
    }

    [Fact]
    public void What_is_late_already_is_carried_out_but_nothing_makes_it_later()
    {
        // On board since before; should have been there at 470, and it is 480.
        var late = Ride("late", 0, 30) with { DropOff = new(30, 0, 470) };
        var car = Car("car") with { OnBoard = ["late"] };
        var plan = Problem([car], [late, Visit("on the way", 15, service: 5), Visit("afterwards", 15)]).Solve();
        Assert.Equal(510, plan.Routes[0].Stops[0].Begin);
        Assert.StartsWith("-late", plan.StopsOf("car"), StringComparison.Ordinal);
        Assert.Empty(plan.Unserved);
    }

    [Fact]
    public void A_pinned_request_is_served_by_that_vehicle_only()
    {
        var plan = Problem([Car("near"), Car("far", at: 100)], [Visit("v", 1) with { PinnedTo = "far" }]).Solve();
        Assert.Equal("v", plan.StopsOf("far"));
    }

    [Fact]
    public void A_vehicle_without_an_end_does_not_drive_home()
        => Assert.Equal(3000, Problem([Car("car") with { End = null }], [Ride("ani", 10, 30)]).Solve().Totals.Distance);

    [Fact]
    public void An_initial_plan_is_kept_where_there_is_no_time_for_a_better_one()
    {
        var problem = RandomDay.Of(7);
        var plan = problem.Solve();
        var again = DayPlanner.Solve(problem, new() { TimeLimit = TimeSpan.FromSeconds(60), Seed = 1, WorkLimit = 5000, InitialPlan = plan }).Plan;
        Assert.True(again.Totals.Unserved <= plan.Totals.Unserved);
        Assert.Empty(PlanValidator.Check(problem, again));
        Assert.Equal(plan.Totals, DayPlanner.Solve(problem, new() { TimeLimit = TimeSpan.Zero, InitialPlan = plan }).Plan.Totals);
    }

    [Fact]
    public void Of_an_initial_plan_for_another_day_what_still_fits_is_kept()
        => Prop.ForAll<int, int>((seed, other) =>
        {
            RandomDay.Of(seed).Solve(RandomDay.Of(other).Solve());
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void The_same_seed_gives_the_same_plan()
    {
        var problem = RandomDay.Of(11, 60);
        var options = new SolveOptions { TimeLimit = TimeSpan.FromSeconds(60), Seed = 5, WorkLimit = 2_000_000 };
        var (one, other) = (DayPlanner.Solve(problem, options), DayPlanner.Solve(problem, options));
        Assert.Equal(one.Plan.Routes.SelectMany(route => route.Stops), other.Plan.Routes.SelectMany(route => route.Stops));
        Assert.Equal((SolveEnd.WorkDone, one.Work), (other.EndedBy, other.Work));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(400)]
    public void The_time_limit_holds_for_five_thousand_requests(int milliseconds)
    {
        var problem = LargeDay.Of(requests: 5000, vehicles: 300);
        DayPlanner.Solve(problem, new() { TimeLimit = TimeSpan.FromMilliseconds(100) });
        var watch = Stopwatch.StartNew();
        var result = DayPlanner.Solve(problem, new() { TimeLimit = TimeSpan.FromMilliseconds(milliseconds) });
        watch.Stop();
        output.WriteLine($"{watch.Elapsed.TotalMilliseconds:0} ms for a limit of {milliseconds}: {result.Plan.Totals.Served} served");
        Assert.Empty(PlanValidator.Check(problem, result.Plan));
        // Other tests run beside this one: a wide margin, far below what planning five thousand requests takes.
        Assert.InRange(watch.ElapsedMilliseconds, 0, milliseconds + 500);
    }

    [Fact]
    public void Cancelling_gives_the_best_plan_so_far()
    {
        using var cancelling = new CancellationTokenSource();
        var problem = LargeDay.Of(requests: 300, vehicles: 30);
        var reports = new List<PlanProgress>();
        var progress = new Tell(report =>
        {
            reports.Add(report);
            if (reports.Count == 3)
            {
                cancelling.Cancel();
            }
        });
        var result = DayPlanner.Solve(problem, new() { TimeLimit = TimeSpan.FromMinutes(5), Progress = progress }, cancelling.Token);
        Assert.Equal(SolveEnd.Cancelled, result.EndedBy);
        Assert.Empty(PlanValidator.Check(problem, result.Plan));
        Assert.NotEmpty(result.Plan.Routes);
        Assert.All(reports.Zip(reports.Skip(1)), pair => Assert.True(pair.Second.Elapsed - pair.First.Elapsed >= TimeSpan.FromMilliseconds(249)));
    }

    [Fact]
    public void A_day_without_requests_or_vehicles_is_planned_at_once()
    {
        Assert.Empty(Problem([Car("car")], []).Solve().Routes);
        Assert.Equal(RefusalCode.CapabilityMissing, Problem([], [Visit("v", 1)]).Solve().ReasonOf("v").Code);
    }

    private sealed class Tell(Action<PlanProgress> tell) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value) => tell(value);
    }
}
