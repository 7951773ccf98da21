using System.Globalization;
using Microsoft.Extensions.Options;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Fleet;
using PlanningPlatform.MobileUnits.Travel;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Tests;

public sealed class UnitAssessmentTests
{
    private static readonly Regency Kediri = Regency.Load("35.71");
    private static readonly RoadEstimate Roads = new(ApproximatePoints.Load(Kediri), new EstimatedTravelTimes(Options.Create(new TravelSettings())));
    private static readonly ServiceRules Rules = FirstRules.Rules;
    private static readonly UnitAssessment Assessment = new(Kediri, Roads, Rules);

    // 10.00 WIB on a Monday.
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_unit_at_its_base_in_the_same_village_is_recommended_and_near()
    {
        var suggestion = Assess(Unit("Bawang"), Request("Bawang"));

        Assert.True(suggestion.Recommended);
        Assert.InRange(suggestion.MinutesUntilArrival(Now)!.Value, 1, 5);
        Assert.Contains(suggestion.Reasons, reason => reason.Code == "at_base");
    }

    [Fact]
    public void A_farther_unit_arrives_later_than_a_nearer_one()
    {
        var near = Assess(Unit("Blabak"), Request("Bawang"));
        var far = Assess(Unit("Mojoroto"), Request("Bawang"));

        Assert.True(far.MinutesUntilArrival(Now) > near.MinutesUntilArrival(Now));
    }

    [Fact]
    public void Units_at_different_places_never_get_the_same_reasons()
    {
        var reasons = Kediri.Villages.Select(village => string.Join('|', Assess(Unit(village.Name), Request("Bawang")).Reasons)).ToList();

        Assert.Equal(reasons.Count, reasons.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_busy_unit_is_refused()
    {
        var unit = Unit("Bawang");

        AssertRefused("busy", Assessment.Assess(new(unit, [Started(unit, Request("Bawang"))], []), Request("Bawang"), Now));
    }

    [Fact]
    public void A_unit_with_too_few_seats_is_refused()
        => AssertRefused("seats", Assess(Unit("Bawang"), Request("Bawang", passengers: 9)));

    [Fact]
    public void A_unit_without_a_lift_is_refused_for_a_wheelchair()
    {
        AssertRefused("capability", Assess(Unit("Bawang"), Request("Bawang", wheelchair: true)));
        Assert.True(Assess(Unit("Bawang", lift: true), Request("Bawang", wheelchair: true)).Recommended);
    }

    [Fact]
    public void What_was_erased_of_a_request_forbids_no_unit()
    {
        var request = Request("Bawang", passengers: 9, wheelchair: true);
        request.EraseDetails(Now);

        var suggestion = Assess(Unit("Bawang"), request);

        Assert.True(suggestion.Recommended);
        Assert.Equal("6 seats", suggestion.Reasons.Single(reason => reason.Code == "seats").Text.English);
    }

    [Fact]
    public void A_unit_in_the_workshop_is_refused_until_it_returns()
    {
        var unit = Unit("Bawang");
        unit.Block(Block(BlockKind.Workshop, Now.AddDays(-1), Now.AddHours(1)));

        AssertRefused("out_of_service", Assess(unit, Request("Bawang")));
        Assert.True(Assessment.Assess(new(unit, [], []), Request("Bawang"), Now.AddHours(1)).Recommended);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void A_unit_whose_last_position_is_older_than_30_minutes_is_listed_but_not_recommended(int minutes, bool recommended)
    {
        var unit = Unit("Bawang");
        unit.Stand(-7.83, 112.03, Now.AddMinutes(-minutes));

        var suggestion = Assess(unit, Request("Bawang"));

        Assert.Equal(recommended, suggestion.Recommended);
        Assert.Null(suggestion.HardRefusal);
    }

    [Fact]
    public void Office_use_forbids_a_unit_and_the_drivers_break_only_speaks_against_it()
    {
        var office = Unit("Bawang");
        office.Block(Block(BlockKind.OfficeUse, Now.AddHours(-1), Now.AddHours(1)));
        var pause = Unit("Bawang");
        pause.SetBreak(new TimeOnly(10, 0), new TimeOnly(11, 0));

        AssertRefused("office_use", Assess(office, Request("Bawang")));
        var suggestion = Assess(pause, Request("Bawang"));
        Assert.False(suggestion.Recommended);
        Assert.Null(suggestion.HardRefusal);
    }

    [Fact]
    public void A_request_beyond_every_known_village_has_no_estimate_and_no_recommendation()
    {
        var suggestion = Assess(Unit("Bawang"), Request(village: null));

        Assert.Null(suggestion.MinutesUntilArrival(Now));
        Assert.False(suggestion.Recommended);
        Assert.Contains(suggestion.Reasons, reason => reason.Code == "distance_unknown");
    }

    [Fact]
    public void A_unit_of_another_village_is_refused_until_its_lurah_consents()
    {
        var unit = Unit("Blabak", owner: "Blabak");
        AssertRefused("no_consent", Assess(unit, Request("Bawang")));
        Assert.Null(Assess(unit, Request("Blabak")).HardRefusal);

        unit.Consent("lurah-blabak", Now);

        Assert.True(Assess(unit, Request("Bawang")).Recommended);
        unit.WithdrawConsent("lurah-blabak");
        AssertRefused("no_consent", Assess(unit, Request("Bawang")));
    }

    [Fact]
    public void A_journey_at_another_time_of_the_day_is_not_in_the_way()
    {
        var unit = Unit("Bawang");
        var later = Request("Bawang", from: Now.AddHours(5));
        var open = Started(unit, later);

        Assert.True(Assessment.Assess(new(unit, [open], []), Request("Bawang"), Now).Recommended);
        AssertRefused("busy", Assessment.Assess(new(unit, [open], []), Request("Bawang", from: Now.AddHours(5)), Now));
    }

    [Fact]
    public void A_driver_who_has_worked_eight_hours_that_day_is_not_recommended()
    {
        var tired = new UnitTimetable(Unit("Bawang"), [], [new(Now.AddHours(-9), Now.AddHours(-1))]);

        var suggestion = Assessment.Assess(tired, Request("Bawang"), Now);

        Assert.False(suggestion.Recommended);
        Assert.Contains(suggestion.Reasons, reason => reason.Code == "rest");
    }

    [Fact]
    public void Half_an_hours_rest_is_due_after_four_hours_also_when_they_are_driven()
    {
        var driven = new UnitTimetable(Unit("Bawang"), [], [new(Now.AddHours(-4), Now.AddMinutes(-5))]);
        var rested = new UnitTimetable(Unit("Bawang"), [], [new(Now.AddHours(-4), Now.AddMinutes(-40))]);

        Assert.Contains(Assessment.Assess(driven, Request("Bawang"), Now).Reasons, reason => reason.Code == "rest");
        Assert.True(Assessment.Assess(rested, Request("Bawang"), Now).Recommended);
    }

    [Fact]
    public void A_night_of_two_shifts_is_one_and_the_hours_between_two_shifts_are_none()
    {
        var night = Unit("Bawang");
        night.WorkAt([Shift(DayOfWeek.Monday, "22:00", "23:59"), Shift(DayOfWeek.Tuesday, "00:00", "06:00")]);
        var split = Unit("Bawang");
        split.WorkAt([Shift(DayOfWeek.Monday, "07:00", "12:00"), Shift(DayOfWeek.Monday, "16:00", "19:00")]);
        var touching = Unit("Bawang");
        touching.WorkAt([Shift(DayOfWeek.Monday, "07:00", "13:00"), Shift(DayOfWeek.Monday, "13:00", "19:00")]);

        Assert.Null(Duty.RefusalOf(night, Local("23:40", "00:20"), Kediri.TimeZone));
        Assert.Equal("off_shift", Duty.RefusalOf(night, Local("21:50", "22:20"), Kediri.TimeZone));
        Assert.Equal("off_shift", Duty.RefusalOf(split, Local("11:50", "12:20"), Kediri.TimeZone));
        Assert.Equal("off_shift", Duty.RefusalOf(split, Local("13:00", "14:00"), Kediri.TimeZone));
        Assert.Null(Duty.RefusalOf(split, Local("16:00", "19:00"), Kediri.TimeZone));
        Assert.Null(Duty.RefusalOf(touching, Local("12:50", "13:20"), Kediri.TimeZone));

        static UnitShift Shift(DayOfWeek day, string from, string until)
            => new() { Id = Guid.CreateVersion7(Now), Day = day, From = TimeOnly.Parse(from, CultureInfo.InvariantCulture), Until = TimeOnly.Parse(until, CultureInfo.InvariantCulture) };

        static Period Local(string from, string until)
        {
            var (day, starts, ends) = (Kediri.TimeZone.DateOf(Now), TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(until, CultureInfo.InvariantCulture));
            return new(Kediri.TimeZone.ToInstant(day, starts), Kediri.TimeZone.ToInstant(ends < starts ? day.AddDays(1) : day, ends));
        }
    }

    [Fact]
    public void A_trip_that_ends_far_from_where_the_next_begins_is_not_recommended_before_it()
    {
        var unit = Unit("Mojoroto");
        var alone = Assess(unit, Request("Blabak"));
        var soon = Started(unit, Request("Mojoroto", from: alone.Plan!.Slot.Until.AddMinutes(10)));
        var late = Started(unit, Request("Mojoroto", from: alone.Plan.Slot.Until.AddMinutes(90)));

        var suggestion = Assessment.Assess(new(unit, [soon], []), Request("Blabak"), Now);

        Assert.Equal((null, false), (suggestion.HardRefusal, suggestion.Recommended));
        Assert.Contains(suggestion.Reasons, reason => reason is { Code: "next_journey_late", Value: > 10 });
        Assert.True(Assessment.Assess(new(unit, [late], []), Request("Blabak"), Now).Recommended);
    }

    [Theory]
    [InlineData("09:00", "12:00", true)]
    [InlineData("06:00", "10:10", false)]
    [InlineData("10:05", "18:00", false)]
    public void A_trip_has_to_lie_within_the_drivers_hours(string from, string until, bool recommended)
    {
        var unit = Unit("Bawang");
        unit.WorkAt([new() { Id = Guid.CreateVersion7(Now), Day = DayOfWeek.Monday, From = TimeOnly.Parse(from, CultureInfo.InvariantCulture), Until = TimeOnly.Parse(until, CultureInfo.InvariantCulture) }]);

        Assert.Equal(recommended, Assess(unit, Request("Bawang")).Recommended);
    }

    private static Suggestion Assess(MobileUnit unit, TripRequest request) => Assessment.Assess(new(unit, [], []), request, Now);

    private static Journey Started(MobileUnit unit, TripRequest request)
    {
        var plan = TripPlan.Of(new(unit, [], []), request, Rules, Roads, Now);
        return Journey.Start(unit, [(request, plan.Times)], [new(request.Id, IsPickUp: true)], plan.Slot, plan.Kilometres, reason: null, "dispatcher", Now);
    }

    private static void AssertRefused(string code, Suggestion suggestion)
    {
        Assert.Equal(code, suggestion.HardRefusal);
        Assert.False(suggestion.Recommended);
        Assert.Contains(suggestion.Reasons, reason => reason.Code == code);
    }

    private static MobileUnit Unit(string village, bool lift = false, string? owner = null)
    {
        var place = Kediri.VillagesNamed(village)[0];
        return MobileUnit.Register(
            new("MB-99", place.Code.ToString(), place.Name, place.District.Code.ToString(), owner is null ? null : Kediri.VillagesNamed(owner)[0].Code.ToString(), 6, lift, null, null, null), Now);
    }

    private static TripRequest Request(string? village, int passengers = 1, bool wheelchair = false, DateTimeOffset? from = null)
    {
        var code = village is null ? null : Kediri.VillagesNamed(village)[0].Code.ToString();
        return TripRequest.ForComplaint(
            Guid.CreateVersion7(Now), "ADU-0000-0000",
            new(code, "Health", passengers, wheelchair, new(code, null, null, null), DropOff: null, from is { } start ? new(start, start.AddMinutes(30)) : null), Now);
    }

    private static UnitBlock Block(BlockKind kind, DateTimeOffset from, DateTimeOffset until) => new() { Id = Guid.CreateVersion7(Now), Kind = kind, From = from, Until = until, SetBy = "dispatcher" };
}
