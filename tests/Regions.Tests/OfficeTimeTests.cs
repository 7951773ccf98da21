using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace PlanningPlatform.Regions.Tests;

public class OfficeTimeTests
{
    private static readonly RegionTimeZone Wib = Regency.Load("35.71").TimeZone;
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Load();
    private static readonly OfficeTime Office = OfficeTime.Load(Calendar, Wib);
    private static readonly Lazy<MinuteByMinute> Slow = new(() => new(Calendar));

    // In minutes: midnight, just before the opening, every opening, break and closing, within the break, late.
    private static readonly int[] TimesOfDay = [0, 449, 450, 480, 690, 720, 735, 750, 779, 780, 899, 900, 930, 960, 990, 1430];

    [Fact]
    public void On_every_day_of_two_years_the_time_between_is_what_counting_minutes_gives()
    {
        int[] minutesLater = [0, 1, 90, 450, 1440, 4_000, 10_080, 44_640, 129_600];

        foreach (var from in EveryDay())
        {
            Assert.Equal(Slow.Value.IsOpen(from), Office.IsOpen(At(from)));
            foreach (var later in minutesLater)
                Same(Slow.Value.Between(from, from + later), (int)Office.Between(At(from), At(from + later)).TotalMinutes, from, later);
        }
    }

    [Fact]
    public void On_every_day_of_two_years_office_time_runs_out_when_counting_minutes_says()
    {
        int[] officeMinutes = [0, 1, 30, 390, 450, 451, 1_350, 2_250, 6_300];

        foreach (var from in EveryDay())
        {
            foreach (var minutes in officeMinutes)
                Same(Slow.Value.Add(from, minutes), MinuteOf(Office.Add(At(from), TimeSpan.FromMinutes(minutes))), from, minutes);
        }
    }

    [Fact]
    public void On_every_day_of_two_years_the_nth_working_day_closes_when_counting_days_says()
    {
        int[] workingDays = [1, 3, 5, 10, 14, 60];

        foreach (var start in EveryDay())
        {
            foreach (var days in workingDays)
                Same(Slow.Value.CloseOfWorkingDay(start, days), MinuteOf(Office.CloseOfWorkingDay(At(start), days)), start, days);
        }
    }

    [Theory]
    [InlineData("2026-11-16 00:00", "2026-11-17 00:00", 450)] // a Monday
    [InlineData("2026-11-20 00:00", "2026-11-21 00:00", 450)] // a Friday: longer break, later closing
    [InlineData("2026-11-16 00:00", "2026-11-23 00:00", 2250)] // 37.5 hours a week
    [InlineData("2026-03-02 00:00", "2026-03-09 00:00", 1950)] // 32.5 hours a week in Ramadan
    [InlineData("2026-11-20 16:30", "2026-11-23 07:30", 0)] // a pause over a weekend
    [InlineData("2026-11-20 15:00", "2026-11-23 08:00", 120)] // Friday 15.00-16.30, Monday 07.30-08.00
    [InlineData("2026-11-16 11:45", "2026-11-16 13:15", 30)] // over the break
    [InlineData("2026-11-16 12:10", "2026-11-16 12:50", 0)] // within it
    [InlineData("2026-02-16 15:00", "2026-02-18 09:00", 120)] // until 16.00, Imlek, from 08.00 on the first day of Ramadan
    [InlineData("2026-03-18 14:00", "2026-03-23 08:00", 90)] // Ramadan until 15.00; Nyepi, Idul Fitri and a weekend; normal hours from 07.30
    [InlineData("2026-12-31 15:00", "2027-01-04 08:30", 120)] // New Year on a Friday, a weekend
    [InlineData("2026-11-21 10:00", "2026-11-22 10:00", 0)] // received on a Saturday
    [InlineData("2026-11-16 23:50", "2026-11-17 07:31", 1)] // received at 23.50
    [InlineData("2026-11-17 09:00", "2026-11-16 09:00", 0)] // backwards
    [InlineData("2026-11-17 09:00", "2026-11-17 09:00", 0)]
    public void Nights_days_off_and_breaks_cost_no_office_time(string from, string to, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Office.Between(Local(from), Local(to)));

    [Theory]
    [InlineData("2026-11-16 07:30", 450, "2026-11-16 16:00")] // a whole day ends at its closing, not at the next opening
    [InlineData("2026-11-16 07:30", 451, "2026-11-17 07:31")]
    [InlineData("2026-11-16 07:30", 270, "2026-11-16 12:00")] // a morning ends with the break's beginning
    [InlineData("2026-11-16 12:20", 1, "2026-11-16 13:01")]
    [InlineData("2026-11-21 10:00", 60, "2026-11-23 08:30")] // Saturday
    [InlineData("2026-11-16 23:50", 60, "2026-11-17 08:30")]
    [InlineData("2026-11-20 16:00", 60, "2026-11-23 08:00")] // half an hour on Friday, half on Monday
    [InlineData("2026-03-18 14:00", 90, "2026-03-23 08:00")] // over Idul Fitri
    [InlineData("2026-11-21 10:00", 0, "2026-11-21 10:00")] // nothing to wait for, though closed
    public void Office_time_runs_out_at_the_first_instant_by_which_it_has_passed(string from, int minutes, string end)
    {
        var runsOut = Office.Add(Local(from), TimeSpan.FromMinutes(minutes));

        Assert.Equal(Local(end), runsOut);
        Assert.Equal(TimeSpan.Zero, runsOut.Offset);
    }

    [Theory]
    [InlineData("2026-11-16 09:00", 1, "2026-11-17 16:00")]
    [InlineData("2026-11-19 09:00", 1, "2026-11-20 16:30")] // Friday closes later
    [InlineData("2026-11-20 23:50", 1, "2026-11-23 16:00")]
    [InlineData("2026-11-21 09:00", 1, "2026-11-23 16:00")] // Saturday
    [InlineData("2026-03-17 09:00", 1, "2026-03-18 15:00")] // Ramadan
    [InlineData("2026-03-17 09:00", 2, "2026-03-23 16:00")] // over Idul Fitri
    [InlineData("2026-12-30 09:00", 2, "2027-01-04 16:00")]
    public void A_limit_in_working_days_ends_when_the_office_closes(string start, int days, string end)
    {
        var close = Office.CloseOfWorkingDay(Local(start), days);

        Assert.Equal(Local(end), close);
        Assert.Equal(TimeSpan.Zero, close.Offset);
        Assert.Equal(Calendar.AddWorkingDays(DateOnly.FromDateTime(Local(start).DateTime), days), Wib.DateOf(close));
    }

    [Fact]
    public void The_same_hours_come_two_hours_earlier_in_the_east()
    {
        var east = OfficeTime.Load(Calendar, Regency.Load("91.71").TimeZone);

        Assert.True(Office.IsOpen(Local("2026-11-16 07:30")));
        Assert.True(east.IsOpen(Local("2026-11-16 05:30")));
        Assert.False(east.IsOpen(Local("2026-11-16 14:00")));
        Assert.Equal(Local("2026-11-17 14:00"), east.CloseOfWorkingDay(Local("2026-11-16 09:00"), 1));
    }

    [Fact]
    public void A_day_says_its_hours_and_on_what_they_rest()
    {
        var friday = Office.On(new(2026, 3, 6))!;
        var before = Office.On(new(2023, 3, 1))!;

        Assert.Equal((new TimeOnly(8, 0), new TimeOnly(11, 30), new TimeOnly(12, 30), new TimeOnly(15, 30)), (friday.Open, friday.BreakFrom, friday.BreakTo, friday.Close));
        Assert.Equal((OfficeRegime.Ramadan, "Perpres 21/2023 Pasal 4", OfficeHoursStatus.Assumed), (friday.Regime, friday.LegalBasis, friday.Status));
        Assert.Equal((OfficeRegime.Normal, "Keppres 68/1995 Pasal 1", OfficeHoursStatus.Decreed), (before.Regime, before.LegalBasis, before.Status));
        Assert.Null(Office.On(new(2026, 8, 17)));
        Assert.Null(Office.On(new(2026, 11, 21)));
    }

    [Theory]
    [InlineData("1995-09-27")]
    [InlineData("2023-04-12")]
    public void Both_regulations_have_37_and_a_half_hours_a_week_and_32_and_a_half_in_Ramadan(string effective)
    {
        var days = RegionData.OfficeHours(null).Where(day => day.EffectiveFrom == DateOnly.ParseExact(effective, "yyyy-MM-dd", null)).ToLookup(day => day.Regime);

        Assert.Equal(37.5, days[OfficeRegime.Normal].Sum(day => day.Length.TotalHours));
        Assert.Equal(32.5, days[OfficeRegime.Ramadan].Sum(day => day.Length.TotalHours));
    }

    [Fact]
    public void Ramadan_begins_by_the_Umm_al_Qura_calendar_and_ends_the_day_before_Idul_Fitri_on_file()
    {
        var hijri = new UmAlQuraCalendar();
        var periods = RegionData.Ramadan(null).ToList();

        Assert.Equal([2024, 2025, 2026, 2027, 2028], periods.ConvertAll(period => period.FirstDay.Year));
        Assert.Equal(2028, Office.LastYear);
        Assert.All(periods, period =>
        {
            var first = period.FirstDay.ToDateTime(TimeOnly.MinValue);
            Assert.Equal((9, 1), (hijri.GetMonth(first), hijri.GetDayOfMonth(first)));
            Assert.DoesNotContain("Idulfitri", Calendar.HolidayOn(period.LastDay)?.Name ?? "", StringComparison.Ordinal);
            Assert.Equal("Hari Raya Idulfitri", Calendar.HolidayOn(period.LastDay.AddDays(1))?.Name);
            Assert.Equal(HolidayStatus.Provisional, period.Status);
        });
    }

    [Fact]
    public void After_the_last_year_on_file_only_weekends_are_off()
    {
        Assert.NotNull(Office.On(new(2029, 1, 1))); // a Monday
        Assert.Null(Office.On(new(2029, 1, 6)));
        Assert.Equal(OfficeRegime.Normal, Office.On(new(2029, 1, 22))!.Regime); // Ramadan, but not on file
    }

    [Fact]
    public void Less_than_nothing_cannot_be_added() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Office.Add(Local("2026-11-16 09:00"), TimeSpan.FromTicks(-1)));

    [Fact]
    public void Adjoining_spans_add_up() => ForAll(Instants().Three(), spans =>
    {
        DateTimeOffset[] order = [spans.Item1, spans.Item2, spans.Item3];
        Array.Sort(order);
        return Office.Between(order[0], order[2]) == Office.Between(order[0], order[1]) + Office.Between(order[1], order[2]);
    });

    [Fact]
    public void What_was_added_is_what_lies_between() => ForAll(Instants().Zip(OfficeTimes()), added =>
    {
        var end = Office.Add(added.Item1, added.Item2);
        return Office.Between(added.Item1, end) == added.Item2
            && (added.Item2 == TimeSpan.Zero || Office.Between(added.Item1, end.AddTicks(-1)) == added.Item2 - TimeSpan.FromTicks(1));
    });

    [Fact]
    public void Adding_in_two_steps_is_adding_at_once() => ForAll(Instants().Zip(OfficeTimes().Two()), added =>
        Office.Add(Office.Add(added.Item1, added.Item2.Item1), added.Item2.Item2) == Office.Add(added.Item1, added.Item2.Item1 + added.Item2.Item2));

    [Fact]
    public void Whoever_starts_later_or_has_longer_is_never_due_earlier() => ForAll(Instants().Two().Zip(OfficeTimes().Two()), pairs =>
    {
        var ((one, other), (some, more)) = (pairs.Item1, pairs.Item2);
        var (earlier, later) = one <= other ? (one, other) : (other, one);
        return Office.Add(earlier, some) <= Office.Add(later, some)
            && Office.Add(earlier, some < more ? some : more) <= Office.Add(earlier, some < more ? more : some)
            && Office.CloseOfWorkingDay(earlier, 5) <= Office.CloseOfWorkingDay(later, 5)
            && Office.Between(later, earlier) == TimeSpan.Zero;
    });

    [Fact]
    public void Nothing_is_allocated()
    {
        var (from, to) = (Local("2024-01-01 00:00"), Local("2028-12-31 00:00"));
        var open = 0;
        Ask(); // The first time reads the zone's rules and compiles.

        var before = GC.GetAllocatedBytesForCurrentThread();
        Ask();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2, open);

        void Ask()
        {
            var passed = Office.Between(from, to);
            open += Office.IsOpen(Office.Add(from, passed / 2)) && Office.On(Wib.DateOf(Office.CloseOfWorkingDay(from, 60))) is not null ? 1 : 0;
        }
    }

    private static IEnumerable<int> EveryDay() => Enumerable.Range(0, 365 + 365).SelectMany(day => TimesOfDay.Select(time => (day * 1440) + time));

    private static void Same(int slow, int minutes, int from, int asked)
    {
        if (slow != minutes)
            Assert.Fail($"{At(from):ddd yyyy-MM-dd HH:mm}, {asked}: {slow} minute by minute, but {minutes}");
    }

    private static DateTimeOffset At(int minute) => MinuteByMinute.Start.AddMinutes(minute);

    private static int MinuteOf(DateTimeOffset instant) => (int)(instant - MinuteByMinute.Start).TotalMinutes;

    private static DateTimeOffset Local(string text) =>
        DateTimeOffset.ParseExact(text + " +07:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    private static void ForAll<T>(Gen<T> given, Func<T, bool> holds) =>
        Prop.ForAll(given.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    /// <summary>From before the first day on file until after the last; half of them on a full minute, where the edges are.</summary>
    private static Gen<DateTimeOffset> Instants() =>
        from minute in Gen.Choose(0, 7 * 365 * 1440)
        from ticks in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, (int)TimeSpan.TicksPerMinute - 1))
        select new DateTimeOffset(2023, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute).AddTicks(ticks);

    private static Gen<TimeSpan> OfficeTimes() =>
        from minutes in Gen.OneOf(Gen.Choose(0, 1_000), Gen.Choose(0, 200 * 450))
        from ticks in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, (int)TimeSpan.TicksPerMinute - 1))
        select TimeSpan.FromMinutes(minutes) + TimeSpan.FromTicks(ticks);
}
