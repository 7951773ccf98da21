using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Tests;

public sealed class UnitAssessmentTests
{
    private static readonly Regency Kediri = Regency.Load("35.71");
    private static readonly UnitAssessment Assessment = new(Kediri, ApproximatePoints.Load(Kediri));

    // 10.00 WIB on a Monday.
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_unit_at_its_base_in_the_same_village_is_recommended_and_near()
    {
        var suggestion = Assess(Unit("Bawang"), Request("Bawang"));

        Assert.True(suggestion.Recommended);
        Assert.InRange(suggestion.EstimatedArrivalMinutes!.Value, 1, 5);
        Assert.Contains(suggestion.Reasons, reason => reason.Code == "at_base");
    }

    [Fact]
    public void A_farther_unit_arrives_later_than_a_nearer_one()
    {
        var near = Assess(Unit("Blabak"), Request("Bawang"));
        var far = Assess(Unit("Mojoroto"), Request("Bawang"));

        Assert.True(far.EstimatedArrivalMinutes > near.EstimatedArrivalMinutes);
    }

    [Fact]
    public void Units_at_different_places_never_get_the_same_reasons()
    {
        var reasons = Kediri.Villages.Select(village => string.Join('|', Assess(Unit(village.Name), Request("Bawang")).Reasons)).ToList();

        Assert.Equal(reasons.Count, reasons.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_busy_unit_is_refused()
        => AssertRefused("busy", Assessment.Assess(Unit("Bawang"), Request("Bawang"), isBusy: true, journeysToday: 1, Now));

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
        request.EraseDetails();

        var suggestion = Assess(Unit("Bawang"), request);

        Assert.True(suggestion.Recommended);
        Assert.Equal("6 seats", suggestion.Reasons.Single(reason => reason.Code == "seats").Text.English);
    }

    [Fact]
    public void A_unit_in_the_workshop_is_refused_until_it_returns()
    {
        var unit = Unit("Bawang");
        unit.TakeOutOfServiceUntil(Now.AddHours(1));

        AssertRefused("out_of_service", Assess(unit, Request("Bawang")));
        Assert.True(Assessment.Assess(unit, Request("Bawang"), isBusy: false, journeysToday: 0, Now.AddHours(1)).Recommended);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void A_unit_whose_last_position_is_older_than_30_minutes_is_listed_but_not_recommended(int minutes, bool recommended)
    {
        var unit = Unit("Bawang");
        unit.Report(new Position(-7.83, 112.03, Now.AddMinutes(-minutes)));

        var suggestion = Assess(unit, Request("Bawang"));

        Assert.Equal(recommended, suggestion.Recommended);
        Assert.Null(suggestion.HardRefusal);
    }

    [Fact]
    public void Office_use_and_the_drivers_break_speak_against_a_unit_but_do_not_forbid_it()
    {
        var office = Unit("Bawang");
        office.ReserveForOffice(new Period(Now.AddHours(-1), Now.AddHours(1)));
        var pause = Unit("Bawang");
        pause.SetBreak(new TimeOnly(10, 0), new TimeOnly(11, 0));

        foreach (var suggestion in (Suggestion[])[Assess(office, Request("Bawang")), Assess(pause, Request("Bawang"))])
        {
            Assert.False(suggestion.Recommended);
            Assert.Null(suggestion.HardRefusal);
        }
    }

    [Fact]
    public void A_request_beyond_every_known_village_has_no_estimate_and_no_recommendation()
    {
        var suggestion = Assess(Unit("Bawang"), Request(village: null));

        Assert.Null(suggestion.EstimatedArrivalMinutes);
        Assert.False(suggestion.Recommended);
        Assert.Contains(suggestion.Reasons, reason => reason.Code == "distance_unknown");
    }

    private static Suggestion Assess(MobileUnit unit, VisitRequest request) => Assessment.Assess(unit, request, isBusy: false, journeysToday: 0, Now);

    private static void AssertRefused(string code, Suggestion suggestion)
    {
        Assert.Equal(code, suggestion.HardRefusal);
        Assert.False(suggestion.Recommended);
        Assert.Contains(suggestion.Reasons, reason => reason.Code == code);
    }

    private static MobileUnit Unit(string village, bool lift = false)
    {
        var place = Kediri.VillagesNamed(village)[0];
        return MobileUnit.Register("MB-99", place.Code.ToString(), place.Name, place.District.Code.ToString(), seats: 6, lift, Now);
    }

    private static VisitRequest Request(string? village, int passengers = 1, bool wheelchair = false) => new()
    {
        Id = Guid.CreateVersion7(Now),
        ComplaintId = Guid.CreateVersion7(Now),
        TrackingNumber = "ADU-0000-0000",
        Purpose = "Health",
        VillageCode = village is null ? null : Kediri.VillagesNamed(village)[0].Code.ToString(),
        Latitude = null,
        Longitude = null,
        Passengers = passengers,
        NeedsWheelchair = wheelchair,
        WaitingSince = Now,
    };
}
