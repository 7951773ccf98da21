namespace PlanningPlatform.Regions.Tests;

public class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Load();
    private static readonly RegionTimeZone Wib = Regency.Load("35.71").TimeZone;

    [Theory]
    [InlineData("2026-11-20", true)] // Friday
    [InlineData("2026-11-21", false)] // Saturday
    [InlineData("2026-11-22", false)] // Sunday
    [InlineData("2026-08-17", false)] // Independence Day, a Monday
    [InlineData("2026-03-19", false)] // Nyepi, a Thursday
    [InlineData("2026-12-25", false)] // Christmas, a Friday
    public void A_weekend_or_holiday_is_no_working_day(string date, bool working) =>
        Assert.Equal(working, Calendar.IsWorkingDay(Date(date)));

    [Theory]
    [InlineData("2026-11-16", 1, "2026-11-17")] // Monday -> Tuesday
    [InlineData("2026-11-20", 1, "2026-11-23")] // Friday -> Monday
    [InlineData("2026-11-21", 1, "2026-11-23")] // Saturday -> Monday
    [InlineData("2026-11-22", 1, "2026-11-23")] // Sunday -> Monday
    [InlineData("2026-11-16", 5, "2026-11-23")] // a week later
    [InlineData("2026-08-14", 1, "2026-08-18")] // Friday, weekend, Independence Day -> Tuesday
    [InlineData("2026-12-24", 3, "2026-12-30")] // Christmas and a weekend between
    [InlineData("2026-12-30", 2, "2027-01-04")] // over New Year
    public void The_start_never_counts_and_days_off_are_passed_over(string start, int days, string end) =>
        Assert.Equal(Date(end), Calendar.AddWorkingDays(Date(start), days));

    [Fact]
    public void A_limit_runs_out_with_the_last_second_of_the_local_day()
    {
        var fridayMorning = new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

        var deadline = Calendar.AddWorkingDays(fridayMorning, 1, Wib.Zone);

        Assert.Equal(new DateTimeOffset(2026, 11, 23, 16, 59, 59, TimeSpan.Zero), deadline);
        Assert.Equal(TimeSpan.Zero, deadline.Offset);
        Assert.Equal(Date("2026-11-23"), Wib.DateOf(deadline));
    }

    [Fact]
    public void Just_after_local_midnight_the_next_day_is_the_start()
    {
        // Both are 19 November in UTC; in Kediri the second is already Friday the 20th.
        var thursdayNight = new DateTimeOffset(2026, 11, 19, 16, 59, 0, TimeSpan.Zero);
        var fridayNight = new DateTimeOffset(2026, 11, 19, 17, 1, 0, TimeSpan.Zero);

        Assert.Equal(Date("2026-11-20"), Wib.DateOf(Calendar.AddWorkingDays(thursdayNight, 1, Wib.Zone)));
        Assert.Equal(Date("2026-11-23"), Wib.DateOf(Calendar.AddWorkingDays(fridayNight, 1, Wib.Zone)));
    }

    [Fact]
    public void The_same_report_is_due_two_hours_earlier_in_the_east()
    {
        var noon = new DateTimeOffset(2026, 11, 16, 4, 0, 0, TimeSpan.Zero);
        var wit = Regency.Load("91.71").TimeZone;

        Assert.Equal(TimeSpan.FromHours(2), Calendar.AddWorkingDays(noon, 3, Wib.Zone) - Calendar.AddWorkingDays(noon, 3, wit.Zone));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_limit_of_no_days_is_refused(int days) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.AddWorkingDays(Date("2026-11-16"), days));

    [Fact]
    public void Joint_leave_from_the_decree_is_a_day_off()
    {
        var calendar = new WorkingCalendar([new(Date("2026-11-23"), "Cuti bersama", HolidayKind.JointLeave, HolidayStatus.Decreed)]);

        Assert.Equal(Date("2026-11-24"), calendar.AddWorkingDays(Date("2026-11-20"), 1));
    }

    [Fact]
    public void The_shipped_days_cover_five_years_and_are_all_marked_provisional()
    {
        Assert.Equal(2028, Calendar.LastYear);
        var days = Enumerable.Range(0, 5 * 366).Select(day => Calendar.HolidayOn(Date("2024-01-01").AddDays(day))).OfType<Holiday>().ToList();
        Assert.All(days.CountBy(day => day.Date.Year), year => Assert.InRange(year.Value, 13, 17));
        Assert.All(days, day => Assert.Equal((HolidayKind.PublicHoliday, HolidayStatus.Provisional), (day.Kind, day.Status)));
        Assert.Equal("Isra Mikraj Nabi Muhammad", Calendar.HolidayOn(Date("2026-01-16"))?.Name);
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", null);
}
