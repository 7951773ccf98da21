using Microsoft.Extensions.Options;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Fleet;
using PlanningPlatform.MobileUnits.Travel;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>Who can share a ride, by the rules alone.</summary>
public sealed class RideSharingTests
{
    private static readonly Regency Kediri = Regency.Load("35.71");
    private static readonly RoadEstimate Roads = new(ApproximatePoints.Load(Kediri), new EstimatedTravelTimes(Options.Create(new TravelSettings())));
    private static readonly ServiceRules Rules = FirstRules.Rules;
    private static readonly RideSharing Sharing = new(Kediri.TimeZone, Roads, Rules);

    // 07.00 WIB on a Monday; the trips are at 08.15.
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private readonly MobileUnit _unit = Unit("Mojoroto");

    [Fact]
    public void Two_who_live_near_each_other_go_together_within_their_windows_and_few_minutes()
    {
        var (first, second) = (Trip("Lirboyo", "Sukorame", 3), Trip("Bujel", "Sukorame", 2));
        var journey = Start(first);

        var plan = Join(journey, second).Plan!;

        Assert.InRange(plan.DetourMinutes, 0, Rules.MostDetourMinutes);
        Assert.Equal(4, plan.Stops.Count);
        foreach (var request in (TripRequest[])[first, second])
        {
            Assert.InRange(plan.TimesOf(request).PickUpAt, request.PickUpFrom!.Value, request.PickUpUntil!.Value);
            Assert.True(plan.Stops.ToList().FindIndex(stop => stop.RequestId == request.Id && stop.IsPickUp) < plan.Stops.ToList().FindIndex(stop => stop.RequestId == request.Id && !stop.IsPickUp));
        }

        journey.Take(second, plan, "dispatcher", Now);
        Assert.Equal((RequestStatus.Assigned, 2, 2), (second.Status, journey.Requests.Count, journey.Requests.Select(request => request.JourneyId).Count(id => id == journey.Id)));
        Assert.Equal([1, 2, 3, 4], journey.Stops.Select(stop => stop.Order));
        Assert.Equal(plan.TimesOf(first), new Times(first.PlannedPickUpAt!.Value, first.PlannedDropOffAt!.Value));
        Assert.Equal(plan.Slot, new Period(journey.SlotFrom, journey.SlotUntil));
    }

    [Fact]
    public void Of_all_orders_the_one_is_taken_that_costs_the_others_least()
    {
        var journey = Start(Trip("Lirboyo", "Sukorame", 1));
        var second = Trip("Lirboyo", "Sukorame", 1);

        var plan = Join(journey, second).Plan!;

        // The same door to the same door: nobody waits longer than the newcomer takes to get in and out.
        Assert.InRange(plan.DetourMinutes, 0, 2 * Rules.StopMinutes + 5);
    }

    [Theory]
    [InlineData(3, 3, true)]
    [InlineData(3, 4, false)]
    [InlineData(6, 1, false)]
    public void Seats_suffice_at_every_stop(int aboard, int joining, bool fits)
        => AssertOutcome(fits ? null : "no_seat_left", Join(Start(Trip("Lirboyo", "Sukorame", aboard)), Trip("Bujel", "Sukorame", joining)));

    [Fact]
    public void Whoever_gets_out_leaves_their_seats_to_whoever_is_fetched_afterwards()
    {
        var journey = Start(Trip("Lirboyo", "Sukorame", 4));
        var second = Trip("Lirboyo", "Sukorame", 2);
        journey.Take(second, Join(journey, second).Plan!, "dispatcher", Now);
        Drive(journey, CrewStep.Accept, CrewStep.Depart, CrewStep.Arrive, CrewStep.Board, CrewStep.Arrive, CrewStep.Board);

        // Six are on board; who gets in before the last stop has to wait for those who get out first.
        var third = Trip("Sukorame", "Sukorame", 2, length: 60);
        var ride = Join(journey, third, Now.AddMinutes(92));
        AssertOutcome(null, ride);
        var plan = ride.Plan!;
        var order = plan.Stops.ToList();
        Assert.True(order.FindIndex(stop => !stop.IsPickUp) < order.FindIndex(stop => stop.RequestId == third.Id && stop.IsPickUp));
    }

    [Fact]
    public void A_wheelchair_needs_a_lift_and_another_village_its_consent()
    {
        AssertOutcome("capability", Join(Start(Trip("Lirboyo", "Sukorame", 1)), Trip("Bujel", "Sukorame", 1, wheelchair: true)));
        var owned = Unit("Mojoroto", owner: "Mojoroto");
        var journey = Start(owned, Trip("Mojoroto", "Sukorame", 1));
        AssertOutcome("no_consent", Sharing.Join(new(owned, [journey], []), journey, Trip("Bujel", "Sukorame", 1), Now));
        owned.Consent("lurah", Now);
        AssertOutcome(null, Sharing.Join(new(owned, [journey], []), journey, Trip("Bujel", "Sukorame", 1), Now));
    }

    [Fact]
    public void Nobodys_window_is_missed_for_another()
    {
        var journey = Start(Trip("Lirboyo", "Sukorame", 1));
        // Theirs is over before anybody could be there.
        AssertOutcome("window_missed", Join(journey, Trip("Ketami", "Sukorame", 1, from: Now.AddMinutes(1), length: 5)));
        // To be there in time counts as well.
        var urgent = Start(Trip("Lirboyo", "Sukorame", 1, arriveBy: Now.AddMinutes(92)));
        AssertOutcome("window_missed", Join(urgent, Trip("Pojok", "Sukorame", 1)));
    }

    [Fact]
    public void A_way_around_the_town_is_too_long_for_those_who_are_on_it()
        => AssertOutcome("detour_too_long", Join(Start(Trip("Lirboyo", "Sukorame", 1, length: 180)), Trip("Ketami", "Blabak", 1, length: 180)));

    [Fact]
    public void Who_asked_for_as_soon_as_possible_gets_no_ride_of_tomorrow()
        => Assert.Null(Join(Start(Trip("Lirboyo", "Sukorame", 1, from: Now.AddDays(1))), Trip("Lirboyo", "Sukorame", 1, soon: true)).Plan);

    [Fact]
    public void What_the_unit_drives_to_stays_and_behind_the_last_stop_nobody_shares_anything()
    {
        var (first, second) = (Trip("Lirboyo", "Sukorame", 1), Trip("Bujel", "Sukorame", 1));
        var journey = Start(first);
        Drive(journey, CrewStep.Accept, CrewStep.Depart);

        var plan = Join(journey, second, Now.AddMinutes(70)).Plan!;
        Assert.Equal(new PlannedStop(first.Id, IsPickUp: true), plan.Stops[0]);
        Assert.Equal(journey.SlotFrom, plan.Slot.From);

        Drive(journey, CrewStep.Arrive, CrewStep.Board);
        AssertOutcome("journey_departed", Join(journey, second, Now.AddMinutes(80)));
        Drive(journey, CrewStep.Arrive, CrewStep.Complete);
        AssertOutcome("journey_departed", Join(journey, second, Now.AddMinutes(90)));
    }

    [Fact]
    public void What_comes_after_the_journey_is_not_pushed_away()
    {
        var (first, second) = (Trip("Lirboyo", "Sukorame", 1), Trip("Bujel", "Sukorame", 1));
        var journey = Start(first);
        var next = Start(Trip("Lirboyo", "Sukorame", 1, from: journey.SlotUntil.AddMinutes(8)));
        AssertOutcome("busy", Sharing.Join(new(_unit, [journey, next], []), journey, second, Now));

        _unit.Block(new() { Id = Guid.CreateVersion7(Now), Kind = BlockKind.OfficeUse, From = journey.SlotUntil, Until = journey.SlotUntil.AddHours(3), SetBy = "camat" });
        AssertOutcome("office_use", Join(journey, second));
    }

    [Fact]
    public void Nobody_joins_a_ride_that_would_then_outlast_the_drivers_hours()
    {
        var (first, second) = (Trip("Lirboyo", "Sukorame", 1), Trip("Bujel", "Sukorame", 1));
        var journey = Start(first);
        var (from, until) = (Kediri.TimeZone.ToLocal(journey.SlotFrom), Kediri.TimeZone.ToLocal(journey.SlotUntil));
        _unit.WorkAt([new() { Id = Guid.CreateVersion7(Now), Day = from.DayOfWeek, From = TimeOnly.FromDateTime(from.DateTime.AddHours(-1)), Until = TimeOnly.FromDateTime(until.DateTime) }]);

        AssertOutcome("off_shift", Join(journey, second));
    }

    [Fact]
    public void Whoever_was_brought_stays_where_they_were_in_the_order()
    {
        var (first, second) = (Trip("Lirboyo", "Sukorame", 1), Trip("Bujel", "Sukorame", 1, length: 90));
        var journey = Start(first);
        journey.Take(second, Join(journey, second).Plan!, "dispatcher", Now);
        Drive(journey, CrewStep.Accept, CrewStep.Depart, CrewStep.Arrive, CrewStep.Board);
        var fetched = journey.Stops[0].Request;

        var third = Trip("Bujel", "Sukorame", 1, length: 90);
        var plan = Join(journey, third, Now.AddMinutes(86)).Plan!;
        journey.Take(third, plan, "dispatcher", Now.AddMinutes(86));

        Assert.Equal(fetched, journey.Stops[0].Request);
        Assert.Equal(6, journey.Stops.Count);
        Assert.Equal(6, journey.Stops.Select(stop => stop.Order).Distinct().Count());
        Assert.False(journey.NextStop!.IsDone);
    }

    private SharedRide Join(Journey journey, TripRequest request, DateTimeOffset? now = null) => Sharing.Join(new(_unit, [journey], []), journey, request, now ?? Now);

    private Journey Start(TripRequest request) => Start(_unit, request);

    private static Journey Start(MobileUnit unit, TripRequest request)
    {
        var plan = TripPlan.Of(new(unit, [], []), request, Rules, Roads, Now);
        return Journey.Start(
            unit, [(request, plan.Times)], [new(request.Id, IsPickUp: true), new(request.Id, IsPickUp: false)], plan.Slot, plan.Kilometres, reason: null, "dispatcher", Now);
    }

    private static void Drive(Journey journey, params CrewStep[] steps)
    {
        foreach (var step in steps)
        {
            journey.Report(step, "crew", Now.AddMinutes(86));
        }
    }

    private static void AssertOutcome(string? refusedBy, SharedRide ride)
    {
        Assert.Equal(refusedBy, ride.RefusedBy);
        Assert.Equal(refusedBy is null, ride.Plan is not null);
    }

    private static MobileUnit Unit(string village, string? owner = null)
    {
        var code = Code(village);
        return MobileUnit.Register(new("MB-99", code, village, "35.71.01", owner is null ? null : Code(owner), Seats: 6, HasWheelchairLift: false, null, null, null), Now);
    }

    /// <param name="from">Beginning of the window; null for 08.15 WIB.</param>
    /// <param name="length">Of the window, in minutes.</param>
    /// <param name="soon">As soon as possible: no window.</param>
    private static TripRequest Trip(
        string from_, string to, int passengers, bool wheelchair = false, DateTimeOffset? from = null, int length = 30, DateTimeOffset? arriveBy = null, bool soon = false)
    {
        var opens = from ?? Now.AddMinutes(75);
        return TripRequest.ForComplaint(
            Guid.CreateVersion7(Now), "ADU-TEST-0001",
            new(Code(from_), "Health", passengers, wheelchair, new(Code(from_), null, null, null), new(Code(to), null, null, null), soon ? null : new(opens, opens.AddMinutes(length)), arriveBy), Now);
    }

    private static string Code(string village) => Kediri.VillagesNamed(village)[0].Code.ToString();
}
