using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Monitoring.Data;
using PlanningPlatform.Monitoring.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Monitoring.Features;

/// <summary>
/// What the mobile units did in the last twelve months, this one included, what that cost and what was asked for in vain. Rides and costs are of the districts'
/// units, so a village has none.
/// </summary>
/// <param name="From">The first day, local date.</param>
/// <param name="Rides">Journeys that ended; several can share one.</param>
/// <param name="Minutes">On the road, from departure to the end.</param>
/// <param name="MeasuredKilometres">Of <paramref name="Kilometres"/>, by the odometer; the others are as planned.</param>
/// <param name="RupiahPerTrip">Whole; null without trips.</param>
/// <param name="RupiahPerKilometre">Whole; null without kilometres.</param>
/// <param name="UnmetDemand">How often somebody asked in vain.</param>
/// <param name="UnmetByVillage">The ten with the most.</param>
/// <param name="Months">Twelve, oldest first.</param>
/// <param name="Coverage">Every district of the regions, in the order of the codes.</param>
internal sealed record MobileUnitFigures(
    DateOnly From, int Rides, int Trips, int Passengers, double Minutes, double Kilometres, double MeasuredKilometres, long Rupiah, IReadOnlyList<MobileUnitFigures.KindCost> RupiahByKind,
    long? RupiahPerTrip, long? RupiahPerKilometre, int UnmetDemand, IReadOnlyList<MobileUnitFigures.ReasonCount> UnmetByReason, IReadOnlyList<MobileUnitFigures.VillageCount> UnmetByVillage,
    IReadOnlyList<MobileUnitFigures.Month> Months, IReadOnlyList<MobileUnitFigures.DistrictCoverage> Coverage)
{
    private const int MonthsBack = 12;
    private const int MostVillages = 10;

    /// <param name="Kind">Fuel, DriverAllowance, Service, Tax or Other.</param>
    internal sealed record KindCost(string Kind, long Rupiah);

    internal sealed record ReasonCount(string Reason, int Count);

    internal sealed record VillageCount(string VillageCode, int Count);

    /// <param name="First">Its first day.</param>
    internal sealed record Month(DateOnly First, int Trips, int Passengers, double Kilometres, int UnmetDemand, long Rupiah);

    /// <param name="CoveredVillages">That have a unit of their own.</param>
    internal sealed record DistrictCoverage(string DistrictCode, int Units, int CoveredVillages, int Villages);

    /// <param name="units">Those that have not left.</param>
    public static async Task<MobileUnitFigures> ReadAsync(
        GrantedScope scope, MonitoringDb db, Regency regency, IReadOnlyCollection<(string District, string? Village)> units, DateOnly today, CancellationToken cancellationToken)
    {
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - MonthsBack);
        var rides = db.Rides.Where(ride => ride.On >= first);
        var expenses = db.Expenses.Where(expense => expense.On >= first);
        var demand = db.UnmetDemand.Where(unmet => unmet.On >= first);
        if (scope.PlacesIn(regency) is { } places)
        {
            rides = rides.Where(ride => places.Contains(ride.DistrictCode));
            expenses = expenses.Where(expense => places.Contains(expense.DistrictCode));
            demand = demand.Where(unmet => places.Contains(unmet.VillageCode));
        }

        var driven = await DrivenAsync(rides, cancellationToken);
        var spent = await expenses.GroupBy(expense => new { expense.On.Year, expense.On.Month, expense.Kind })
            .Select(group => new { group.Key.Year, group.Key.Month, group.Key.Kind, Rupiah = group.Sum(expense => expense.Rupiah) }).ToListAsync(cancellationToken);
        var unmetByMonth = await demand.GroupBy(unmet => new { unmet.On.Year, unmet.On.Month })
            .Select(group => new { group.Key.Year, group.Key.Month, Count = group.Count() }).ToDictionaryAsync(group => new DateOnly(group.Year, group.Month, 1), group => group.Count, cancellationToken);
        var unmet = await demand.GroupBy(each => new { each.VillageCode, each.Reason })
            .Select(group => new { group.Key.VillageCode, group.Key.Reason, Count = group.Count() }).ToListAsync(cancellationToken);

        var spentByMonth = spent.ToLookup(sum => new DateOnly(sum.Year, sum.Month, 1), sum => sum.Rupiah);
        var (trips, kilometres, rupiah) = (driven.Values.Sum(month => month.Trips), Math.Round(driven.Values.Sum(month => month.Kilometres), 1), spent.Sum(sum => sum.Rupiah));
        return new(
            first, driven.Values.Sum(month => month.Rides), trips, driven.Values.Sum(month => month.Passengers), Math.Round(driven.Values.Sum(month => month.Minutes)), kilometres,
            Math.Round(driven.Values.Sum(month => month.Measured), 1), rupiah,
            [.. spent.GroupBy(sum => sum.Kind, StringComparer.Ordinal).Select(kind => new KindCost(kind.Key, kind.Sum(sum => sum.Rupiah))).OrderByDescending(kind => kind.Rupiah).ThenBy(kind => kind.Kind, StringComparer.Ordinal)],
            trips == 0 ? null : (long)Math.Round((double)rupiah / trips), kilometres == 0 ? null : (long)Math.Round(rupiah / kilometres), unmet.Sum(count => count.Count),
            [.. unmet.GroupBy(count => count.Reason, StringComparer.Ordinal).Select(reason => new ReasonCount(reason.Key, reason.Sum(count => count.Count))).OrderByDescending(reason => reason.Count).ThenBy(reason => reason.Reason, StringComparer.Ordinal)],
            [
                .. unmet.GroupBy(count => count.VillageCode, StringComparer.Ordinal).Select(village => new VillageCount(village.Key, village.Sum(count => count.Count)))
                    .OrderByDescending(village => village.Count).ThenBy(village => village.VillageCode, StringComparer.Ordinal).Take(MostVillages),
            ],
            [
                .. Enumerable.Range(0, MonthsBack).Select(index => first.AddMonths(index)).Select(month => (month, Driven: driven.GetValueOrDefault(month)))
                    .Select(each => new Month(
                        each.month, each.Driven?.Trips ?? 0, each.Driven?.Passengers ?? 0, Math.Round(each.Driven?.Kilometres ?? 0, 1), unmetByMonth.GetValueOrDefault(each.month), spentByMonth[each.month].Sum())),
            ],
            [
                .. regency.Districts.Where(district => scope.Covers(district.Code.ToString())).Select(district => (Code: district.Code.ToString(), district.Villages.Count)).Select(district => new DistrictCoverage(
                    district.Code, units.Count(unit => unit.District == district.Code),
                    units.Where(unit => unit.District == district.Code && unit.Village is not null).Select(unit => unit.Village).Distinct(StringComparer.Ordinal).Count(), district.Count)),
            ]);
    }

    private static async Task<Dictionary<DateOnly, Driven>> DrivenAsync(IQueryable<WatchedRide> rides, CancellationToken cancellationToken)
        => (await rides.GroupBy(ride => new { ride.On.Year, ride.On.Month }).Select(group => new
        {
            group.Key.Year,
            group.Key.Month,
            Driven = new Driven(
                group.Count(), group.Sum(ride => ride.Trips), group.Sum(ride => ride.Passengers), group.Sum(ride => ride.Minutes), group.Sum(ride => ride.Kilometres),
                group.Sum(ride => ride.IsMeasured ? ride.Kilometres : 0)),
        }).ToListAsync(cancellationToken)).ToDictionary(month => new DateOnly(month.Year, month.Month, 1), month => month.Driven);

    private sealed record Driven(int Rides, int Trips, int Passengers, double Minutes, double Kilometres, double Measured);
}
