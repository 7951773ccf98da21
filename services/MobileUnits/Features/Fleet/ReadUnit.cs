using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>Everything about one unit: what is written down, when it is not for residents, what it cost and what it drove.</summary>
internal static class ReadUnit
{
    private const int DaysOfJourneys = 30;
    private const int MonthsOfCosts = 12;

    /// <summary>More in 30 days nobody drives. [ours]</summary>
    private const int MostJourneys = 500;

    /// <param name="DistrictCode">The district it is counted in.</param>
    /// <param name="ConsentedAt">Since when the lurah consents to trips for other villages; null without consent.</param>
    /// <param name="DeviceId">For dispatchers; null for others, and without a tracker.</param>
    /// <param name="Blocks">Those that are not over, soonest first.</param>
    /// <param name="Shifts">Empty for always on duty.</param>
    /// <param name="Costs">Of the last twelve months, newest first; months without any are left out.</param>
    /// <param name="Journeys">Of the last 30 days and ahead, newest first.</param>
    /// <param name="Drivers">Who of the crew drove in the last 30 days, most journeys first.</param>
    /// <param name="Version">For a change: what its caller has seen.</param>
    internal sealed record Answer(
        Guid Id, string Code, string Name, string BaseCode, string BaseName, string DistrictCode, string? OwnerVillageCode, DateTimeOffset? ConsentedAt, string? ConsentBy, int Seats,
        bool HasWheelchairLift, DateOnly? HandedOverOn, DateOnly? ServiceDueOn, DateOnly? TaxDueOn, DateOnly? RetiredOn, string? DeviceId, int? OdometerKilometres, TimeOnly? BreakFrom,
        TimeOnly? BreakUntil, DateTimeOffset? LastPositionAt, IReadOnlyList<UnitWarning> Warnings, IReadOnlyList<BlockItem> Blocks, IReadOnlyList<ShiftItem> Shifts, IReadOnlyList<MonthCost> Costs,
        IReadOnlyList<JourneyItem> Journeys, IReadOnlyList<DriverItem> Drivers, int Version);

    internal sealed record BlockItem(Guid Id, BlockKind Kind, DateTimeOffset From, DateTimeOffset Until, string? Note, string SetBy);

    internal sealed record ShiftItem(DayOfWeek Day, TimeOnly From, TimeOnly Until);

    /// <param name="Month">Its first day.</param>
    /// <param name="Rupiah">Whole, by kind.</param>
    internal sealed record MonthCost(DateOnly Month, long Total, IReadOnlyDictionary<string, long> Rupiah);

    /// <param name="Kilometres">By the odometer, or as planned when nobody read it.</param>
    internal sealed record JourneyItem(
        Guid Id, JourneyState State, DateTimeOffset SlotFrom, DateTimeOffset SlotUntil, DateTimeOffset? DepartedAt, DateTimeOffset? EndedAt, string? DrivenBy, int Passengers, double Kilometres,
        bool IsMeasured);

    /// <param name="Account">User name.</param>
    internal sealed record DriverItem(string Account, int Journeys, double Kilometres);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(Guid id, GrantedScope scope, MobileUnitsDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var unit = await db.Units.AsNoTracking().Include(row => row.Track).Include(row => row.Shifts).Include(row => row.Blocks.Where(block => block.Until > now)).AsSplitQuery()
            .FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (unit is null)
        {
            return Refusal.NotFound;
        }

        if (!scope.Covers(unit))
        {
            return Refusal.OutsideScope;
        }

        var today = regency.TimeZone.DateOf(now);
        var journeys = await JourneysAsync(db, id, regency.TimeZone.StartOf(today.AddDays(-DaysOfJourneys)), cancellationToken);
        return TypedResults.Ok(new Answer(
            unit.Id, unit.Code, unit.Name, unit.BaseCode, unit.BaseName, unit.DistrictCode, unit.OwnerVillageCode, unit.ConsentedAt, unit.ConsentBy, unit.Seats,
            unit.HasWheelchairLift, unit.HandedOverOn, unit.ServiceDueOn, unit.TaxDueOn, unit.RetiredOn, scope.Of(Roles.Dispatcher).Covers(unit.BaseCode) ? unit.DeviceId : null, unit.OdometerKilometres,
            unit.BreakFrom, unit.BreakUntil, unit.Track?.At, unit.WarningsOn(today),
            [.. unit.Blocks.OrderBy(block => block.From).Select(block => new BlockItem(block.Id, block.Kind, block.From, block.Until, block.Note, block.SetBy))],
            [.. unit.Shifts.OrderBy(shift => ((int)shift.Day + 6) % 7).ThenBy(shift => shift.From).Select(shift => new ShiftItem(shift.Day, shift.From, shift.Until))],
            await CostsAsync(db, id, new DateOnly(today.Year, today.Month, 1).AddMonths(1 - MonthsOfCosts), cancellationToken), journeys,
            [.. journeys.Where(journey => journey is { State: JourneyState.Completed, DrivenBy: not null }).GroupBy(journey => journey.DrivenBy!, StringComparer.Ordinal)
                .Select(driver => new DriverItem(driver.Key, driver.Count(), Math.Round(driver.Sum(journey => journey.Kilometres), 1))).OrderByDescending(driver => driver.Journeys)],
            unit.Version));
    }

    private static async Task<IReadOnlyList<JourneyItem>> JourneysAsync(MobileUnitsDb db, Guid unitId, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var journeys = await db.Journeys.AsNoTracking().Where(journey => journey.UnitId == unitId && journey.SlotFrom >= from).OrderByDescending(journey => journey.SlotFrom).ThenBy(journey => journey.Id)
            .Take(MostJourneys).ToListAsync(cancellationToken);
        return journeys.ConvertAll(journey => new JourneyItem(
            journey.Id, journey.State, journey.SlotFrom, journey.SlotUntil, journey.DepartedAt, journey.EndedAt, journey.DrivenBy, journey.PassengersBrought, journey.Kilometres, journey.IsMeasured));
    }

    private static async Task<IReadOnlyList<MonthCost>> CostsAsync(MobileUnitsDb db, Guid unitId, DateOnly from, CancellationToken cancellationToken)
    {
        var sums = await db.Expenses.Where(expense => expense.UnitId == unitId && expense.On >= from).GroupBy(expense => new { expense.On.Year, expense.On.Month, expense.Kind })
            .Select(group => new { group.Key.Year, group.Key.Month, group.Key.Kind, Rupiah = group.Sum(expense => expense.Rupiah) }).ToListAsync(cancellationToken);
        return
        [
            .. sums.GroupBy(sum => new DateOnly(sum.Year, sum.Month, 1)).OrderByDescending(month => month.Key)
                .Select(month => new MonthCost(month.Key, month.Sum(sum => sum.Rupiah), month.ToDictionary(sum => sum.Kind.ToString(), sum => sum.Rupiah, StringComparer.Ordinal))),
        ];
    }
}
