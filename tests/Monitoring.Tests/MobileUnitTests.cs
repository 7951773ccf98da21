using System.Globalization;
using System.Text.Json;
using PlanningPlatform.MobileUnits.Contracts;
using static PlanningPlatform.Monitoring.Tests.Happened;

namespace PlanningPlatform.Monitoring.Tests;

/// <summary>What the mobile units did, cost and could not do, counted from what they tell.</summary>
public sealed class MobileUnitTests
{
    private const string Bawang = "35.71.03.1009", Banjaran = "35.71.02.1012";

    [Fact]
    public async Task Before_anything_happened_all_twelve_months_are_there_and_empty()
    {
        await using var monitoring = await MonitoringService.StartAsync();

        var figures = (await monitoring.TellAsync()).GetProperty("mobileUnits");

        Assert.Equal(12, figures.GetProperty("months").GetArrayLength());
        Assert.Equal(figures.GetProperty("from").GetString(), figures.GetProperty("months")[0].GetProperty("first").GetString());
        Assert.Equal((0, 0, JsonValueKind.Null), (figures.GetProperty("trips").GetInt32(), figures.GetProperty("unmetDemand").GetInt32(), figures.GetProperty("rupiahPerTrip").ValueKind));
        Assert.Equal(
            """[{"districtCode":"35.71.01","units":0,"coveredVillages":0,"villages":14},{"districtCode":"35.71.02","units":0,"coveredVillages":0,"villages":17},{"districtCode":"35.71.03","units":0,"coveredVillages":0,"villages":15}]""",
            figures.GetProperty("coverage").GetRawText());
    }

    [Fact]
    public async Task Rides_costs_and_unmet_demand_add_up_and_what_a_trip_costs_follows()
    {
        await using var monitoring = await MonitoringService.StartAsync();

        var figures = (await monitoring.TellAsync(
            Ended("35.71.02", trips: 2, passengers: 5, minutes: 30.5, kilometres: 10, isMeasured: true), Ended("35.71.03", trips: 1, passengers: 1, minutes: 9.5, kilometres: 5.5, isMeasured: false),
            Spent("35.71.02", "Fuel", 200_000), Spent("35.71.03", "DriverAllowance", 100_000), Spent("35.71.02", "Fuel", 100_000), Spent("35.71.02", "Fuel", -100_000),
            Refused(Bawang, "no_unit"), Refused(Bawang, "no_unit"), Refused(Banjaran, "outside_region"))).GetProperty("mobileUnits");

        Assert.Equal((2, 3, 6, 40.0, 15.5, 10.0), (
            figures.GetProperty("rides").GetInt32(), figures.GetProperty("trips").GetInt32(), figures.GetProperty("passengers").GetInt32(), figures.GetProperty("minutes").GetDouble(),
            figures.GetProperty("kilometres").GetDouble(), figures.GetProperty("measuredKilometres").GetDouble()));
        Assert.Equal((300_000, 100_000, 19_355), (figures.GetProperty("rupiah").GetInt64(), figures.GetProperty("rupiahPerTrip").GetInt64(), figures.GetProperty("rupiahPerKilometre").GetInt64()));
        Assert.Equal("""[{"kind":"Fuel","rupiah":200000},{"kind":"DriverAllowance","rupiah":100000}]""", figures.GetProperty("rupiahByKind").GetRawText());
        Assert.Equal("""[{"reason":"no_unit","count":2},{"reason":"outside_region","count":1}]""", figures.GetProperty("unmetByReason").GetRawText());
        Assert.Equal($$"""[{"villageCode":"{{Bawang}}","count":2},{"villageCode":"{{Banjaran}}","count":1}]""", figures.GetProperty("unmetByVillage").GetRawText());
        var now = figures.GetProperty("months")[11];
        Assert.Equal((3, 6, 15.5, 3, 300_000), (
            now.GetProperty("trips").GetInt32(), now.GetProperty("passengers").GetInt32(), now.GetProperty("kilometres").GetDouble(), now.GetProperty("unmetDemand").GetInt32(), now.GetProperty("rupiah").GetInt64()));
    }

    [Fact]
    public async Task What_is_told_twice_or_late_counts_once_and_what_is_older_than_a_year_not_at_all()
    {
        await using var monitoring = await MonitoringService.StartAsync();
        var (ride, expense, demand) = (Ended("35.71.02", trips: 1, passengers: 2), Spent("35.71.02", "Tax", 50_000), Refused(Bawang, "no_unit"));

        var figures = (await monitoring.TellAsync(
            ride, expense, demand, ride, expense, demand, ride with { Trips = 9, Version = ride.Version - 1 },
            Ended("35.71.02", trips: 1, passengers: 2, daysAgo: 400), Spent("35.71.02", "Tax", 70_000, daysAgo: 400), Refused(Bawang, "no_unit", daysAgo: 400))).GetProperty("mobileUnits");

        Assert.Equal((1, 1, 2, 50_000, 1), (
            figures.GetProperty("rides").GetInt32(), figures.GetProperty("trips").GetInt32(), figures.GetProperty("passengers").GetInt32(), figures.GetProperty("rupiah").GetInt64(),
            figures.GetProperty("unmetDemand").GetInt32()));
    }

    [Fact]
    public async Task Months_are_those_of_the_regions_calendar()
    {
        await using var monitoring = await MonitoringService.StartAsync();
        var today = TimeProvider.System.GetUtcNow().AddHours(7);
        // One minute before and one after midnight of the first day of last month, in Kediri.
        var midnight = new DateTimeOffset(today.Year, today.Month, 1, 0, 0, 0, TimeSpan.FromHours(7)).AddMonths(-1);

        var months = (await monitoring.TellAsync(
            Ended("35.71.02", trips: 1, passengers: 1) with { OccurredAt = midnight.AddMinutes(-1) }, Ended("35.71.02", trips: 1, passengers: 1) with { OccurredAt = midnight.AddMinutes(1) },
            Ended("35.71.02", trips: 1, passengers: 1) with { OccurredAt = midnight.AddMinutes(2) })).GetProperty("mobileUnits").GetProperty("months");

        Assert.Equal([1, 2, 0], new[] { 9, 10, 11 }.Select(month => months[month].GetProperty("trips").GetInt32()));
    }

    [Fact]
    public async Task Villages_with_a_unit_of_their_own_are_covered_until_it_leaves()
    {
        await using var monitoring = await MonitoringService.StartAsync();
        var (stays, leaves, moves) = (Unit("35.71.02") with { VillageCode = Banjaran }, Unit("35.71.03") with { VillageCode = Bawang }, Unit("35.71.03"));

        var summary = await monitoring.TellAsync(
            stays, Unit("35.71.02") with { VillageCode = Banjaran }, leaves, leaves with { Version = 3, HasLeft = true }, leaves with { Version = 2 }, moves, moves with { Version = 2, DistrictCode = "35.71.01" });

        Assert.Equal(
            ["35.71.01 1 0", "35.71.02 2 1", "35.71.03 0 0"],
            summary.GetProperty("mobileUnits").GetProperty("coverage").EnumerateArray().Select(row => string.Create(
                CultureInfo.InvariantCulture, $"{row.GetProperty("districtCode").GetString()} {row.GetProperty("units").GetInt32()} {row.GetProperty("coveredVillages").GetInt32()}")));
        Assert.Equal([1, 2, 0], summary.GetProperty("units").EnumerateArray().Select(row => row.GetProperty("units").GetInt32()));
    }

    [Fact]
    public async Task Each_of_those_who_share_a_ride_counts_where_they_stand_and_waited_as_long_as_they_did()
    {
        await using var monitoring = await MonitoringService.StartAsync();
        var (ride, first, second) = (NewId(), NewId(), NewId());

        var summary = await monitoring.TellAsync(
            Journey(ride, 3, "Assigned") with { RequestId = first }, Journey(ride, 3, "Assigned") with { RequestId = second },
            Journey(ride, 6, "Arrived", minutes: 10) with { RequestId = first }, Journey(ride, 7, "OnBoard", minutes: 12) with { RequestId = first },
            Journey(ride, 6, "Arrived", minutes: 20) with { RequestId = second }, Journey(ride, 8, "Completed", minutes: 30) with { RequestId = first },
            // The second one's unit breaks down, and another one takes over.
            Journey(ride, 7, "Failed", minutes: 31) with { RequestId = second }, Journey(NewId(), 8, "Assigned", minutes: 32) with { RequestId = second });

        Assert.Equal(["Assigned 1", "Completed 1"], summary.GetProperty("journeys").EnumerateArray().Select(row => $"{row.GetProperty("state").GetString()} {row.GetProperty("count").GetInt32()}"));
        Assert.Equal(2, summary.GetProperty("minutesToArrival").GetProperty("count").GetInt32());
        Assert.Equal(10, summary.GetProperty("minutesToArrival").GetProperty("median").GetDouble());
    }

    [Fact]
    public async Task A_journey_of_which_was_heard_before_its_events_named_the_request_goes_on_as_the_same()
    {
        await using var monitoring = await MonitoringService.StartAsync();
        var journey = NewId();

        var summary = await monitoring.TellAsync(Journey(journey, 3, "EnRoute"), Journey(journey, 4, "Arrived", minutes: 10) with { RequestId = NewId() });

        Assert.Equal(["Arrived 1"], summary.GetProperty("journeys").EnumerateArray().Select(row => $"{row.GetProperty("state").GetString()} {row.GetProperty("count").GetInt32()}"));
    }

    [Theory]
    [InlineData("programManager region=35.71", 2, 300, 2)]
    [InlineData("leader region=35.71.02", 1, 100, 1)]
    [InlineData("planner region=35.71.03.1009", 0, 0, 1)]
    [InlineData("inspector region=35.71.01", 0, 0, 0)]
    public async Task The_figures_are_of_the_callers_regions(string grant, int trips, long rupiah, int unmet)
    {
        await using var monitoring = await MonitoringService.StartAsync();
        await monitoring.TellAsync(
            Ended("35.71.02", trips: 1, passengers: 1), Ended("35.71.03", trips: 1, passengers: 1), Spent("35.71.02", "Fuel", 100), Spent("35.71.03", "Fuel", 200), Refused(Banjaran, "no_unit"), Refused(Bawang, "no_unit"));

        var figures = (await monitoring.SummaryForAsync(grant)).GetProperty("mobileUnits");

        Assert.Equal((trips, rupiah, unmet), (figures.GetProperty("trips").GetInt32(), figures.GetProperty("rupiah").GetInt64(), figures.GetProperty("unmetDemand").GetInt32()));
    }

    private static DateTimeOffset Ago(int days) => TimeProvider.System.GetUtcNow().AddDays(-days);

    private static JourneyEnded Ended(string district, int trips, int passengers, double minutes = 20, double kilometres = 5, bool isMeasured = false, int daysAgo = 0)
        => new(NewId(), 7, Ago(daysAgo), NewId(), district, trips, passengers, minutes, kilometres, isMeasured);

    private static UnitExpenseRecorded Spent(string district, string kind, long rupiah, int daysAgo = 0)
        => new(NewId(), 1, Ago(daysAgo), NewId(), district, kind, rupiah, DateOnly.FromDateTime(Ago(daysAgo).AddHours(7).DateTime));

    private static TripNotServed Refused(string village, string reason, int daysAgo = 0) => new(NewId(), 1, Ago(daysAgo), village, reason, 2);
}
