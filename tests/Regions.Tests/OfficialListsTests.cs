namespace PlanningPlatform.Regions.Tests;

public class OfficialListsTests
{
    private static readonly string Lists = Path.Combine(RegionData.Folder, "idn-area-data-3.1.2");
    private static readonly List<string[]> Provinces = Read("provinces.csv");
    private static readonly List<string[]> Regencies = Read("regencies.csv");
    private static readonly List<string[]> Districts = Read("districts.csv");
    private static readonly List<string[]> Villages = Read("villages.csv");

    [Fact]
    public void Every_level_is_complete()
    {
        Assert.Equal(38, Provinces.Count);
        Assert.Equal(514, Regencies.Count);
        Assert.Equal(7_277, Districts.Count);
        Assert.Equal(83_763, Villages.Count);
    }

    [Theory]
    [InlineData(VillageKind.Kelurahan, 8_498)]
    [InlineData(VillageKind.Desa, 75_251)]
    [InlineData(VillageKind.DesaAdat, 14)]
    public void Every_kind_of_village_is_complete(VillageKind kind, int count) =>
        Assert.Equal(count, Villages.Count(row => RegionCode.Parse(row[0]).VillageKind == kind));

    [Fact]
    public void Every_code_is_well_formed_unique_and_of_its_level()
    {
        AssertLevel(Provinces, RegionLevel.Province);
        AssertLevel(Regencies, RegionLevel.Regency);
        AssertLevel(Districts, RegionLevel.District);
        AssertLevel(Villages, RegionLevel.Village);
    }

    [Fact]
    public void Every_region_lies_in_one_that_exists()
    {
        AssertParents(Regencies, Provinces);
        AssertParents(Districts, Regencies);
        AssertParents(Villages, Districts);
    }

    [Fact]
    public void Every_district_has_a_village_and_every_regency_a_district()
    {
        Assert.Empty(Codes(Districts).Except(Parents(Villages)));
        Assert.Empty(Codes(Regencies).Except(Parents(Districts)));
    }

    [Fact]
    public void All_514_regencies_load_and_together_hold_every_village()
    {
        var loaded = Regencies.ConvertAll(row => Regency.Load(row[0]));

        Assert.Equal(7_277, loaded.Sum(regency => regency.Districts.Count));
        Assert.Equal(83_763, loaded.Sum(regency => regency.Villages.Count));
        Assert.All(loaded, regency => Assert.All(regency.Villages, village =>
        {
            Assert.Equal(village.Code.Parent, village.District.Code);
            Assert.Equal(regency.Code, village.District.Code.Parent);
            Assert.Same(village, regency.FindVillage(village.Code));
            Assert.DoesNotContain('"', village.Name);
            Assert.Equal(village.Name.Trim(), village.Name);
        }));
    }

    [Fact]
    public void The_lists_lie_as_files_beside_their_licence()
    {
        var licence = File.ReadAllText(Path.Combine(Lists, "LICENSE.md"));

        Assert.StartsWith("# Open Database License (ODbL)", licence, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Lists, "villages.csv")));
    }

    [Fact]
    public void The_holidays_lie_beside_their_licence() =>
        Assert.Contains(
            "CC BY-SA 3.0",
            File.ReadAllText(Path.Combine(RegionData.Folder, "holidays", "LICENSE-date-holidays.txt")),
            StringComparison.Ordinal);

    private static List<string[]> Read(string file) => CodeList.Read(Path.Combine(Lists, file), "");

    private static void AssertLevel(List<string[]> rows, RegionLevel level)
    {
        Assert.All(Codes(rows), code => Assert.Equal(level, code.Level));
        Assert.Equal(rows.Count, Codes(rows).Distinct().Count());
    }

    private static void AssertParents(List<string[]> rows, List<string[]> above)
    {
        Assert.Equal(Codes(rows).ConvertAll(code => code.Parent!), Parents(rows));
        Assert.Empty(Parents(rows).Except(Codes(above)));
    }

    private static List<RegionCode> Codes(List<string[]> rows) => rows.ConvertAll(row => RegionCode.Parse(row[0]));

    private static List<RegionCode> Parents(List<string[]> rows) => rows.ConvertAll(row => RegionCode.Parse(row[1]));
}
