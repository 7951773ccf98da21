using System.Globalization;
using System.Text.Json;
using static PlanningPlatform.Monitoring.Tests.Happened;

namespace PlanningPlatform.Monitoring.Tests;

/// <summary>The figures of the regions that the caller's roles are for. Bawang lies in the district 35.71.03, Banjaran in 35.71.02.</summary>
public sealed class ScopeTests
{
    private const string Bawang = "35.71.03.1009";
    private const string Banjaran = "35.71.02.1012";

    [Theory]
    [InlineData("35.71 Kota Kediri", "3 3 2 15", "35.71.01 35.71.02 35.71.03", "programManager region=35.71")]
    [InlineData("35.71.02 Kecamatan Kota", "1 1 1 10", "35.71.02", "leader region=35.71.02")]
    [InlineData("35.71.03.1009 Kelurahan Bawang", "1 1 1 30", "", "inspector region=35.71.03.1009")]
    [InlineData("35.71.01 Kecamatan Mojoroto", "0 0 0 ", "35.71.01", "planner region=35.71.01")]
    [InlineData("35.71.02 Kecamatan Kota, 35.71.03.1009 Kelurahan Bawang", "2 2 2 10", "35.71.02", "planner region=35.71.02 agency=BAPPEDA", "leader region=35.71.03.1009", "planner region=35.71.02.1012")]
    [InlineData("35.71.01 Kecamatan Mojoroto", "0 0 0 ", "35.71.01", "planner region=35.71.01", "admin region=35.71")]
    public async Task The_summary_is_of_the_callers_regions_and_says_so(string regions, string figures, string districts, params string[] grants)
    {
        await using var monitoring = await MonitoringService.StartAsync();
        var journey = NewId();
        await monitoring.TellAsync(
            Received(NewId(), Bawang), Received(NewId(), Banjaran), Received(NewId(), village: null),
            Journey(journey, 5, "Completed", minutes: 60, Bawang), Journey(journey, 4, "Arrived", minutes: 30), Journey(NewId(), 4, "Arrived", minutes: 10, Banjaran), Journey(NewId(), 4, "Arrived", minutes: 15),
            Proposal(Bawang), Proposal(Banjaran), Unit("35.71.02"), Unit("35.71.03"));

        var summary = await monitoring.SummaryForAsync(grants);

        Assert.Equal(regions, string.Join(", ", summary.GetProperty("regions").EnumerateArray().Select(region => $"{region.GetProperty("code").GetString()} {region.GetProperty("name").GetString()}")));
        Assert.Equal(figures, string.Create(
            CultureInfo.InvariantCulture, $"{Sum(summary, "complaints")} {Sum(summary, "journeys")} {summary.GetProperty("proposals").GetProperty("submitted").GetInt32()} {Median(summary)}"));
        Assert.Equal(districts, string.Join(' ', summary.GetProperty("units").EnumerateArray().Select(row => row.GetProperty("districtCode").GetString())));
    }

    private static int Sum(JsonElement summary, string list) => summary.GetProperty(list).EnumerateArray().Sum(row => row.GetProperty("count").GetInt32());

    private static double? Median(JsonElement summary)
        => summary.GetProperty("minutesToArrival").GetProperty("median") is { ValueKind: JsonValueKind.Number } median ? median.GetDouble() : null;
}
