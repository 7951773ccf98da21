using System.Globalization;

namespace PlanningPlatform.Regions.Tests;

/// <summary>
/// Office time counted the slow way: one entry for every minute from 2026 to the middle of 2028 in Kediri (UTC+7), by the hours as the
/// regulations are read, written out here once more. Shares nothing with what it checks but the days of the holidays.
/// </summary>
internal sealed class MinuteByMinute
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(7));
    private static readonly UmAlQuraCalendar Hijri = new();

    /// <summary>How many open minutes lie before each minute.</summary>
    private readonly int[] _openBefore;
    private readonly bool[] _open;

    public MinuteByMinute(WorkingCalendar holidays)
    {
        _open = new bool[(int)(Start.AddYears(2).AddMonths(6) - Start).TotalMinutes];
        _openBefore = new int[_open.Length + 1];
        for (var minute = 0; minute < _open.Length; minute++)
        {
            _open[minute] = IsOpen(Start.AddMinutes(minute).DateTime, holidays);
            _openBefore[minute + 1] = _openBefore[minute] + (_open[minute] ? 1 : 0);
        }
    }

    public bool IsOpen(int minute) => _open[minute];

    public int Between(int from, int to) => to <= from ? 0 : _openBefore[to] - _openBefore[from];

    /// <summary>The first minute by which so many open ones have passed.</summary>
    public int Add(int from, int minutes)
    {
        var minute = from;
        for (var left = minutes; left > 0; minute++)
            left -= _open[minute] ? 1 : 0;
        return minute;
    }

    /// <summary>The end of the last open minute of the n-th day after that has one.</summary>
    public int CloseOfWorkingDay(int start, int workingDays)
    {
        var day = start / 1440;
        for (var left = workingDays; left > 0;)
        {
            day++;
            left -= Between(day * 1440, (day + 1) * 1440) > 0 ? 1 : 0;
        }

        var last = ((day + 1) * 1440) - 1;
        while (!_open[last])
            last--;
        return last + 1;
    }

    private static bool IsOpen(DateTime local, WorkingCalendar holidays)
    {
        if (local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || holidays.HolidayOn(DateOnly.FromDateTime(local)) is not null)
            return false;

        var minute = (local.Hour * 60) + local.Minute;
        return (Hijri.GetMonth(local) == 9, local.DayOfWeek == DayOfWeek.Friday) switch
        {
            (false, false) => minute is (>= 450 and < 720) or (>= 780 and < 960), // 07.30-12.00, 13.00-16.00
            (false, true) => minute is (>= 450 and < 690) or (>= 780 and < 990), // 07.30-11.30, 13.00-16.30
            (true, false) => minute is (>= 480 and < 720) or (>= 750 and < 900), // 08.00-12.00, 12.30-15.00
            (true, true) => minute is (>= 480 and < 690) or (>= 750 and < 930), // 08.00-11.30, 12.30-15.30
        };
    }
}
