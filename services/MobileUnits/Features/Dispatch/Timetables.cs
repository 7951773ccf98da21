using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Features.Dispatch;

/// <summary>Reads units with all that decides about their time, in as many questions for one as for two hundred.</summary>
internal static class Timetables
{
    /// <summary>Nights belong to two days.</summary>
    private static readonly TimeSpan Beside = TimeSpan.FromHours(12);

    /// <param name="at">The time of the request: the day that counts is its.</param>
    public static async Task<IReadOnlyList<UnitTimetable>> TimetablesAsync(
        this MobileUnitsDb db, IQueryable<MobileUnit> units, DateTimeOffset at, DateTimeOffset now, Regency regency, CancellationToken cancellationToken)
    {
        var found = await units.Include(unit => unit.Blocks.Where(block => block.Until > now)).Include(unit => unit.Shifts).Include(unit => unit.Track)
            .AsSplitQuery().ToListAsync(cancellationToken);
        var ids = found.ConvertAll(unit => unit.Id);
        var day = regency.TimeZone.DateOf(at);
        var (from, until) = (regency.TimeZone.StartOf(day), regency.TimeZone.StartOf(day.AddDays(1)));
        var (before, after) = (from - Beside, until + Beside);
        var open = await db.Journeys.AsNoTracking().Include(journey => journey.Requests)
            .Where(journey => journey.EndedAt == null && ids.Contains(journey.UnitId) && (journey.DepartedAt != null || (journey.SlotUntil > before && journey.SlotFrom < after))).ToListAsync(cancellationToken);
        var driven = await db.Journeys.AsNoTracking()
            .Where(journey => ids.Contains(journey.UnitId) && journey.SlotFrom >= before && journey.SlotFrom < until && journey.DepartedAt >= from && journey.EndedAt != null)
            .Select(journey => new { journey.UnitId, From = journey.DepartedAt!.Value, Until = journey.EndedAt!.Value }).ToListAsync(cancellationToken);
        var (openOf, drivenOf) = (open.ToLookup(journey => journey.UnitId), driven.ToLookup(journey => journey.UnitId, journey => new Period(journey.From, journey.Until)));
        return found.ConvertAll(unit => new UnitTimetable(unit, [.. openOf[unit.Id]], [.. drivenOf[unit.Id]]));
    }
}
