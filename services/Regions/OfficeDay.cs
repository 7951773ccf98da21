namespace PlanningPlatform.Regions;

/// <summary>The office hours of one weekday (local time) under one regulation. A break that ends when it begins is none.</summary>
public sealed class OfficeDay
{
    /// <exception cref="FormatException">A row of a file means nothing: the times are not in order, or the weekday is no working day (<see cref="WorkingCalendar"/>).</exception>
    internal OfficeDay(
        DateOnly effectiveFrom, OfficeRegime regime, DayOfWeek weekday, TimeOnly open, TimeOnly close, TimeOnly breakFrom, TimeOnly breakTo,
        string legalBasis, OfficeHoursStatus status)
    {
        if (weekday is DayOfWeek.Saturday or DayOfWeek.Sunday)
            throw new FormatException("hari kerja Senin-Jumat (working days are Monday to Friday)");
        if (!(open < breakFrom && breakFrom <= breakTo && breakTo < close))
            throw new FormatException("urutannya buka, istirahat, tutup (the order is open, break, close)");
        if (legalBasis.Length == 0)
            throw new FormatException("dasar hukum kosong (no legal basis)");
        (EffectiveFrom, Regime, Weekday, Open, Close, BreakFrom, BreakTo, LegalBasis, Status) =
            (effectiveFrom, regime, weekday, open, close, breakFrom, breakTo, legalBasis, status);
    }

    public DateOnly EffectiveFrom { get; }

    public OfficeRegime Regime { get; }

    public DayOfWeek Weekday { get; }

    public TimeOnly Open { get; }

    public TimeOnly Close { get; }

    public TimeOnly BreakFrom { get; }

    public TimeOnly BreakTo { get; }

    /// <summary>Indonesian, as people cite it: "Perpres 21/2023 Pasal 4".</summary>
    public string LegalBasis { get; }

    public OfficeHoursStatus Status { get; }

    /// <summary>The office time of the whole day: 7.5 hours, 6.5 in Ramadan, unless a city decided otherwise.</summary>
    public TimeSpan Length => Morning + (Close - BreakTo);

    private TimeSpan Morning => BreakFrom - Open;

    internal bool IsOpen(TimeOnly time) => (time >= Open && time < BreakFrom) || (time >= BreakTo && time < Close);

    /// <summary>How much of the day's office time has passed at that time of day; from zero to <see cref="Length"/>.</summary>
    internal TimeSpan PassedBy(TimeOnly time) => Part(Open, BreakFrom, time) + Part(BreakTo, Close, time);

    /// <summary>The first time of day at which so much of it has passed.</summary>
    /// <param name="passed">More than zero, at most <see cref="Length"/>.</param>
    internal TimeOnly TimeWhenPassed(TimeSpan passed) => passed <= Morning ? Open.Add(passed) : BreakTo.Add(passed - Morning);

    private static TimeSpan Part(TimeOnly from, TimeOnly to, TimeOnly time) =>
        time <= from ? TimeSpan.Zero : (time < to ? time : to) - from;
}

public enum OfficeRegime
{
    Normal,

    Ramadan,
}

public enum OfficeHoursStatus
{
    /// <summary>(?) The regulation gives less than the clock times (it leaves them to each agency), or could not be verified.</summary>
    Assumed,

    /// <summary>The clock times as a regulation or a decision of the city has them.</summary>
    Decreed,
}

/// <summary>The month of shorter hours, both days included.</summary>
/// <param name="Status">Provisional until the ministry's decision (sidang isbat), which may differ by a day.</param>
internal sealed record RamadanPeriod(DateOnly FirstDay, DateOnly LastDay, HolidayStatus Status);
