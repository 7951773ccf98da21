using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanningPlatform.Testing;
using static PlanningPlatform.MobileUnits.Tests.RunningFleet;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>Every number of the service is the region's to change, from a day on.</summary>
public sealed class RulesTests : IAsyncLifetime
{
    private RunningFleet _fleet = null!;

    public async Task InitializeAsync() => _fleet = await RunningFleet.StartAsync();

    public async Task DisposeAsync() => await _fleet.DisposeAsync();

    [Fact]
    public async Task New_rules_hold_from_their_day_on_and_the_audit_log_hears_of_them()
    {
        await using var heard = await _fleet.HearAsync("identity");
        var rules = await NewRulesAsync("perwali-2026");
        rules["mostDaysAhead"] = 7;
        rules["targetUnitsPerVillage"] = 2;

        await DoAsync(_fleet.Admin, "/api/mobile-units/rules", rules);

        Assert.Equal(30, (await _fleet.ReadAsync(_fleet.Service.CreateClient(), "/api/mobile-units/booking-rules")).GetProperty("mostDaysAhead").GetInt32());
        Assert.Equal(["perwali-2026", "default"], (await ListedAsync()).Select(item => item.GetProperty("code").GetString()));
        await Eventually.TrueAsync(() => Task.FromResult(heard.Events.Any(each => each.GetRawText().Contains("mobile_unit_rules_added", StringComparison.Ordinal))), "the audit log hears of it");

        _fleet.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(7, (await _fleet.ReadAsync(_fleet.Service.CreateClient(), "/api/mobile-units/booking-rules")).GetProperty("mostDaysAhead").GetInt32());
        Assert.Equal(92, (await _fleet.ReadAsync(_fleet.Manager, "/api/mobile-units/coverage")).GetProperty("total").GetProperty("need").GetInt32());
    }

    [Theory]
    [InlineData("code", "Perwali 2026")]
    [InlineData("effectiveFrom", "today")]
    [InlineData("legalBasis", "")]
    [InlineData("mostDaysAhead", 0)]
    [InlineData("mostDaysAhead", 366)]
    [InlineData("leastMinutesAhead", -1)]
    [InlineData("mostWorkMinutes", 721)]
    [InlineData("visitMinutes", null)]
    [InlineData("targetYear", 2000)]
    public async Task A_number_without_its_limits_is_refused_with_its_field(string field, object? value)
    {
        var rules = await NewRulesAsync("perwali-2026");
        rules[field] = value is "today" ? JsonValue.Create(_fleet.Today) : JsonValue.Create(value);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_input", field), await SayAsync(_fleet.Admin, "/api/mobile-units/rules", rules));
        Assert.Single(await ListedAsync());
    }

    [Fact]
    public async Task Purposes_have_a_code_a_name_in_both_languages_and_one_of_them_is_served()
    {
        var rules = await NewRulesAsync("perwali-2026");
        rules["purposes"] = new JsonArray(Purpose("Private", isAllowed: false));
        Assert.Equal("purposes", (await SayAsync(_fleet.Admin, "/api/mobile-units/rules", rules)).Field);
        rules["purposes"] = new JsonArray(Purpose("Health", isAllowed: true), Purpose("Health", isAllowed: true));
        Assert.Equal("purposes[1].code", (await SayAsync(_fleet.Admin, "/api/mobile-units/rules", rules)).Field);
        rules["purposes"] = new JsonArray(Purpose("Health", isAllowed: true), Purpose("Cuci darah", isAllowed: true));
        Assert.Equal("purposes[1].code", (await SayAsync(_fleet.Admin, "/api/mobile-units/rules", rules)).Field);
    }

    [Fact]
    public async Task Two_rules_never_begin_on_one_day_and_only_the_citys_administrator_writes_them()
    {
        await DoAsync(_fleet.Admin, "/api/mobile-units/rules", await NewRulesAsync("perwali-2026"));
        using var district = _fleet.Service.CreateClientGranted("admin region=35.71.02");

        Assert.Equal((HttpStatusCode.Conflict, "rules_exist", ""), await SayAsync(_fleet.Admin, "/api/mobile-units/rules", await NewRulesAsync("perwali-2027")));
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden", ""), await SayAsync(_fleet.Manager, "/api/mobile-units/rules", await NewRulesAsync("perwali-2027")));
        Assert.Equal((HttpStatusCode.Forbidden, "outside_scope", ""), await SayAsync(district, "/api/mobile-units/rules", await NewRulesAsync("perwali-2027")));
        Assert.Equal(2, (await _fleet.ReadAsync(_fleet.Manager, "/api/mobile-units/rules")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_destination_is_added_renamed_and_removed_and_who_booked_it_still_goes_there()
    {
        await DoAsync(_fleet.Admin, "/api/mobile-units/destinations", new { code = "puskesmas-ngletih", name = "Puskesmas", villageCode = Bawang });
        await DoAsync(_fleet.Admin, "/api/mobile-units/destinations", new { code = "puskesmas-ngletih", name = "Puskesmas Ngletih", villageCode = Bawang });
        Assert.Equal(["Puskesmas Ngletih"], await DestinationsAsync("puskesmas-ngletih"));
        var request = await _fleet.BookAsync(Banjaran, new { destination = "puskesmas-ngletih" });

        await DoAsync(_fleet.Admin, "/api/mobile-units/destinations/puskesmas-ngletih/remove", null);

        Assert.Empty(await DestinationsAsync("puskesmas-ngletih"));
        Assert.Equal((HttpStatusCode.NotFound, "not_found", ""), await SayAsync(_fleet.Admin, "/api/mobile-units/destinations/puskesmas-ngletih/remove", null));
        Assert.Equal("villageCode", (await SayAsync(_fleet.Admin, "/api/mobile-units/destinations", new { code = "x1", name = "X", villageCode = "35.78.01.1001" })).Field);
        await _fleet.DriveAsync(await _fleet.AssignAsync(request, "MB-06"));
        Assert.Equal(Bawang, (await _fleet.ReadAsync(_fleet.Manager, "/api/mobile-units/logbook")).GetProperty("trips").GetProperty("items")[0].GetProperty("toVillage").GetString());
    }

    private async Task<List<JsonElement>> ListedAsync() => [.. (await _fleet.ReadAsync(_fleet.Admin, "/api/mobile-units/rules")).GetProperty("items").EnumerateArray()];

    /// <summary>Those in force under another code, from tomorrow on.</summary>
    private async Task<JsonObject> NewRulesAsync(string code)
    {
        var rules = JsonNode.Parse((await ListedAsync())[^1].GetRawText())!.AsObject();
        rules["code"] = code;
        rules["effectiveFrom"] = JsonValue.Create(_fleet.Today.AddDays(1));
        return rules;
    }

    private static JsonObject Purpose(string code, bool isAllowed) => new() { ["code"] = code, ["indonesian"] = "Keperluan", ["english"] = "Purpose", ["isAllowed"] = isAllowed, ["approval"] = "None" };

    private async Task<IEnumerable<string?>> DestinationsAsync(string code)
        => (await _fleet.ReadAsync(_fleet.Service.CreateClient(), "/api/mobile-units/booking-rules")).GetProperty("destinations").EnumerateArray()
            .Where(each => each.GetProperty("code").GetString() == code).Select(each => each.GetProperty("name").GetString());
}
