namespace PlanningPlatform.Regions;

/// <summary>
/// The five-day working week of government offices (Monday to Friday) less the holidays on file. Legal limits such as "finish within
/// 14 working days" are counted with it.
/// </summary>
/// <remarks>
/// The days on file are computed, not decreed: until a year's joint decree of three ministers (SKB 3 Menteri) replaces them they are
/// <see cref="HolidayStatus.Provisional"/> (?), and joint leave (cuti bersama) is missing; a city's own file adds both. After <see cref="LastYear"/> only weekends are known.
/// </remarks>
public sealed class WorkingCalendar
{
    private readonly Dictionary<DateOnly, Holiday> _holidays;

    /// <param name="holidays">At most one entry per date.</param>
    public WorkingCalendar(IEnumerable<Holiday> holidays) => _holidays = holidays.ToDictionary(holiday => holiday.Date);

    /// <summary>Reads <c>region-data/holidays/holidays.csv</c> and, if there is one, a city's own file with the same columns, whose days win.</summary>
    /// <exception cref="RegionFileException">A file is malformed.</exception>
    public static WorkingCalendar Load(string? holidayFile = null) => new(RegionData.Holidays(holidayFile));

    /// <summary>The last year of which a holiday is on file; 0 if there are none. A city that adds a later year adds it whole.</summary>
    public int LastYear => _holidays.Count == 0 ? 0 : _holidays.Keys.Max().Year;

    /// <summary>Null on an ordinary day, also on a weekend.</summary>
    public Holiday? HolidayOn(DateOnly date) => _holidays.GetValueOrDefault(date);

    public bool IsWorkingDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.ContainsKey(date);

    /// <summary>The n-th working day after <paramref name="start"/>. The start itself never counts, whether it is a working day or not.</summary>
    /// <param name="start">A date on the region's wall calendar.</param>
    /// <param name="days">At least 1.</param>
    public DateOnly AddWorkingDays(DateOnly start, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var date = start;
        for (var left = days; left > 0;)
        {
            date = date.AddDays(1);
            if (IsWorkingDay(date))
                left--;
        }

        return date;
    }

    /// <summary>
    /// When a limit of n working days runs out: the last second (23:59:59 local time) of the n-th working day after the local date of
    /// <paramref name="start"/>, so that the deadline shows the day people count to. What arrives on a Friday evening with
    /// one day's limit is due at the end of Monday.
    /// </summary>
    /// <returns>The instant in UTC.</returns>
    public DateTimeOffset AddWorkingDays(DateTimeOffset start, int days, TimeZoneInfo zone)
    {
        var startDate = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(start, zone).DateTime);
        var lastSecond = AddWorkingDays(startDate, days).ToDateTime(new TimeOnly(23, 59, 59));
        return new DateTimeOffset(lastSecond, zone.GetUtcOffset(lastSecond)).ToUniversalTime();
    }
}

/// <summary>A day off on the calendar; the name is Indonesian: "Hari Raya Nyepi".</summary>
public sealed record Holiday(DateOnly Date, string Name, HolidayKind Kind, HolidayStatus Status);

public enum HolidayKind
{
    /// <summary>Libur nasional.</summary>
    PublicHoliday,

    /// <summary>Cuti bersama: decreed each year, cannot be computed.</summary>
    JointLeave,
}

public enum HolidayStatus
{
    /// <summary>Computed beforehand; may be a day off, above all the Islamic days.</summary>
    Provisional,

    /// <summary>As in the joint decree of that year.</summary>
    Decreed,
}
