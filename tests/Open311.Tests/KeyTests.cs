using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Open311.Tests;

/// <summary>Who may post: keys that an administrator issues and revokes.</summary>
[Collection(Open311Collection.Name)]
public sealed class KeyTests(Open311Service service)
{
    private const string Keys = "/api/complaints/open311-keys";

    private readonly StrictClient _client = new(service);

    [Fact]
    public async Task Without_a_key_or_with_one_that_nobody_issued_nothing_is_taken_in()
    {
        using var missing = await PostAsync("");
        using var unknown = await PostAsync("bukan-kunci");
        using var xml = await _client.PostAsync("/requests.xml");

        Assert.Equal(["api_key: Sertakan api_key."], await StrictClient.ErrorsAsync(missing, HttpStatusCode.Forbidden));
        Assert.Equal(["api_key: api_key ini tidak dikenal."], await StrictClient.ErrorsAsync(unknown, HttpStatusCode.Forbidden));
        Assert.Equal("""<?xml version="1.0" encoding="utf-8"?><errors><error><code>403</code><description>api_key: Sertakan api_key.</description></error></errors>""", await xml.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_more_and_what_it_posted_stays()
    {
        var (id, key) = await service.IssueKeyAsync("Aplikasi yang dicabut");
        using var before = await PostAsync(key);
        var number = (await StrictClient.ReadJsonAsync(before))[0].GetProperty("service_request_id").GetString()!;

        using var revoked = await service.Admin.PostAsJsonAsync($"{Keys}/{id}/revoke", new { });
        using var again = await service.Admin.PostAsJsonAsync($"{Keys}/{id}/revoke", new { });
        using var after = await PostAsync(key);
        using var update = await _client.PostAsync("/servicerequestupdates.json", ("api_key", key), ("service_request_id", number), ("description", "x"));

        Assert.Equal(["api_key: api_key ini sudah dicabut."], await StrictClient.ErrorsAsync(after, HttpStatusCode.Forbidden));
        Assert.Equal(["api_key: api_key ini sudah dicabut."], await StrictClient.ErrorsAsync(update, HttpStatusCode.Forbidden));
        Assert.Equal(await revoked.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(number, (await _client.BothAsync($"/requests/{number}"))[0].GetProperty("service_request_id").GetString());
    }

    [Fact]
    public async Task A_key_is_used_as_often_as_it_allows_and_the_next_time_is_said()
    {
        var (_, key) = await service.IssueKeyAsync("Aplikasi yang terburu-buru", requestsPerMinute: 2);
        using var first = await PostAsync(key);
        using var second = await PostAsync(key);
        using var third = await PostAsync(key);
        using var other = await PostAsync(service.Key);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode, other.StatusCode));
        Assert.Single(await StrictClient.ErrorsAsync(third, HttpStatusCode.TooManyRequests));
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task The_key_itself_is_said_once_and_never_stored()
    {
        using var issued = await service.Admin.PostAsJsonAsync(Keys, new { client = "Aplikasi baru", contact = "tim@contoh.invalid" });
        var answer = await issued.Content.ReadFromJsonAsync<JsonElement>();
        var key = answer.GetProperty("apiKey").GetString()!;
        service.NewDays();
        using var used = await PostAsync(key);

        var listed = await ListedAsync("Aplikasi baru");

        Assert.Equal(32, key.Length);
        Assert.Equal("no-store", issued.Headers.CacheControl!.ToString());
        Assert.Equal((60, JsonValueKind.Null, false), (listed.GetProperty("requestsPerMinute").GetInt32(), listed.GetProperty("privacyNotice").ValueKind, listed.GetProperty("keepsContacts").GetBoolean()));
        Assert.Equal(("admin", service.Time.Now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), (listed.GetProperty("issuedBy").GetString(), listed.GetProperty("lastUsedOn").GetString()));
        Assert.DoesNotContain(key, await service.Admin.GetStringAsync(new Uri(Keys, UriKind.Relative)), StringComparison.Ordinal);
        Assert.DoesNotContain(key, await service.Database.EverythingStoredAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issuing_and_revoking_are_told_to_the_audit_log_without_the_key()
    {
        await using var identity = await QueueWatcher.StartAsync(service.Broker, "identity");
        var (id, key) = await service.IssueKeyAsync("Aplikasi yang dicatat");
        using var revoked = await service.Admin.PostAsJsonAsync($"{Keys}/{id}/revoke", new { });

        List<JsonElement> told = [];
        // Identity is told of other things, too, which have no target.
        await Eventually.TrueAsync(
            () => Task.FromResult((told = [.. identity.Events.Select(each => each.GetProperty("message")).Where(each => each.TryGetProperty("target", out var target) && target.GetString() == "Aplikasi yang dicatat")]).Count == 2),
            "both are told");

        Assert.Equal([("open311_key_issued", "admin", "perMinute=5000"), ("open311_key_revoked", "admin", null)], told.Select(each => (each.GetProperty("action").GetString(), each.GetProperty("actor").GetString(), each.GetProperty("detail").GetString())));
        Assert.DoesNotContain(told, each => each.GetRawText().Contains(key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"contact":"x"}""", "client")]
    [InlineData("""{"client":"x"}""", "contact")]
    [InlineData("""{"client":"x\ny","contact":"x"}""", "client")]
    [InlineData("""{"client":"x","contact":"x","requestsPerMinute":0}""", "requestsPerMinute")]
    public async Task A_key_needs_a_name_and_somebody_to_reach(string body, string field)
    {
        using var answer = await service.Admin.PostAsync(new Uri(Keys, UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("field").GetString()));
    }

    [Theory]
    [InlineData(Roles.Operator112)]
    [InlineData(Roles.Supervisor112)]
    [InlineData(Roles.Inspector)]
    public async Task Keys_are_the_administrator_s_alone(string role)
    {
        using var client = service.ClientFor(role);
        using var district = service.ClientGranted("admin region=35.71.02");
        using var listed = await client.GetAsync(new Uri(Keys, UriKind.Relative));
        using var partly = await district.GetAsync(new Uri(Keys, UriKind.Relative));
        using var unknown = await service.Admin.PostAsJsonAsync($"{Keys}/00000000-0000-7000-8000-000000000000/revoke", new { });

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (listed.StatusCode, partly.StatusCode, unknown.StatusCode));
    }

    [Fact]
    public async Task With_the_demo_on_one_key_exists_and_without_it_that_key_counts_no_more()
    {
        using var demo = await PostAsync(Open311Service.DemoKey);
        Assert.Equal(HttpStatusCode.OK, demo.StatusCode);
        Assert.True((await ListedAsync("Aplikasi contoh")).GetProperty("demo").GetBoolean());

        using var serious = service.With(("Demo:Enabled", "false"));
        using var answer = await serious.PostAsync(new Uri("/open311/v2/requests.json", UriKind.Relative), new FormUrlEncodedContent([new("api_key", Open311Service.DemoKey)]));
        Assert.Equal(["api_key: api_key ini tidak dikenal."], await StrictClient.ErrorsAsync(answer, HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Another_demo_key_takes_the_place_of_the_last_one()
    {
        await using var alone = new Alone();
        await alone.InitializeAsync();
        using var second = alone.Service.With(("Demo:Open311Key", "kunci-demo-yang-kedua"));

        async Task<HttpStatusCode> StatusAsync(string key)
        {
            using var answer = await second.PostAsync(new Uri("/open311/v2/servicerequestupdates.json", UriKind.Relative), new FormUrlEncodedContent([new("api_key", key)]));
            return answer.StatusCode;
        }

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.BadRequest), (await StatusAsync(Open311Service.DemoKey), await StatusAsync("kunci-demo-yang-kedua")));
    }

    private async Task<JsonElement> ListedAsync(string client)
        => (await service.Admin.GetFromJsonAsync<JsonElement>($"{Keys}?pageSize=200")).GetProperty("items").EnumerateArray().First(key => key.GetProperty("client").GetString() == client);

    private Task<HttpResponseMessage> PostAsync(string key)
        => _client.PostAsync("/requests.json", ("api_key", key), ("service_code", "PJU"), ("lat", "-7.82"), ("long", "112.01"), ("description", "Lampu mati"));

    /// <summary>A service that no other test shares.</summary>
    private sealed class Alone : IAsyncDisposable
    {
        public Open311Service Service { get; } = new();

        public Task InitializeAsync() => Service.InitializeAsync();

        public async ValueTask DisposeAsync() => await Service.DisposeAsync();
    }
}
