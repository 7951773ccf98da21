using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Platform.Tests;

/// <summary>One thing leads to another (journey 4): what several people report becomes a proposal, and they follow both.</summary>
[Collection(PlatformCollection.Name)]
public sealed class ProposalJourneyTests(PlatformFixture fixture) : IDisposable
{
    private readonly HttpClient _client = fixture.Platform.CreateClient();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Two_complaints_about_one_drain_become_a_proposal_whose_number_both_reporters_read()
    {
        var (first, second) = (await LodgeAsync(), await LodgeAsync());
        var desk = await SignInAsync("operator112");
        await DoAsync(desk, second, "merge", new { masterNumber = first.GetProperty("trackingNumber").GetString() });
        await DoAsync(desk, first, "verify", new { });

        await DoAsync(desk, first, "propose", new { title = "Perbaikan saluran Gang II", problem = "Saluran tersumbat", sector = "INFRASTRUKTUR" });

        foreach (var report in new[] { first, second })
        {
            JsonElement proposal = default;
            await Eventually.TrueAsync(async () =>
            {
                proposal = (await TrackAsync(report)).GetProperty("proposal");
                return proposal.GetProperty("trackingNumber").ValueKind == JsonValueKind.String;
            }, "the proposal has its number");
            Assert.Matches("^USL-[0-9A-Z]{4}-[0-9A-Z]{4}$", proposal.GetProperty("trackingNumber").GetString());
            Assert.Equal("Submitted", proposal.GetProperty("status").GetString());
        }

        Assert.Equal(["Received", "Verified", "Proposed", "ProposalMade"], (await TrackAsync(first)).GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("code").GetString()));
    }

    private async Task<JsonElement> LodgeAsync()
    {
        using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Post, "/api/complaints")
        {
            Content = JsonContent.Create(new { categoryCode = "PJU", description = "Saluran mampet, lampu ikut padam", villageCode = "35.71.02.1012", visibility = "Public" }),
        });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var lodged = await answer.Content.ReadFromJsonAsync<JsonElement>();
        fixture.Platform.Secrets.Add(lodged.GetProperty("trackingSecret").GetString()!);
        return lodged;
    }

    private async Task<string> SignInAsync(string account)
    {
        using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Post, "/api/identity/token") { Content = JsonContent.Create(new { username = account, password = fixture.Platform.DemoPassword }) });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
        fixture.Platform.Secrets.Add(token);
        return token;
    }

    private async Task DoAsync(string token, JsonElement complaint, string step, object body)
    {
        using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Post, $"/api/complaints/{complaint.GetProperty("id").GetGuid()}/{step}")
        {
            Content = JsonContent.Create(body),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        });
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{step}: {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task<JsonElement> TrackAsync(JsonElement complaint)
    {
        using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, $"/api/complaints/track/{complaint.GetProperty("trackingNumber").GetString()}")
        {
            Headers = { { "X-Tracking-Secret", complaint.GetProperty("trackingSecret").GetString() } },
        });
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Sends again while the gateway says that this is too often: other tests share the address.</summary>
    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make)
    {
        HttpResponseMessage? answer = null;
        await Eventually.TrueAsync(async () =>
        {
            using var request = make();
            answer = await _client.SendAsync(request);
            return answer.StatusCode != HttpStatusCode.TooManyRequests;
        }, "the gateway lets it in");
        return answer!;
    }
}
