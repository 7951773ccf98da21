using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Tests;

/// <summary>What is wrong in a way that people and programs really are, each with the answer that docs/complaints.md names.</summary>
public sealed class BadInputTests(DemoComplaintsFixture city) : IClassFixture<DemoComplaintsFixture>
{
    private readonly ComplaintsApi _api = city.Api;

    [Theory]
    [InlineData("description", "too_long", """{"categoryCode":"PJU","description":"{4001}","villageCode":"35.71.02.1012","visibility":"Public"}""")]
    [InlineData("description", null, """{"categoryCode":"PJU","description":"a\u0000b","villageCode":"35.71.02.1012","visibility":"Public"}""")]
    [InlineData("description", null, """{"categoryCode":"PJU","description":"a\ud83db","villageCode":"35.71.02.1012","visibility":"Public"}""")]
    [InlineData("villageCode", null, """{"categoryCode":"PJU","description":"Lampu","villageCode":"35.78.01.1001","visibility":"Public"}""")]
    [InlineData("categoryCode", "unknown_category", """{"categoryCode":"TIADA","description":"Lampu","villageCode":"35.71.02.1012","visibility":"Public"}""")]
    [InlineData("attributes.warna", "unknown_attribute", """{"categoryCode":"PJU","description":"Lampu","villageCode":"35.71.02.1012","visibility":"Public","attributes":{"warna":["merah"]}}""")]
    public async Task A_report_is_refused_by_its_field_and_nothing_is_kept(string field, string? code, string report)
    {
        var before = await _api.TotalAsync();
        using var body = new StringContent(report.Replace("{4001}", new string('x', 4001), StringComparison.Ordinal), Encoding.UTF8, "application/json");

        using var refused = await _api.Resident.PostAsync(new Uri("/api/complaints", UriKind.Relative), body);

        var problem = await refused.ProblemAsync();
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_input", field), (refused.StatusCode, problem.Text("code"), problem.Text("field")));
        Assert.Equal(code ?? problem.GetProperty("errors")[0].Text("code"), problem.GetProperty("errors")[0].Text("code"));
        Assert.Equal(before, await _api.TotalAsync());
    }

    [Theory]
    [InlineData("<script>alert('x')</script> lampu mati", "‹script›alert('x')‹/script› lampu mati")]
    [InlineData("\u202Egnp.upmal\u202C lampu mati", "\u202Egnp.upmal\u202C lampu mati")]
    public async Task Markup_and_directional_characters_are_text_and_kept_as_they_came(string written, string inOpen311)
    {
        var lodged = await _api.LodgeOneAsync(ComplaintsApi.Report(written));

        Assert.Equal(written, (await _api.Resident.GetFromJsonAsync<JsonElement>($"/api/complaints/public/{lodged.TrackingNumber}")).GetProperty("complaint").Text("text"));
        Assert.Equal(inOpen311, (await _api.Resident.GetFromJsonAsync<JsonElement>($"/open311/v2/requests/{lodged.TrackingNumber}.json"))[0].Text("description"));
    }

    [Fact]
    public async Task Exactly_four_thousand_characters_are_taken()
        => Assert.Equal("Received", (await _api.LodgeOneAsync(ComplaintsApi.Report(new string('x', 4000)))).Status);

    [Fact]
    public async Task A_point_beyond_the_border_is_taken_in_and_handed_over()
    {
        var lodged = await _api.LodgeOneAsync(new { categoryCode = "JALAN", description = "Jalan kabupaten berlubang", location = new { latitude = -7.75, longitude = 112.2 }, visibility = "Public" });

        await _api.DoAsync(lodged.Id, "transfer", new { party = "Kabupaten Kediri" });

        Assert.Null(lodged.VillageCode);
        Assert.Equal("TransferredOutside", (await _api.TimelineAsync(lodged)).Text("status"));
    }

    [Fact]
    public async Task Nothing_is_put_off_until_2035()
    {
        var lodged = await _api.LodgeOneAsync("JALAN");
        await _api.DoAsync(lodged.Id, "verify");
        await _api.DoAsync(lodged.Id, "forward", new { agencyCode = "DPUPR" });

        using var refused = await _api.ActAsync(lodged.Id, "postpone", new { until = "2035-01-01", reason = "Menunggu aspal" });

        Assert.Equal((HttpStatusCode.BadRequest, "until"), (refused.StatusCode, (await refused.ProblemAsync()).Text("field")));
    }

    [Theory]
    [InlineData("service_code=TIADA", 404)]
    [InlineData("service_code=PJU&attribute[warna]=merah", 400)]
    [InlineData("service_code=PJU&description={4001}", 400)]
    [InlineData("service_code=PJU&api_key={revoked}", 403)]
    [InlineData("service_code=PJU", 200)]
    public async Task Open311_answers_in_its_own_numbers(string fields, int status)
    {
        var before = await _api.TotalAsync();
        using var admin = _api.ClientFor(Roles.Admin);
        var (good, _) = await IssueAsync(admin);
        var (revoked, id) = await IssueAsync(admin);
        using var gone = await admin.PostAsJsonAsync($"/api/complaints/open311-keys/{id}/revoke", new { });
        var form = $"lat=-7.8160&long=112.0325&{fields.Replace("{4001}", new string('x', 4001), StringComparison.Ordinal).Replace("{revoked}", revoked, StringComparison.Ordinal)}"
            + (fields.Contains("api_key", StringComparison.Ordinal) ? "" : $"&api_key={good}");

        using var body = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await _api.Resident.PostAsync(new Uri("/open311/v2/requests.json", UriKind.Relative), body);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(before + (status == 200 ? 1 : 0), await _api.TotalAsync());
    }

    [Fact]
    public async Task An_update_from_2035_is_refused()
    {
        using var admin = _api.ClientFor(Roles.Admin);
        var (key, _) = await IssueAsync(admin);
        using var lodged = await FormAsync("requests", $"api_key={key}&service_code=PJU&lat=-7.8160&long=112.0325");
        var number = (await lodged.Content.ReadFromJsonAsync<JsonElement>())[0].Text("service_request_id");

        using var refused = await FormAsync("servicerequestupdates", $"api_key={key}&service_request_id={number}&description=Masih&updated_datetime=2035-01-01T00:00:00Z");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_webhook_that_is_replayed_is_answered_the_same_once_and_refused_when_it_is_old()
    {
        var message = new { id = "pesan-diputar-ulang", from = "0812-0000-7777", text = "Lampu jalan mati di Banjaran depan musala" };
        var before = await _api.TotalAsync();
        using var first = await city.Gateway.PostAsync(message);
        using var again = await city.Gateway.PostAsync(message);
        using var old = await city.Gateway.PostAsync(message, seconds: -301);

        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.Unauthorized, "bad_signature"), (old.StatusCode, await old.CodeAsync()));
        Assert.Equal(before + 1, await _api.TotalAsync());
    }

    private Task<HttpResponseMessage> FormAsync(string resource, string form)
        => _api.Resident.PostAsync(new Uri($"/open311/v2/{resource}.json", UriKind.Relative), new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"));

    private static async Task<(string Key, Guid Id)> IssueAsync(HttpClient admin)
    {
        using var answer = await admin.PostAsJsonAsync("/api/complaints/open311-keys", new { client = "Aplikasi warga", contact = "pengembang@contoh.invalid", requestsPerMinute = 600, privacyNoticeAccepted = true });
        var issued = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (issued.Text("apiKey")!, issued.GetProperty("key").Id());
    }
}
