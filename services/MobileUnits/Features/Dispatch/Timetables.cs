using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Features.Dispatch;

/// <summary>Reads units with all that decides about their time, in as many questions for one as for two hundred.</summary>
internal static class Timetables
{
    /// <param name="at">The time of the request: the day that counts is its.</param>
    public static async Task<IReadOnlyList<UnitTimetable>> TimetablesAsync(
        this MobileUnitsDb db, IQueryable<MobileUnit> units, DateTimeOffset at, DateTimeOffset now, Regency regency, CancellationToken cancellationToken)
    {
        var found = await units.Include(unit => unit.Blocks.Where(block => block.Until > now)).Include(unit => unit.Shifts).Include(unit => unit.Track)
            .AsSplitQuery().ToListAsync(cancellationToken);
        var ids = found.ConvertAll(unit => unit.Id);
        var open = await db.Journeys.AsNoTracking().Include(journey => journey.Requests).Where(journey => journey.EndedAt == null && ids.Contains(journey.UnitId)).ToListAsync(cancellationToken);
        var day = regency.TimeZone.DateOf(at);
        var (from, until) = (regency.TimeZone.StartOf(day), regency.TimeZone.StartOf(day.AddDays(1)));
        var ended = await db.Journeys.AsNoTracking()
            .Where(journey => ids.Contains(journey.UnitId) && journey.SlotFrom >= from && journey.SlotFrom < until && journey.State == JourneyState.Completed)
            .Select(journey => new { journey.UnitId, Start = journey.DepartedAt ?? journey.SlotFrom, End = journey.EndedAt ?? journey.SlotUntil }).ToListAsync(cancellationToken);
        var (openOf, endedOf) = (open.ToLookup(journey => journey.UnitId), ended.ToLookup(journey => journey.UnitId));
        return found.ConvertAll(unit => new UnitTimetable(unit, [.. openOf[unit.Id]], new(
            endedOf[unit.Id].Count(), TimeSpan.FromTicks(endedOf[unit.Id].Sum(journey => Math.Max(0, (journey.End - journey.Start).Ticks))))));
    }
}
