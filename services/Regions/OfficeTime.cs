namespace PlanningPlatform.Regions;

/// <summary>
/// Office time: the hours in which government offices work. Days off (<see cref="WorkingCalendar"/>), nights and the midday break take no
/// office time. What a pause costs is <see cref="Between"/>; a limit that was paused runs out at <see cref="Add"/> of that to where it ran out before.
/// </summary>
/// <remarks>
/// Hours and Ramadan are data: <c>region-data/office-hours.csv</c>, <c>region-data/ramadan.csv</c>. Before the first regulation on file its
/// hours are taken; for what is known of later years see <see cref="LastYear"/>. Safe for many threads, and no call allocates.
/// </remarks>
public sealed class OfficeTime
{
    private readonly WorkingCalendar _calendar;
    private readonly RegionTimeZone _zone;
    private readonly RamadanPeriod[] _ramadan;

    /// <summary>By regime and weekday; the regulations of each in the order in which they took effect.</summary>
    private readonly OfficeDay[][][] _days;

    /// <param name="days">At least one for each regime and each weekday from Monday to Friday.</param>
    internal OfficeTime(WorkingCalendar calendar, RegionTimeZone zone, IEnumerable<OfficeDay> days, IEnumerable<RamadanPeriod> ramadan)
    {
        _calendar = calendar;
        _zone = zone;
        _ramadan = [.. ramadan];
        var byKind = days.OrderBy(day => day.EffectiveFrom).ToLookup(day => (day.Regime, day.Weekday));
        _days = [.. Enum.GetValues<OfficeRegime>().Select(regime =>
            Enum.GetValues<DayOfWeek>().Select(weekday => byKind[(regime, weekday)].ToArray()).ToArray())];
    }

    /// <summary>The files beside the program and, if there are any, a city's own with the same columns, whose rows win.</summary>
    /// <exception cref="RegionFileException">A file is malformed.</exception>
    public static OfficeTime Load(WorkingCalendar calendar, RegionTimeZone zone, string? officeHoursFile = null, string? ramadanFile = null) =>
        new(calendar, zone, RegionData.OfficeHours(officeHoursFile), RegionData.Ramadan(ramadanFile));

    /// <summary>
    /// The last year whose holidays and Ramadan are both on file; 0 if there is none. After it only weekends are days off, all hours are normal,
    /// and what is computed here is provisional (?).
    /// </summary>
    public int LastYear => _ramadan.Length == 0 ? 0 : Math.Min(_calendar.LastYear, _ramadan.Max(period => period.LastDay.Year));

    /// <summary>The hours of that date with their legal basis; null on a day off.</summary>
    public OfficeDay? On(DateOnly date)
    {
        if (!_calendar.IsWorkingDay(date))
            return null;

        var regulations = _days[(int)(IsInRamadan(date) ? OfficeRegime.Ramadan : OfficeRegime.Normal)][(int)date.DayOfWeek];
        var inForce = regulations.Length - 1;
        while (inForce > 0 && regulations[inForce].EffectiveFrom > date)
            inForce--;
        return regulations[inForce];
    }

    /// <summary>Whether office time passes: from the opening until just before the closing of a working day, not during the break.</summary>
    public bool IsOpen(DateTimeOffset at)
    {
        var (date, time) = Local(at);
        return On(date)?.IsOpen(time) ?? false;
    }

    /// <summary>The office time that passes between two instants; zero when <paramref name="to"/> is not after <paramref name="from"/>.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from)
            return TimeSpan.Zero;

        var (first, start) = Local(from);
        var (last, end) = Local(to);
        var passed = PassedBy(last, end) - PassedBy(first, start);
        for (var date = first; date < last; date = date.AddDays(1))
            passed += On(date)?.Length ?? TimeSpan.Zero;
        return passed;
    }

    /// <summary>
    /// The first instant by which so much office time has passed, so that <c>Between(from, Add(from, t)) == t</c>. A whole day from the opening ends at
    /// that day's closing and not at the next opening; zero ends at <paramref name="from"/> itself, open or not.
    /// </summary>
    /// <param name="officeTime">Not negative.</param>
    /// <returns>In UTC.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or more than the calendar holds.</exception>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan officeTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(officeTime, TimeSpan.Zero);
        if (officeTime == TimeSpan.Zero)
            return from.ToUniversalTime();

        // The walk counts from the beginning of the first day, so what of it has passed is added to what is asked for.
        var (date, time) = Local(from);
        var left = officeTime + PassedBy(date, time);
        for (; ; date = date.AddDays(1))
        {
            if (On(date) is not { } day)
                continue;
            if (left <= day.Length)
                return _zone.ToInstant(date, day.TimeWhenPassed(left));
            left -= day.Length;
        }
    }

    /// <summary>
    /// The closing hour of the n-th working day after the local date of <paramref name="start"/>. The day itself never counts, as in
    /// <see cref="WorkingCalendar.AddWorkingDays(DateOnly, int)"/>.
    /// </summary>
    /// <param name="workingDays">At least 1.</param>
    /// <returns>In UTC.</returns>
    public DateTimeOffset CloseOfWorkingDay(DateTimeOffset start, int workingDays)
    {
        var date = _calendar.AddWorkingDays(_zone.DateOf(start), workingDays);
        return _zone.ToInstant(date, On(date)!.Close);
    }

    private TimeSpan PassedBy(DateOnly date, TimeOnly time) => On(date)?.PassedBy(time) ?? TimeSpan.Zero;

    private (DateOnly Date, TimeOnly Time) Local(DateTimeOffset instant)
    {
        var local = _zone.ToLocal(instant).DateTime;
        return (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }

    private bool IsInRamadan(DateOnly date)
    {
        foreach (var period in _ramadan)
        {
            if (period.FirstDay <= date && date <= period.LastDay)
                return true;
        }

        return false;
    }
}
