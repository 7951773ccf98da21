using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>What an administrator changes about categories and regulations holds from its day on, and for nothing that came in before.</summary>
public sealed class RoutingTests(WholeLifeFixture fixture) : IClassFixture<WholeLifeFixture>
{
    private readonly ComplaintsApi _api = fixture.Api;

    [Fact]
    public async Task A_rule_of_today_holds_at_once_and_one_of_tomorrow_does_not_yet()
    {
        using var admin = _api.ClientFor(Roles.Admin);
        await ChangeAsync(admin, "PARKIR", Rule(days: 0, agency: "SATPOLPP", clock: "Information"));
        await ChangeAsync(admin, "PARKIR", Rule(days: 1, agency: "DISHUB", clock: "Misconduct"));

        var category = (await _api.Resident.GetFromJsonAsync<JsonElement>("/api/complaints/categories")).GetProperty("items").EnumerateArray().Single(item => item.Text("code") == "PARKIR");
        var lodged = await _api.LodgeOneAsync("PARKIR");

        Assert.Equal(("SATPOLPP", "Information"), (category.GetProperty("agencyCodes")[0].GetString(), category.Text("clock")));
        var file = await _api.FileAsync(lodged.Id);
        Assert.InRange(file.GetProperty("complaint").GetProperty("expectedBy").GetDateTimeOffset(), fixture.Time.GetUtcNow(), fixture.Time.GetUtcNow().AddDays(14));
        Assert.Equal("SP4N-LAPOR! 2025", file.GetProperty("profile").Text("name"));
        Assert.Equal(3, (await admin.GetFromJsonAsync<JsonElement>("/api/complaints/categories/PARKIR/rules")).GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData(-1, "DISHUB", "Ordinary", null, "effectiveFrom")]
    [InlineData(1, "TIDAK-ADA", "Ordinary", null, "agencyCodes")]
    [InlineData(1, "DISHUB", "Emergency", null, "clockMinutes")]
    [InlineData(1, "DISHUB", "Ordinary", 5, "clockMinutes")]
    public async Task A_rule_that_makes_no_sense_is_refused_by_its_field(int days, string agency, string clock, int? minutes, string field)
    {
        using var admin = _api.ClientFor(Roles.Admin);

        using var refused = await admin.PostAsJsonAsync("/api/complaints/categories/PARKIR/rules", Rule(days, agency, clock, minutes));

        Assert.Equal((HttpStatusCode.BadRequest, field), (refused.StatusCode, (await refused.ProblemAsync()).Text("field")));
    }

    [Fact]
    public async Task A_regulation_is_added_once_from_a_day_to_come()
    {
        using var admin = _api.ClientFor(Roles.Admin);
        var profile = new
        {
            code = "perwali-uji", name = "Perwali uji", legalBasis = "Perwali (?)", effectiveFrom = Day(30), forwardDays = 2, followUpDays = 3, informationDays = 3, ordinaryDays = 10,
            misconductDays = 40, autoCloseDays = 5, reopenDays = 5, warnAtPercent = 75, leaderAtPercent = 150,
        };

        using var added = await admin.PostAsJsonAsync("/api/complaints/regulation-profiles", profile);
        using var twice = await admin.PostAsJsonAsync("/api/complaints/regulation-profiles", profile);

        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "profile_exists"), (twice.StatusCode, await twice.CodeAsync()));
        Assert.Equal("perwali-uji", (await _api.Resident.GetFromJsonAsync<JsonElement>("/api/complaints/regulation-profiles")).GetProperty("items")[0].Text("code"));
    }

    [Fact]
    public async Task At_the_counter_a_report_is_taken_for_whoever_is_present_and_found_again_by_who_took_it()
    {
        using var counter = _api.ClientGranted("neighbourhoodOfficer region=35.71.02.1012");
        using var response = await counter.PostAsJsonAsync("/api/complaints/counter", new
        {
            categoryCode = "SALURAN", description = "Saluran RT 03/RW 04 meluap tiap hujan", villageCode = "35.71.02.1012", visibility = "Public",
        });
        var lodged = (await response.Content.ReadFromJsonAsync<Lodged>(StrictJson.Lenient))!;

        var mine = await counter.GetFromJsonAsync<JsonElement>("/api/complaints/counter");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(lodged.TrackingNumber, mine.GetProperty("items")[0].Text("trackingNumber"));
        Assert.Equal("Counter", (await _api.FileAsync(lodged.Id)).GetProperty("complaint").Text("channel"));
        Assert.Equal("Received", (await _api.TimelineAsync(lodged)).Text("status"));
    }

    private object Rule(int days, string agency, string clock, int? minutes = null) => new
    {
        effectiveFrom = Day(days), agencyCodes = new[] { agency }, clock, clockMinutes = minutes, mobileUnit = "No", photoOnClosing = true, forcesSecret = false,
    };

    private string Day(int days) => fixture.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task ChangeAsync(HttpClient admin, string category, object rule)
    {
        using var response = await admin.PostAsJsonAsync($"/api/complaints/categories/{category}/rules", rule);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
