using System.Net.Http.Json;
using System.Text.Json;

namespace PlanningPlatform.Proposals.Tests;

public sealed class SectorsTests(ProposalsService kediri) : IClassFixture<ProposalsService>
{
    [Fact]
    public async Task Kediri_plans_in_three_sectors()
    {
        var list = await SectorsOf(kediri);

        Assert.Equal(3, list.GetProperty("total").GetInt32());
        Assert.Equal(["Infrastruktur", "Manusia", "Ekonomi & pemerintahan"], list.GetProperty("items").EnumerateArray().Select(sector => sector.Text("name")));
    }

    [Fact]
    public async Task Another_city_has_its_own_sectors()
    {
        var lebong = await ProposalsService.StartedWithAsync(broker: null, KeyValuePair.Create("Region:Code", "17.07"));
        try
        {
            var list = await SectorsOf(lebong);

            Assert.Equal(["INFRASTRUKTUR", "EKONOMI", "SOSBUD"], list.GetProperty("items").EnumerateArray().Select(sector => sector.Text("code")));
        }
        finally
        {
            await lebong.DisposeAsync();
        }
    }

    private static Task<JsonElement> SectorsOf(ProposalsService city)
        => city.Resident.GetFromJsonAsync<JsonElement>(new Uri("/api/proposals/sectors", UriKind.Relative));
}
