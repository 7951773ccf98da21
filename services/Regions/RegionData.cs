namespace PlanningPlatform.Regions;

/// <summary>The data files in <c>region-data/</c> beside the program; the only place that knows their names and columns.</summary>
internal static class RegionData
{
    private const string OfficialLists = "idn-area-data-3.1.2";

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "region-data");

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

    /// <summary>Rows of one of our own files: fields between semicolons, <c>#</c> for a remark, one line of column names.</summary>
    public static IEnumerable<string[]> Own(string file) =>
        File.ReadLines(Path.Combine(Folder, file))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Skip(1)
            .Select(line => line.Split(';'));

    private static List<string[]> Official(string file, string prefix) =>
        CodeList.Read(Path.Combine(Folder, OfficialLists, file), prefix);

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
