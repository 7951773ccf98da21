using System.Globalization;

namespace PlanningPlatform.Regions;

/// <summary>The data files in <c>region-data/</c> beside the program; the only place that knows their names and columns.</summary>
internal static class RegionData
{
    private const string OfficialLists = "idn-area-data-3.1.2";

    /// <summary>Stands for a kind of holiday in a city's file: offices do work that day, whatever was computed.</summary>
    private const string WorkingDay = "WorkingDay";

    // Ramadan of one year is the same Ramadan on whatever days a file has it.
    private static readonly UmAlQuraCalendar Hijri = new();

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "region-data");

    /// <summary>A setting names a city's file of each.</summary>
    public const string HolidaySetting = "Region:HolidayFile", OfficeHoursSetting = "Region:OfficeHoursFile", RamadanSetting = "Region:RamadanFile";

    public static Regency LoadRegency(string setting)
    {
        var name = RegionCode.TryParse(setting, out var code) && code.Level == RegionLevel.Regency
            ? Official("regencies.csv", $"{code},").Select(ReadRegency).FirstOrDefault()
            : null;
        if (name is null)
            throw new UnknownRegionException(setting, RegencyDirectory.Nearest(setting));

        var below = $"{name.Code}.";
        var districts = Official("districts.csv", below).ConvertAll(row => new District(RegionCode.Parse(row[0]), RegionName.WithApostrophe(row[2])));
        var villages = Official("villages.csv", below).ToLookup(row => row[1], StringComparer.Ordinal);
        foreach (var district in districts)
        {
            district.Villages =
                [.. villages[district.Code.ToString()].Select(row => new Village(RegionCode.Parse(row[0]), RegionName.WithApostrophe(row[2]), district))];
        }

        return new Regency(name, LoadProvince(name.Code.Province), districts, Aliases().Where(alias => alias.Code.IsWithin(name.Code)));
    }

    public static IReadOnlyList<RegencyName> Regencies() => Official("regencies.csv", "").ConvertAll(ReadRegency);

    public static IEnumerable<RegionAlias> Aliases() =>
        Own("aliases.csv").Select(row => new RegionAlias(RegionCode.Parse(row[0]), row[1]));

    public static IEnumerable<Holiday> Holidays(string? cityFile) =>
        new RegionTable<DateOnly, Holiday?>(Path.Combine(Folder, "holidays", "holidays.csv"), "date;kind;status;name", HolidaySetting, ReadHoliday)
            .Load(cityFile).Values.OfType<Holiday>();

    public static IReadOnlyCollection<OfficeDay> OfficeHours(string? cityFile)
    {
        var file = Path.Combine(Folder, "office-hours.csv");
        var days = new RegionTable<(DateOnly, OfficeRegime, DayOfWeek), OfficeDay>(
            file, "effective;regime;weekday;open;close;break from;break to;legal basis;status", OfficeHoursSetting, ReadOfficeDay)
            .Load(cityFile).Values;

        // Two regimes of five days: a replaced file without one of them would leave a working day without hours.
        return days.DistinctBy(day => (day.Regime, day.Weekday)).Count() == 10
            ? days
            : throw new RegionFileException(file, "tidak memuat semua hari kerja (lacks a working day), Normal dan (and) Ramadan");
    }

    public static IEnumerable<RamadanPeriod> Ramadan(string? cityFile) =>
        new RegionTable<int, RamadanPeriod>(Path.Combine(Folder, "ramadan.csv"), "first day;last day;status", RamadanSetting, ReadRamadan)
            .Load(cityFile).Values;

    /// <summary>Rows of one of our own files: fields between semicolons, <c>#</c> for a remark, one line of column names.</summary>
    public static IEnumerable<string[]> Own(string file) =>
        File.ReadLines(Path.Combine(Folder, file))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Skip(1)
            .Select(line => line.Split(';'));

    private static List<string[]> Official(string file, string prefix) =>
        CodeList.Read(Path.Combine(Folder, OfficialLists, file), prefix);

    private static (DateOnly, Holiday?) ReadHoliday(string[] row)
    {
        var date = Date(row[0]);
        var status = Word<HolidayStatus>(row[2]);
        return (date, row[1] == WorkingDay ? null : new(date, row[3], Word<HolidayKind>(row[1], WorkingDay), status));
    }

    private static ((DateOnly, OfficeRegime, DayOfWeek), OfficeDay) ReadOfficeDay(string[] row)
    {
        var day = new OfficeDay(
            Date(row[0]), Word<OfficeRegime>(row[1]), Word<DayOfWeek>(row[2]), Time(row[3]), Time(row[4]), Time(row[5]), Time(row[6]),
            row[7], Word<OfficeHoursStatus>(row[8]));
        return ((day.EffectiveFrom, day.Regime, day.Weekday), day);
    }

    private static (int, RamadanPeriod) ReadRamadan(string[] row)
    {
        var period = new RamadanPeriod(Date(row[0]), Date(row[1]), Word<HolidayStatus>(row[2]));
        // 29 or 30 days; a first day and a last day that come from different calendars may make it 28 or 31.
        if (period.LastDay.DayNumber - period.FirstDay.DayNumber is < 27 or > 30)
            throw new FormatException("terlalu pendek atau terlalu panjang (too short or too long)");
        var middle = period.FirstDay.AddDays(14).ToDateTime(TimeOnly.MinValue);
        return Hijri.GetMonth(middle) == 9
            ? (Hijri.GetYear(middle), period)
            : throw new FormatException("bukan bulan Ramadan (is not in Ramadan)");
    }

    private static DateOnly Date(string field) => DateOnly.ParseExact(field, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static TimeOnly Time(string field) => TimeOnly.ParseExact(field, "HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A name of the enumeration and not, as its own parser allows, a number or several names.</summary>
    /// <param name="also">Further words that the column may hold, which the caller has looked for already.</param>
    private static T Word<T>(string field, params string[] also)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(field)
            ? Enum.Parse<T>(field)
            : throw new FormatException($"\"{field}\" bukan (is none of) {string.Join(", ", [.. Enum.GetNames<T>(), .. also])}");

    private static RegencyName ReadRegency(string[] row)
    {
        var name = RegionName.ProperCase(row[2]);
        var space = name.IndexOf(' ', StringComparison.Ordinal);
        return new(RegionCode.Parse(row[0]), Enum.Parse<RegencyKind>(name[..space]), name[(space + 1)..]);
    }

    private static Province LoadProvince(RegionCode code)
    {
        var name = Official("provinces.csv", $"{code},").Single()[1];
        var time = Own("time-zones.csv").Single(row => RegionCode.Parse(row[0]) == code);
        return new(code, RegionName.ProperCase(name), new(TimeZoneInfo.FindSystemTimeZoneById(time[1]), time[2]));
    }
}
