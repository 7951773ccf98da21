using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Monitoring.Data;
using PlanningPlatform.Monitoring.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Monitoring.Features;

/// <summary>How complaints, journeys, units and proposals of the caller's regions stand, in counts.</summary>
internal static class GetSummary
{
    /// <summary>In the order of their life; one that is missing here comes last.</summary>
    private static readonly string[] ComplaintLife = ["Received", "Verified", "Forwarded", "InProgress", "Resolved"];

    /// <inheritdoc cref="ComplaintLife"/>
    private static readonly string[] JourneyLife = ["Assigned", "Accepted", "EnRoute", "Arrived", "OnBoard", "Completed", "Unassigned", "Failed", "Cancelled"];

    /// <param name="Regions">Which the figures are of: the city, or the districts and villages that the caller's roles are for.</param>
    /// <param name="Complaints">Only statuses that occur, in the order of their life; so also <paramref name="Journeys"/>.</param>
    /// <param name="Units">Every district of the regions, in the order of the codes. Units are counted by district, so a village has none.</param>
    internal sealed record Answer(
        DateTimeOffset AsOf, IReadOnlyList<Region> Regions, IReadOnlyList<StatusCount> Complaints, ArrivalTimes MinutesToArrival, IReadOnlyList<StateCount> Journeys,
        IReadOnlyList<DistrictUnits> Units, ProposalCount Proposals, MobileUnitFigures MobileUnits);

    internal sealed record Region(string Code, string Name);

    internal sealed record StatusCount(string Status, int Count);

    internal sealed record StateCount(string State, int Count);

    /// <summary>
    /// Minutes from the request for a visit to the van's arrival, over all journeys that arrived. Percentiles by nearest rank: the
    /// smallest wait that is not exceeded in half (nine of ten) of the journeys, so it is always a wait that somebody had.
    /// </summary>
    /// <param name="Median">One decimal; null while <paramref name="Count"/> is 0. So also <paramref name="P90"/>.</param>
    internal sealed record ArrivalTimes(double? Median, double? P90, int Count);

    /// <param name="Target">One unit for each kelurahan or desa of the district.</param>
    internal sealed record DistrictUnits(string DistrictCode, int Units, int Target);

    internal sealed record ProposalCount(int Submitted);

    public static async Task<Ok<Answer>> Handle(GrantedScope scope, MonitoringDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        IQueryable<WatchedComplaint> watched = db.Complaints;
        IQueryable<WatchedJourney> driven = db.Journeys;
        IQueryable<WatchedProposal> proposed = db.Proposals;
        if (scope.PlacesIn(regency) is { } places)
        {
            watched = watched.Where(row => places.Contains(row.VillageCode));
            driven = driven.Where(row => places.Contains(row.VillageCode));
            proposed = proposed.Where(row => places.Contains(row.VillageCode));
        }

        var complaints = await watched.GroupBy(row => row.Status)
            .Select(group => new StatusCount(group.Key, group.Count())).ToListAsync(cancellationToken);
        var journeys = await driven.GroupBy(row => row.State)
            .Select(group => new StateCount(group.Key, group.Count())).ToListAsync(cancellationToken);
        // A fleet is some dozen rows.
        var units = (await db.Units.Where(row => !row.HasLeft).Select(row => new { row.DistrictCode, row.VillageCode }).ToListAsync(cancellationToken)).ConvertAll(row => (District: row.DistrictCode, Village: row.VillageCode));
        var now = time.GetUtcNow();
        return TypedResults.Ok(new Answer(
            now,
            [.. scope.Regions.Select(region => new Region(region.ToString(), NameOf(region, regency)))],
            complaints.OrderBy(row => Position(ComplaintLife, row.Status)).ThenBy(row => row.Status, StringComparer.Ordinal).ToList(),
            await ArrivalTimesAsync(driven, cancellationToken),
            journeys.OrderBy(row => Position(JourneyLife, row.State)).ThenBy(row => row.State, StringComparer.Ordinal).ToList(),
            regency.Districts.Where(district => scope.Covers(district.Code.ToString())).Select(district => new DistrictUnits(
                district.Code.ToString(), units.Count(unit => unit.District == district.Code.ToString()), district.Villages.Count)).ToList(),
            new ProposalCount(await proposed.CountAsync(cancellationToken)),
            await MobileUnitFigures.ReadAsync(scope, db, regency, units, regency.TimeZone.DateOf(now), cancellationToken)));
    }

    private static async Task<ArrivalTimes> ArrivalTimesAsync(IQueryable<WatchedJourney> journeys, CancellationToken cancellationToken)
    {
        var arrived = journeys.Where(row => row.MinutesToArrival != null);
        var count = await arrived.CountAsync(cancellationToken);
        return count == 0
            ? new ArrivalTimes(null, null, 0)
            : new ArrivalTimes(await PercentileAsync(arrived, 50, count, cancellationToken), await PercentileAsync(arrived, 90, count, cancellationToken), count);
    }

    private static Task<double?> PercentileAsync(IQueryable<WatchedJourney> arrived, int percent, int count, CancellationToken cancellationToken)
    {
        // Nearest rank, counted from 1: the percentage of the count, rounded up; in whole numbers, so that nine of ten is exactly that.
        var rank = (int)((((long)percent * count) + 99) / 100);
        return arrived.Select(row => row.MinutesToArrival).OrderBy(minutes => minutes).Skip(rank - 1).FirstAsync(cancellationToken);
    }

    private static string NameOf(RegionCode region, Regency regency)
        => regency.FindVillage(region)?.DisplayName ?? regency.FindDistrict(region)?.DisplayName ?? regency.Name;

    private static int Position(string[] life, string state) => Array.IndexOf(life, state) is var position and >= 0 ? position : life.Length;
}
