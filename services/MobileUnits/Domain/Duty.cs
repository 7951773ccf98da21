using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>When the driver of a unit works.</summary>
internal static class Duty
{
    /// <summary>A shift that ends at 23.59 goes on with one that begins at 00.00: a night is two of them.</summary>
    private static readonly TimeSpan Touching = TimeSpan.FromMinutes(1);

    /// <returns><c>off_shift</c>, <c>break</c>, or null when the driver works all that time.</returns>
    public static string? RefusalOf(MobileUnit unit, Period slot, RegionTimeZone zone)
    {
        var (first, last) = (zone.DateOf(slot.From), zone.DateOf(slot.Until));
        return unit.Shifts.Count > 0 && !HoursBetween(unit, first.AddDays(-1), last.AddDays(1), zone).Exists(hours => hours.From <= slot.From && slot.Until <= hours.Until) ? "off_shift"
            : Breaks(unit, first, last, zone).Any(pause => pause.Overlaps(slot)) ? "break"
            : null;
    }

    /// <summary>The hours of a unit that has shifts, in order; those that touch are one.</summary>
    public static List<Period> HoursBetween(MobileUnit unit, DateOnly first, DateOnly last, RegionTimeZone zone)
    {
        var hours = new List<Period>();
        foreach (var shift in Days(first, last)
            .SelectMany(day => unit.Shifts.Where(shift => shift.Day == day.DayOfWeek).Select(shift => new Period(zone.ToInstant(day, shift.From), zone.ToInstant(day, shift.Until))))
            .OrderBy(shift => shift.From))
        {
            if (hours.Count > 0 && shift.From - hours[^1].Until <= Touching)
            {
                hours[^1] = hours[^1] with { Until = shift.Until > hours[^1].Until ? shift.Until : hours[^1].Until };
            }
            else
            {
                hours.Add(shift);
            }
        }

        return hours;
    }

    private static IEnumerable<Period> Breaks(MobileUnit unit, DateOnly first, DateOnly last, RegionTimeZone zone)
        => unit is { BreakFrom: { } from, BreakUntil: { } until } ? Days(first, last).Select(day => new Period(zone.ToInstant(day, from), zone.ToInstant(day, until))) : [];

    private static IEnumerable<DateOnly> Days(DateOnly first, DateOnly last) => Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays);
}
