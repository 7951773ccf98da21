using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PlanningPlatform.Regions.Tests;

public class UnknownRegionTests
{
    [Theory]
    [InlineData("kediri", "35.06 Kabupaten Kediri, 35.71 Kota Kediri")]
    [InlineData("KEDIRI", "35.06 Kabupaten Kediri, 35.71 Kota Kediri")]
    [InlineData("kedri", "35.06 Kabupaten Kediri, 35.71 Kota Kediri")]
    [InlineData("Kota Kediri", "35.71 Kota Kediri, 35.06 Kabupaten Kediri")]
    [InlineData("kab. kediri", "35.06 Kabupaten Kediri, 35.71 Kota Kediri")]
    [InlineData("Solo", "33.72 Kota Surakarta")]
    [InlineData("bengkulu selatan", "17.01 Kabupaten Bengkulu Selatan")]
    [InlineData("35.7l", "35.71 Kota Kediri")]
    [InlineData("3571", "35.71 Kota Kediri")]
    [InlineData(" 35.71 ", "35.71 Kota Kediri")]
    [InlineData("35,71", "35.71 Kota Kediri")]
    [InlineData("35.71 Kota Kediri", "35.71 Kota Kediri")]
    [InlineData("Kota Kediri 2", "35.71 Kota Kediri, 35.06 Kabupaten Kediri")]
    [InlineData("35.71.02.1012", "35.71 Kota Kediri")]
    public void What_was_meant_is_named_first(string setting, string expected)
    {
        var refusal = Assert.Throws<UnknownRegionException>(() => Regency.Load(setting));

        Assert.Contains($": {expected}", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("35.99")]
    [InlineData("35")]
    [InlineData("99.99")]
    [InlineData("...")]
    [InlineData("O.l")]
    [InlineData("London")]
    [InlineData("99999999999999999999999")]
    public void There_is_always_a_nearest_and_never_a_long_list(string setting) =>
        Assert.InRange(Assert.Throws<UnknownRegionException>(() => Regency.Load(setting)).Nearest.Count, 1, 5);

    [Fact]
    public void A_code_without_a_regency_suggests_the_nearest_in_number_among_the_likeliest() =>
        Assert.Equal("35.71", RegencyDirectory.Nearest("35.81")[0].Code.ToString());

    [Fact]
    public void Start_up_stops_with_one_sentence()
    {
        var refusal = Assert.Throws<UnknownRegionException>(() => Builder("kediri").AddRegion());

        Assert.DoesNotContain('\n', refusal.ToString());
        Assert.StartsWith("Region:Code \"kediri\"", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Kota Kediri")]
    [InlineData("", "Kota Kediri")]
    [InlineData("17.07", "Kabupaten Lebong")]
    public void One_setting_picks_the_city(string? code, string name)
    {
        using var host = Builder(code).AddRegion().Build();

        Assert.Equal(name, host.Services.GetRequiredService<Regency>().Name);
        Assert.NotNull(host.Services.GetRequiredService<WorkingCalendar>());
        Assert.NotNull(host.Services.GetRequiredService<ApproximatePoints>());
    }

    private static HostApplicationBuilder Builder(string? code)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([new("Region:Code", code)]);
        return builder;
    }
}
