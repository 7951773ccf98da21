namespace PlanningPlatform.Regions.Tests;

public class RegencyTests
{
    private static readonly Regency Kediri = Regency.Load("35.71");

    [Theory]
    [InlineData("35.71", "Kota Kediri", "Jawa Timur", 3, 46)]
    [InlineData("18.72", "Kota Metro", "Lampung", 5, 22)]
    [InlineData("17.01", "Kabupaten Bengkulu Selatan", "Bengkulu", 11, 158)]
    [InlineData("17.07", "Kabupaten Lebong", "Bengkulu", 12, 104)]
    [InlineData("31.71", "Kota Administrasi Jakarta Pusat", "DKI Jakarta", 8, 44)]
    [InlineData("73.10", "Kabupaten Pangkajene dan Kepulauan", "Sulawesi Selatan", 13, 103)]
    public void A_regency_has_its_official_name_districts_and_villages(string code, string name, string province, int districts, int villages)
    {
        var regency = Regency.Load(code);

        Assert.Equal(name, regency.Name);
        Assert.Equal(province, regency.Province.Name);
        Assert.Equal(districts, regency.Districts.Count);
        Assert.Equal(villages, regency.Villages.Count);
    }

    [Fact]
    public void Kelurahan_Banjaran_is_found_by_its_code()
    {
        var banjaran = Kediri.FindVillage("35.71.02.1012");

        Assert.NotNull(banjaran);
        Assert.Equal("Kelurahan Banjaran", banjaran.DisplayName);
        Assert.Equal(VillageKind.Kelurahan, banjaran.Kind);
        Assert.Equal("Kecamatan Kota", banjaran.District.DisplayName);
    }

    [Theory]
    [InlineData("35.06.01.2001")]
    [InlineData("35.71.02.1999")]
    [InlineData("35.71.02")]
    [InlineData("banjaran")]
    [InlineData("")]
    [InlineData(null)]
    public void A_village_elsewhere_or_nowhere_is_not_found(string? code) => Assert.Null(Kediri.FindVillage(code));

    [Theory]
    [InlineData("Bandar Kidul", "35.71.01.1002")]
    [InlineData("kelurahan bandar kidul", "35.71.01.1002")]
    [InlineData("Kampungdalem", "35.71.02.1005")]
    [InlineData("SETONO GEDONG", "35.71.02.1009")]
    public void A_village_is_found_by_its_name_as_people_write_it(string name, string code) =>
        Assert.Equal(code, Assert.Single(Kediri.VillagesNamed(name)).Code.ToString());

    [Fact]
    public void A_village_and_a_district_of_the_same_name_are_told_apart()
    {
        Assert.Equal("35.71.01.1011", Assert.Single(Kediri.VillagesNamed("Mojoroto")).Code.ToString());
        Assert.Equal("35.71.01", Kediri.DistrictNamed("Mojoroto")?.Code.ToString());
    }

    [Theory]
    [InlineData("Kota")]
    [InlineData("Kecamatan Kota")]
    public void The_district_called_Kota_is_found(string name) =>
        Assert.Equal("35.71.02", Kediri.DistrictNamed(name)?.Code.ToString());

    [Fact]
    public void A_desa_adat_does_not_say_its_kind_twice()
    {
        var yoboi = Regency.Load("91.03").FindVillage("91.03.01.3007");

        Assert.Equal(VillageKind.DesaAdat, yoboi?.Kind);
        Assert.Equal("Desa Adat Yoboi", yoboi?.DisplayName);
    }

    [Fact]
    public void A_glottal_stop_reads_as_an_apostrophe() =>
        Assert.Equal("Doro O'o", Regency.Load("52.06").FindVillage("52.06.11.2006")?.Name);

    [Fact]
    public void Every_province_keeps_its_legal_time()
    {
        // Keppres 41/1987; a province founded since keeps the time of the one it came from.
        var eastern = new[] { "81", "82", "91", "92", "93", "94", "95", "96" };
        var central = new[] { "51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76" };
        var oneEach = RegencyDirectory.All().DistinctBy(regency => regency.Code.Province).ToList();

        Assert.Equal(38, oneEach.Count);
        Assert.All(oneEach, regency =>
        {
            var (zone, abbreviation, hours) = regency.Code.Province.ToString() switch
            {
                var code when eastern.Contains(code) => ("Asia/Jayapura", "WIT", 9),
                var code when central.Contains(code) => ("Asia/Makassar", "WITA", 8),
                _ => ("Asia/Jakarta", "WIB", 7),
            };
            var time = Regency.Load(regency.Code.ToString()).TimeZone;
            Assert.Equal((zone, abbreviation), (time.Zone.Id, time.Abbreviation));
            Assert.Equal(TimeSpan.FromHours(hours), time.Zone.BaseUtcOffset);
        });
    }

    [Fact]
    public void The_date_in_the_region_is_not_the_date_in_London()
    {
        var evening = new DateTimeOffset(2026, 11, 21, 17, 30, 0, TimeSpan.Zero);

        Assert.Equal(new DateOnly(2026, 11, 22), Kediri.TimeZone.DateOf(evening));
    }
}
