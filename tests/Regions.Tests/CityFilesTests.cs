using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PlanningPlatform.Regions.Tests;

/// <summary>What a city adds by files of its own.</summary>
public sealed class CityFilesTests : IDisposable
{
    private const string Holidays = "date;kind;status;name";
    private const string Hours = "effective;regime;weekday;open;close;break from;break to;legal basis;status";
    private const string Ramadan = "first day;last day;status";
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Joint_leave_counts_and_a_day_that_was_computed_wrongly_is_a_working_day_again()
    {
        var services = With("Region:HolidayFile", Holidays,
            "# SKB 3 Menteri",
            "2026-03-23;JointLeave;Decreed;Cuti bersama Idulfitri",
            "2026-03-20;WorkingDay;Decreed;bukan Idulfitri",
            "2026-12-25;PublicHoliday;Decreed;Kelahiran Yesus Kristus");
        var calendar = services.GetRequiredService<WorkingCalendar>();

        Assert.Equal(new(2026, 3, 24), calendar.AddWorkingDays(new DateOnly(2026, 3, 20), 1));
        Assert.True(calendar.IsWorkingDay(new(2026, 3, 20)));
        Assert.Equal(HolidayStatus.Decreed, calendar.HolidayOn(new(2026, 12, 25))!.Status);
        Assert.False(calendar.IsWorkingDay(new(2026, 8, 17)));
        Assert.Null(services.GetRequiredService<OfficeTime>().On(new(2026, 3, 23)));
    }

    [Fact]
    public void A_regulation_with_a_later_effective_date_changes_the_hours_from_that_day_on()
    {
        var office = With("Region:OfficeHoursFile", Hours,
            "2026-07-01;Normal;Wednesday;07:00;15:00;12:00;12:00;Perwali 5/2026;Decreed",
            "2023-04-12;Normal;Thursday;07:30;16:15;12:00;13:15;Perwali 9/2023;Decreed")
            .GetRequiredService<OfficeTime>();

        Assert.Equal("Perpres 21/2023 Pasal 4", office.On(new(2026, 6, 24))!.LegalBasis);
        Assert.Equal(("Perwali 5/2026", OfficeHoursStatus.Decreed), (office.On(new(2026, 7, 1))!.LegalBasis, office.On(new(2026, 7, 1))!.Status));
        Assert.Equal(new(16, 15), office.On(new(2026, 6, 25))!.Close); // the city's row in the place of ours
        // Tuesday 30 June by the old hours, Wednesday 1 July by the new, without a break: 7.5 + 8.
        Assert.Equal(TimeSpan.FromHours(15.5), office.Between(new(2026, 6, 30, 0, 0, 0, TimeSpan.FromHours(7)), new(2026, 7, 2, 0, 0, 0, TimeSpan.FromHours(7))));
    }

    [Fact]
    public void The_ministry_s_Ramadan_takes_the_place_of_the_computed_one()
    {
        var office = With("Region:RamadanFile", Ramadan, "2026-02-19;2026-03-20;Decreed").GetRequiredService<OfficeTime>();

        Assert.Equal(OfficeRegime.Normal, office.On(new(2026, 2, 18))!.Regime);
        Assert.Equal(OfficeRegime.Ramadan, office.On(new(2026, 2, 19))!.Regime);
        Assert.Equal(OfficeRegime.Ramadan, office.On(new(2027, 2, 9))!.Regime);
    }

    [Theory]
    [InlineData("Region:HolidayFile", Holidays, "2026-13-01;JointLeave;Decreed;Cuti bersama", "baris (line) 2")]
    [InlineData("Region:HolidayFile", Holidays, "2026-12-24;Cuti;Decreed;Cuti bersama", "\"Cuti\" bukan (is none of) PublicHoliday, JointLeave, WorkingDay")]
    [InlineData("Region:HolidayFile", Holidays, "2026-12-24;1;Decreed;Cuti bersama", "\"1\" bukan")]
    [InlineData("Region:HolidayFile", Holidays, "2026-12-24,JointLeave,Decreed,Cuti bersama", "(another number of columns)")]
    [InlineData("Region:HolidayFile", "2026-12-24;JointLeave;Decreed;Cuti bersama", "", "(the column names are missing)")]
    [InlineData("Region:HolidayFile", "# tanpa isi", "", "(is empty)")]
    [InlineData("Region:HolidayFile", Holidays, "2026-12-24;JointLeave;Decreed;A\n2026-12-24;JointLeave;Decreed;B", "baris (line) 3")]
    [InlineData("Region:OfficeHoursFile", Hours, "2026-07-01;Normal;Saturday;07:30;12:00;10:00;10:00;Perwali;Decreed", "Senin-Jumat")]
    [InlineData("Region:OfficeHoursFile", Hours, "2026-07-01;Normal;Monday;16:00;07:30;12:00;13:00;Perwali;Decreed", "urutannya")]
    [InlineData("Region:OfficeHoursFile", Hours, "2026-07-01;Normal;Monday;7.30;16:00;12:00;13:00;Perwali;Decreed", "baris (line) 2")]
    [InlineData("Region:OfficeHoursFile", Hours, "2026-07-01;Normal;Monday;07:30;16:00;12:00;13:00;;Decreed", "dasar hukum")]
    [InlineData("Region:RamadanFile", Ramadan, "2026-02-19;2026-02-25;Decreed", "terlalu pendek")]
    [InlineData("Region:RamadanFile", Ramadan, "2026-04-19;2026-05-18;Decreed", "bukan bulan Ramadan")]
    [InlineData("Region:RamadanFile", Ramadan, "9999-01-01;9999-01-30;Decreed", "baris (line) 2")]
    public void A_malformed_file_stops_start_up_with_one_sentence(string setting, string columns, string rows, string problem)
    {
        var refusal = Assert.Throws<RegionFileException>(() => With(setting, columns, rows));

        Assert.StartsWith($"{setting} \"{_file}\" ", refusal.ToString(), StringComparison.Ordinal);
        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.ToString());
    }

    [Fact]
    public void A_file_that_is_not_there_stops_start_up_with_one_sentence()
    {
        var refusal = Assert.Throws<RegionFileException>(() => Start("Region:HolidayFile", "/tidak/ada.csv"));

        Assert.StartsWith("Region:HolidayFile \"/tidak/ada.csv\" tidak dapat dibaca (cannot be read): ", refusal.ToString(), StringComparison.Ordinal);
    }

    private ServiceProvider With(string setting, params string[] lines)
    {
        File.WriteAllLines(_file, lines);
        return Start(setting, _file);
    }

    private static ServiceProvider Start(string setting, string file) =>
        new ServiceCollection().AddRegion(new ConfigurationBuilder().AddInMemoryCollection([new(setting, file)]).Build()).BuildServiceProvider();
}
