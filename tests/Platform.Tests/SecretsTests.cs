using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Platform.Tests;

/// <summary>
/// What people entrust stays out of logs and telemetry: sent here in every way in, rightly and wrongly, also to a service that dies
/// meanwhile. Every platform's logs are scanned once more when it ends (<see cref="LogScan"/>).
/// </summary>
[Collection(PlatformCollection.Name)]
public sealed class SecretsTests(PlatformFixture fixture)
{
    private const string Nik = "3571024107900001";
    private const string Phone = "081234567890";
    private const string Email = "rahasia@contoh.id";

    private static readonly object Person = new { name = $"{LogScan.Marker} nama", phone = Phone, email = Email, privacyNotice = PrivacyNotice.Version, news = true };

    private PlatformProcess Platform => fixture.Platform;

    [Fact]
    public async Task What_people_entrust_is_in_no_log_and_in_no_telemetry()
    {
        using var client = Platform.CreateClient();
        client.DefaultRequestHeaders.UserAgent.ParseAdd(LogScan.Marker);

        await EntrustAsync(client);
        await MistakeAsync(client);
        await GuessAsync(client);
        await fixture.WhileAwayAsync("complaints", async caller => await PostAsync(caller, "/api/complaints", Complaint()) >= HttpStatusCode.InternalServerError);

        // A span of each service that was just asked, so that what was caused before has arrived.
        await Eventually.TrueAsync(() => Task.FromResult(Seen("complaints", "POST /api/complaints") && Seen("proposals", "POST /api/proposals") && Seen("identity", "POST /api/identity/token") && Seen("portal", "POST /lapor")), "the spans arrive");
        Assert.All((string[])[LogScan.Marker, LogScan.Marker.ToLowerInvariant(), Nik, Phone, Email, Platform.DemoPassword, .. Platform.Secrets], secret => Assert.False(fixture.Collector.Received(secret)));
        Assert.Empty(LogScan.Find(Path.Combine(Platform.DataFolder, "logs"), [.. Platform.Secrets, Platform.DemoPassword]));
    }

    [Theory]
    [InlineData("""{"Message":"Laporan RAHASIA"}""", "a protected field of a test")]
    [InlineData("token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0", "an access token")]
    [InlineData("cookie CfDJ8AAAAAAAAAAAAAAAA", "a cookie or something encrypted")]
    [InlineData("Authorization: Bearer abcdefghij", "an authorisation header")]
    [InlineData("""{"password":"teruterubozu"}""", "a password")]
    [InlineData("amqp://planning:kunci@127.0.0.1", "a password")]
    [InlineData("NIK 3571024107900001.", "a NIK")]
    [InlineData("hubungi +6281234567890", "a phone number")]
    [InlineData("kirim ke warga@contoh.id", "an e-mail address")]
    [InlineData("kunci lacak ABCD-EFGH", "a secret that a test was given")]
    [InlineData("""{"SpanId":"3571024107900001","Message":"planning@127.0.0.1"}""", null)]
    public void The_scan_finds_what_it_looks_for(string line, string? finding)
        => Assert.Equal(finding, LogScan.WhatIsIn(line, ["ABCD-EFGH"]).SingleOrDefault());

    private static object Complaint() => new
    {
        categoryCode = "ANTAR",
        description = $"{LogScan.Marker} NIK {Nik}",
        villageCode = "35.71.02.1012",
        visibility = "Secret",
        address = new { street = $"Jalan {LogScan.Marker}", landmark = LogScan.Marker },
        reporter = Person,
    };

    private async Task EntrustAsync(HttpClient client)
    {
        var proposal = new { title = LogScan.Marker, problem = $"{LogScan.Marker} {Phone}", villageCode = "35.71.02.1012", proposer = Person };
        Assert.Equal(HttpStatusCode.Created, await PostAsync(client, "/api/proposals", proposal));
        using var lodged = await client.PostAsJsonAsync("/api/complaints", Complaint());
        Assert.Equal(HttpStatusCode.Created, lodged.StatusCode);
        var complaint = await lodged.Content.ReadFromJsonAsync<JsonElement>();
        Platform.Secrets.Add(complaint.GetProperty("trackingSecret").GetString()!);

        using var desk = Platform.CreateClient();
        using var signedIn = await desk.PostAsJsonAsync("/api/identity/token", new { username = "operator112", password = Platform.DemoPassword });
        var tokens = await signedIn.Content.ReadFromJsonAsync<JsonElement>();
        Platform.Secrets.Add(tokens.GetProperty("refreshToken").GetString()!);
        desk.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("accessToken").GetString());
        var id = complaint.GetProperty("id").GetGuid();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(desk, $"/api/complaints/{id}/verify", null));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(desk, $"/api/complaints/{id}/forward", new { agencyCode = "DINKES" }));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(desk, $"/api/complaints/{id}/request-mobile-unit", new { purpose = "Health", note = $"{LogScan.Marker} cuci darah" }));
    }

    private static async Task MistakeAsync(HttpClient client)
    {
        foreach (var path in (string[])["/api/complaints", "/api/proposals", "/api/identity/token", "/api/identity/setup", "/api/identity/password-forgotten"])
        {
            foreach (var body in (string[])[$$"""{"{{LogScan.Marker}}":"{{Nik}}"}""", $$"""{"description":["{{LogScan.Marker}}"]}""", $"{{\"{LogScan.Marker}", $"\"{LogScan.Marker}\""])
            {
                using var refused = await client.PostAsync(new Uri($"{path}?q={LogScan.Marker}", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
                Assert.InRange((int)refused.StatusCode, 400, 499);
            }
        }

        foreach (var path in (string[])["/lapor", "/usulan/baru", "/lacak", $"/setup?token={LogScan.Marker}", $"/undangan?token={LogScan.Marker}", "/masuk", "/lupa"])
        {
            using var form = new FormUrlEncodedContent([new("description", LogScan.Marker), new("username", LogScan.Marker), new("password", LogScan.Marker), new("secret", LogScan.Marker), new("token", LogScan.Marker), new("reporter.phone", Phone)]);
            using var refused = await client.PostAsync(new Uri(path, UriKind.Relative), form);
        }
    }

    private static async Task GuessAsync(HttpClient client)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(client, "/api/identity/token", new { username = LogScan.Marker, password = LogScan.Marker }));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(client, "/api/identity/token", new { username = "operator112", password = LogScan.Marker }));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(client, "/api/identity/password-forgotten", new { username = LogScan.Marker }));
        foreach (var path in (string[])[$"/api/complaints/track/{LogScan.Marker}", $"/lacak/{LogScan.Marker}", $"/{LogScan.Marker}", $"/setup?token={LogScan.Marker}", "/api/complaints", "/api/identity/me"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Tracking-Secret", LogScan.Marker);
            request.Headers.Add("Authorization", $"Bearer eyJhbGciOiJFUzI1NiJ9.{LogScan.Marker}.{LogScan.Marker}");
            request.Headers.Add("Cookie", $"planning-session={LogScan.Marker}");
            using var response = await client.SendAsync(request);
            Assert.True((int)response.StatusCode < 500, $"{path}: {(int)response.StatusCode}");
        }
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string path, object? body)
    {
        using var response = await client.PostAsJsonAsync(path, body ?? new { });
        return response.StatusCode;
    }

    private bool Seen(string service, string name) => fixture.Collector.Spans.Any(span => span.Service == service && span.Name == name);
}
