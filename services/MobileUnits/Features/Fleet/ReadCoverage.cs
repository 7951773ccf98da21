using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>How near the caller's region is to the target, village by village: units, need, trips, what was asked for in vain, and what that means for the years ahead.</summary>
internal static class ReadCoverage
{
    private const int FirstYear = 2000;

    /// <param name="AsOf">Units as of this day; trips and unmet demand of the twelve months up to it.</param>
    /// <param name="LegalBasis">Of the target.</param>
    /// <param name="Total">Of the caller's region.</param>
    /// <param name="Districts">With the units that belong to no village, in the order of their codes, as <paramref name="Villages"/>.</param>
    /// <param name="Gaps">Codes of the villages that miss units: most unmet demand first, then the most missing.</param>
    internal sealed record Answer(
        int Year, DateOnly AsOf, string LegalBasis, int TargetUnitsPerVillage, Sums Total, IReadOnlyList<DistrictRow> Districts, IReadOnlyList<VillageRow> Villages, ForecastItem Forecast,
        IReadOnlyList<string> Gaps);

    /// <param name="Gap">Units that villages miss.</param>
    /// <param name="CoveredVillages">Those that miss none.</param>
    /// <param name="UnmetDemand">How often somebody asked in vain.</param>
    internal sealed record Sums(int Units, int Need, int Gap, int Villages, int CoveredVillages, int Trips, int UnmetDemand);

    internal sealed record DistrictRow(string Code, string Name, Sums Sums);

    /// <param name="Units">That it owns, or that stand there and no village owns.</param>
    /// <param name="NeedIsRegistered">By its camat; else it is the target of the rules.</param>
    /// <param name="PlannedOn">When the next unit is to be handed over.</param>
    /// <param name="UnmetByReason">By the code of the refusal.</param>
    internal sealed record VillageRow(
        string Code, string Name, string DistrictCode, int Units, IReadOnlyList<string> UnitCodes, int Need, bool NeedIsRegistered, int Gap, DateOnly? PlannedOn, int Trips, int UnmetDemand,
        IReadOnlyDictionary<string, int> UnmetByReason);

    /// <param name="Formula">How the rate is reckoned, in words.</param>
    /// <inheritdoc cref="CoverageForecast"/>
    internal sealed record ForecastItem(
        int TargetYear, int Needed, int Gap, int HandedOver, double Years, double RatePerYear, string Formula, IReadOnlyList<ForecastYear> ByYear, bool ReachedByRate, bool ReachedByPlan,
        int? ReachedInYearByRate);

    /// <param name="year">As of its end, or of today when that is earlier; absent for today.</param>
    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        int? year, HttpContext context, GrantedScope scope, MobileUnitsDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var (answer, refusal) = await ReadAsync(year, context, scope, db, regency, time, cancellationToken);
        return answer is null ? refusal! : TypedResults.Ok(answer);
    }

    /// <summary>The villages of the same answer for a spreadsheet, one row each.</summary>
    public static async Task<Results<FileContentHttpResult, Refusal>> CsvAsync(
        int? year, HttpContext context, GrantedScope scope, MobileUnitsDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var (answer, refusal) = await ReadAsync(year, context, scope, db, regency, time, cancellationToken);
        return answer is null ? refusal! : TypedResults.Bytes(
            Csv.Of(
                ["village_code", "village", "district_code", "units", "unit_codes", "need", "need_registered", "gap", "planned_on", "trips", "unmet_demand", "unmet_by_reason"],
                answer.Villages.Select(row => (IReadOnlyList<object?>)
                [
                    row.Code, row.Name, row.DistrictCode, row.Units, string.Join(' ', row.UnitCodes), row.Need, row.NeedIsRegistered, row.Gap, row.PlannedOn, row.Trips, row.UnmetDemand,
                    string.Join(' ', row.UnmetByReason.OrderBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Key}={reason.Value}"))),
                ])),
            Csv.MediaType, string.Create(CultureInfo.InvariantCulture, $"cakupan-mobmas-{answer.AsOf:yyyy-MM-dd}.csv"));
    }

    private static async Task<(Answer? Answer, Refusal? Refusal)> ReadAsync(
        int? year, HttpContext context, GrantedScope scope, MobileUnitsDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = regency.TimeZone.DateOf(time.GetUtcNow());
        if (year < FirstYear || year > today.Year)
        {
            return (null, Refusal.InvalidField("year", "out_of_range", new($"Tahun {FirstYear} sampai {today.Year}.", $"A year from {FirstYear} to {today.Year}.")));
        }

        var asOf = year is { } past && past < today.Year ? new DateOnly(past, 12, 31) : today;
        var rules = await db.RulesOnAsync(asOf, cancellationToken);
        var (from, until) = (regency.TimeZone.StartOf(asOf.AddYears(-1).AddDays(1)), regency.TimeZone.StartOf(asOf.AddDays(1)));
        var fleet = await db.Units.AsNoTracking().BasedWithin(scope, regency)
            .Select(unit => new UnitSeen(unit.Code, unit.BaseCode, unit.DistrictCode, unit.OwnerVillageCode, unit.HandedOverOn, unit.RetiredOn)).ToListAsync(cancellationToken);
        var serving = fleet.Where(unit => unit.ServesOn(asOf)).ToList();
        var needs = await db.Needs.AsNoTracking().ToDictionaryAsync(need => need.VillageCode, cancellationToken);
        var trips = await TripsAsync(db, from, until, cancellationToken);
        var unmet = await UnmetAsync(db, from, until, cancellationToken);

        var ofVillage = serving.Where(unit => unit.VillageCode is not null).ToLookup(unit => unit.VillageCode!);
        var villages = regency.Villages.Where(village => scope.Covers(village.Code.ToString())).Select(village =>
        {
            var code = village.Code.ToString();
            var need = needs.GetValueOrDefault(code);
            var coverage = new VillageCoverage(ofVillage[code].Count(), need?.UnitsNeeded ?? rules.TargetUnitsPerVillage, need?.PlannedOn);
            var reasons = unmet.GetValueOrDefault(code) ?? [];
            return (Coverage: coverage, Row: new VillageRow(
                code, village.Name, village.District.Code.ToString(), coverage.Units, [.. ofVillage[code].Select(unit => unit.Code).Order(StringComparer.Ordinal)], coverage.Need, need is not null,
                coverage.Gap, coverage.PlannedOn, trips.GetValueOrDefault(code), reasons.Values.Sum(), reasons));
        }).ToList();
        var rows = villages.ConvertAll(village => village.Row);
        var forecast = CoverageForecast.Of(
            rules.TargetYear, asOf, serving.Count, [.. fleet.Where(unit => unit.HandedOverOn <= asOf).Select(unit => unit.HandedOverOn!.Value)], villages.ConvertAll(village => village.Coverage));
        return (new(
            asOf.Year, asOf, rules.LegalBasis, rules.TargetUnitsPerVillage, SumOf(rows, serving.Count),
            [
                .. regency.Districts.Where(district => scope.Covers(district.Code.ToString())).Select(district => new DistrictRow(
                    district.Code.ToString(), district.DisplayName,
                    SumOf(rows.FindAll(row => row.DistrictCode == district.Code.ToString()), serving.Count(unit => unit.DistrictCode == district.Code.ToString())))),
            ],
            rows,
            new(
                forecast.TargetYear, forecast.Needed, forecast.Gap, forecast.HandedOver, forecast.Years, forecast.RatePerYear, FormulaOf(forecast).For(context), forecast.ByYear, forecast.ReachedByRate,
                forecast.ReachedByPlan, forecast.ReachedInYearByRate),
            [.. rows.Where(row => row.Gap > 0).OrderByDescending(row => row.UnmetDemand).ThenByDescending(row => row.Gap).ThenBy(row => row.Code, StringComparer.Ordinal).Select(row => row.Code)]), null);
    }

    /// <summary>Completed trips by the village whose residents they were for.</summary>
    private static async Task<Dictionary<string, int>> TripsAsync(MobileUnitsDb db, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        // What was completed a month and more after it was due is not looked for: the index is by when trips were due.
        var due = from.AddDays(-31);
        return await db.Requests.Where(trip => trip.Status == RequestStatus.Completed && trip.DueAt >= due && trip.EndedAt >= from && trip.EndedAt < until && trip.VillageCode != null)
            .GroupBy(trip => trip.VillageCode!).Select(village => new { Code = village.Key, Count = village.Count() }).ToDictionaryAsync(village => village.Code, village => village.Count, cancellationToken);
    }

    private static async Task<Dictionary<string, Dictionary<string, int>>> UnmetAsync(MobileUnitsDb db, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var counts = await db.UnmetDemand.Where(demand => demand.At >= from && demand.At < until)
            .GroupBy(demand => new { demand.VillageCode, demand.Reason }).Select(group => new { group.Key.VillageCode, group.Key.Reason, Count = group.Count() }).ToListAsync(cancellationToken);
        return counts.GroupBy(count => count.VillageCode, StringComparer.Ordinal)
            .ToDictionary(village => village.Key, village => village.ToDictionary(count => count.Reason, count => count.Count, StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private static Sums SumOf(IReadOnlyCollection<VillageRow> villages, int units) => new(
        units, villages.Sum(row => row.Need), villages.Sum(row => row.Gap), villages.Count, villages.Count(row => row.Gap == 0), villages.Sum(row => row.Trips), villages.Sum(row => row.UnmetDemand));

    private static Text FormulaOf(CoverageForecast forecast)
    {
        var id = CultureInfo.GetCultureInfo("id-ID");
        return new(
            string.Create(id, $"laju = {forecast.HandedOver} unit diserahterimakan / {forecast.Years:0.##} tahun = {forecast.RatePerYear:0.##} unit per tahun; kekurangan akhir tahun = {forecast.Gap} - laju x tahun tersisa"),
            string.Create(CultureInfo.InvariantCulture, $"rate = {forecast.HandedOver} units handed over / {forecast.Years:0.##} years = {forecast.RatePerYear:0.##} units a year; gap at the end of a year = {forecast.Gap} - rate x years left"));
    }

    private sealed record UnitSeen(string Code, string BaseCode, string DistrictCode, string? OwnerVillageCode, DateOnly? HandedOverOn, DateOnly? RetiredOn)
    {
        /// <summary>Where it counts; null for a unit of a district.</summary>
        public string? VillageCode => OwnerVillageCode ?? (RegionCode.TryParse(BaseCode, out var place) && place.Level == RegionLevel.Village ? BaseCode : null);

        public bool ServesOn(DateOnly day) => (HandedOverOn is null || HandedOverOn <= day) && (RetiredOn is null || RetiredOn > day);
    }
}
