using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>Who may learn who reported, and that it stays on record who did.</summary>
public sealed class IdentityViewTests(WholeLifeFixture fixture) : IClassFixture<WholeLifeFixture>
{
    private readonly ComplaintsApi _api = fixture.Api;

    [Fact]
    public async Task The_desk_learns_who_reported_and_each_look_is_on_record()
    {
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.Report(visibility: "Secret"));

        var reporter = await _api.DoAsync(lodged.Id, "reporter", new { reason = "Menanyakan tiang yang mana" });

        Assert.Equal("0800-111-2222", reporter.Text("phone"));
        using var inspector = _api.ClientFor(Roles.Inspector);
        var view = Assert.Single((await inspector.GetFromJsonAsync<JsonElement>($"/api/complaints/identity-views?number={lodged.TrackingNumber}")).GetProperty("items").EnumerateArray());
        Assert.Equal("Menanyakan tiang yang mana", view.Text("reason"));
        Assert.NotEqual("", view.Text("viewer"));
    }

    [Theory]
    [InlineData("Public", HttpStatusCode.OK)]
    [InlineData("Anonymous", HttpStatusCode.Forbidden)]
    [InlineData("Secret", HttpStatusCode.Forbidden)]
    public async Task The_agency_that_leads_learns_it_of_a_public_complaint_only(string visibility, HttpStatusCode expected)
    {
        using var officer = _api.ClientGranted("agencyOfficer region=35.71 agency=DPKP");
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.Report(visibility: visibility));
        await _api.DoAsync(lodged.Id, "verify");
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "DPKP" });

        using var answer = await officer.PostAsJsonAsync($"/api/complaints/{lodged.Id}/reporter", new { reason = "Janjian meninjau" });

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK, (await answer.Content.ReadAsStringAsync()).Contains("0800-111-2222", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_supporting_agency_does_not_learn_it()
    {
        using var supporter = _api.ClientGranted("agencyOfficer region=35.71 agency=DPUPR");
        var lodged = await _api.LodgeOneAsync();
        await _api.DoAsync(lodged.Id, "verify");
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "DPKP", supportingAgencyCodes = new[] { "DPUPR" } });

        using var answer = await supporter.PostAsJsonAsync($"/api/complaints/{lodged.Id}/reporter", new { reason = "Janjian meninjau" });

        Assert.Equal((HttpStatusCode.Forbidden, "reporter_protected"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task Without_a_reason_nobody_learns_anything()
    {
        var lodged = await _api.LodgeOneAsync();

        using var answer = await _api.ActAsync(lodged.Id, "reporter", new { reason = " " });

        Assert.Equal((HttpStatusCode.BadRequest, "reason"), (answer.StatusCode, (await answer.ProblemAsync()).Text("field")));
    }
}
