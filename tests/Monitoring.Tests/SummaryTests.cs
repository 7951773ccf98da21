using System.Globalization;
using System.Text.Json;
using static PlanningPlatform.Monitoring.Tests.Happened;

namespace PlanningPlatform.Monitoring.Tests;

public sealed class SummaryTests
{
    [Fact]
    public async Task Before_anything_happened_the_summary_is_complete_and_empty()
    {
        await using var monitoring = await MonitoringService.StartAsync();

        var summary = await monitoring.TellAsync();

        Assert.Equal(["asOf", "regions", "complaints", "minutesToArrival", "journeys", "units", "proposals", "mobileUnits"], summary.EnumerateObject().Select(member => member.Name));
        Assert.EndsWith("Z", summary.GetProperty("asOf").GetString(), StringComparison.Ordinal);
        Assert.Equal("[]", summary.GetProperty("complaints").GetRawText());
        Assert.Equal("""{"median":null,"p90":null,"count":0}""", summary.GetProperty("minutesToArrival").GetRawText());
        Assert.Equal("[]", summary.GetProperty("journeys").GetRawText());
        Assert.Equal("""{"submitted":0}""", summary.GetProperty("proposals").GetRawText());
    }

    [Fact]
    public async Task Every_district_has_its_units_and_one_for_each_kelurahan_as_target()
    {
        await using var monitoring = await MonitoringService.StartAsync();

        var summary = await monitoring.TellAsync(Unit("35.71.01"), Unit("35.71.01"), Unit("35.71.03"));

        Assert.Equal(
            [("35.71.01", 2, 14), ("35.71.02", 0, 17), ("35.71.03", 1, 15)],
            summary.GetProperty("units").EnumerateArray().Select(row => (
                row.GetProperty("districtCode").GetString(), row.GetProperty("units").GetInt32(), row.GetProperty("target").GetInt32())));
    }

    [Fact]
    public async Task A_request_that_is_closed_while_it_waits_again_counts_as_cancelled_and_one_that_no_unit_ever_had_not_at_all()
    {
        await using var monitoring = await MonitoringService.StartAsync();
        var (request, never) = (NewId(), NewId());

        await monitoring.TellAsync(Journey(NewId(), 1, "Assigned") with { RequestId = request }, Journey(NewId(), 2, "Unassigned") with { RequestId = request });
        var summary = await monitoring.TellAsync(
            Journey(request, 3, "Cancelled") with { RequestId = request, UnitId = Guid.Empty, UnitCode = "" },
            Journey(never, 1, "Cancelled") with { RequestId = never, UnitId = Guid.Empty, UnitCode = "" });

        Assert.Equal([("Cancelled", 1)], Counts(summary, "journeys", "state"));
    }

    [Fact]
    public async Task Complaints_count_where_they_stand_now_in_the_order_of_their_life()
    {
        await using var monitoring = await MonitoringService.StartAsync();
        var (resolved, verified) = (NewId(), NewId());

        var summary = await monitoring.TellAsync(
            Received(resolved), Changed(resolved, 2, "Verified"), Changed(resolved, 3, "Forwarded"), Changed(resolved, 4, "Resolved"),
            Received(verified), Changed(verified, 2, "Verified"),
            Received(NewId()), Received(NewId()));

        Assert.Equal([("Received", 2), ("Verified", 1), ("Resolved", 1)], Counts(summary, "complaints", "status"));
    }

    [Fact]
    public async Task News_that_was_overtaken_changes_nothing()
    {
        await using var monitoring = await MonitoringService.StartAsync();
        var (overtakenAtBirth, overtakenLater) = (NewId(), NewId());

        var summary = await monitoring.TellAsync(
            Changed(overtakenAtBirth, 2, "Verified"), Received(overtakenAtBirth),
            Received(overtakenLater), Changed(overtakenLater, 3, "Forwarded"), Changed(overtakenLater, 2, "Verified"));

        Assert.Equal([("Verified", 1), ("Forwarded", 1)], Counts(summary, "complaints", "status"));
    }

    [Fact]
    public async Task What_is_told_twice_counts_once()
    {
        await using var monitoring = await MonitoringService.StartAsync();
        var (complaint, journey, unit, proposal) = (Received(NewId()), Journey(NewId(), 4, "Arrived", minutes: 20), Unit("35.71.02"), Proposal());

        var summary = await monitoring.TellAsync(complaint, journey, unit, proposal, proposal, unit, journey, complaint);

        Assert.Equal([("Received", 1)], Counts(summary, "complaints", "status"));
        Assert.Equal([("Arrived", 1)], Counts(summary, "journeys", "state"));
        Assert.Equal(1, summary.GetProperty("minutesToArrival").GetProperty("count").GetInt32());
        Assert.Equal(1, summary.GetProperty("units")[1].GetProperty("units").GetInt32());
        Assert.Equal(1, summary.GetProperty("proposals").GetProperty("submitted").GetInt32());
    }

    [Fact]
    public async Task What_happened_before_monitoring_ever_ran_counts_too()
    {
        await using var monitoring = await MonitoringService.StartAsync(Received(NewId()), Proposal(), Proposal());

        var summary = await monitoring.TellAsync();

        Assert.Equal([("Received", 1)], Counts(summary, "complaints", "status"));
        Assert.Equal(2, summary.GetProperty("proposals").GetProperty("submitted").GetInt32());
    }

    [Fact]
    public async Task Journeys_count_where_they_stand_and_the_wait_is_from_request_to_arrival()
    {
        await using var monitoring = await MonitoringService.StartAsync();
        var (arrived, assigned) = (NewId(), NewId());

        var summary = await monitoring.TellAsync(
            Journey(assigned, 1, "Assigned"),
            Journey(arrived, 1, "Assigned", minutes: 3), Journey(arrived, 2, "Accepted", minutes: 5), Journey(arrived, 3, "EnRoute", minutes: 6),
            Journey(arrived, 4, "Arrived", minutes: 31.26));

        Assert.Equal([("Assigned", 1), ("Arrived", 1)], Counts(summary, "journeys", "state"));
        Assert.Equal("""{"median":31.3,"p90":31.3,"count":1}""", summary.GetProperty("minutesToArrival").GetRawText());
    }

    [Fact]
    public async Task An_arrival_counts_also_when_the_end_of_its_journey_overtook_it()
    {
        await using var monitoring = await MonitoringService.StartAsync();
        var journey = NewId();

        var summary = await monitoring.TellAsync(Journey(journey, 5, "Completed", minutes: 50), Journey(journey, 4, "Arrived", minutes: 20));

        Assert.Equal([("Completed", 1)], Counts(summary, "journeys", "state"));
        Assert.Equal("""{"median":20,"p90":20,"count":1}""", summary.GetProperty("minutesToArrival").GetRawText());
    }

    [Fact]
    public async Task Half_of_the_vans_came_within_the_median_and_nine_of_ten_within_the_p90()
    {
        await using var monitoring = await MonitoringService.StartAsync();
        var random = new Random(20261116);
        var waits = new List<double>();
        while (waits.Count < 31)
        {
            // Few different values, so that equal waits are among them.
            var wait = random.Next(10, 60) / 2.0;
            waits.Add(wait);

            var summary = await monitoring.TellAsync(Journey(NewId(), 4, "Arrived", wait));

            var expected = string.Create(
                CultureInfo.InvariantCulture, $$"""{"median":{{Smallest(waits, 0.5m)}},"p90":{{Smallest(waits, 0.9m)}},"count":{{waits.Count}}}""");
            Assert.Equal(expected, summary.GetProperty("minutesToArrival").GetRawText());
        }
    }

    /// <summary>The smallest wait within which at least this share of the vans came, by its definition.</summary>
    private static double Smallest(List<double> waits, decimal share)
        => waits.Where(wait => waits.Count(other => other <= wait) >= share * waits.Count).Min();

    private static IEnumerable<(string?, int)> Counts(JsonElement summary, string list, string name)
        => summary.GetProperty(list).EnumerateArray().Select(row => (row.GetProperty(name).GetString(), row.GetProperty("count").GetInt32()));
}
