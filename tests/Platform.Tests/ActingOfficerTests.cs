using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace PlanningPlatform.Platform.Tests;

/// <summary>Whoever acts for an agency's officer by decree has their inbox and their duties, and nothing of it afterwards.</summary>
[Collection(PlatformCollection.Name)]
public sealed class ActingOfficerTests(PlatformFixture fixture) : IDisposable
{
    private readonly HttpClient _client = fixture.Platform.CreateClient();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task An_acting_officer_finds_the_inbox_answers_from_it_and_loses_it_when_the_appointment_ends()
    {
        var (admin, desk) = (await SignInAsync("admin"), await SignInAsync("operator112"));
        var somebody = await Somebody.InvitedAsync(_client, admin);
        var lodged = await AskAsync(HttpMethod.Post, "/api/complaints", new { categoryCode = "TRANTIB", description = "Musik keras", villageCode = "35.71.02.1012", visibility = "Public" });
        fixture.Platform.Secrets.Add(lodged.GetProperty("trackingSecret").GetString()!);
        var complaint = $"/api/complaints/{lodged.GetProperty("id").GetGuid()}";
        await AskAsync(HttpMethod.Post, $"{complaint}/verify", new { }, desk);
        await AskAsync(HttpMethod.Post, $"{complaint}/forward", new { agencyCode = "DPUPR" }, desk);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(complaint, await somebody.AgainAsync()));

        var officer = (await AskAsync(HttpMethod.Get, "/api/identity/accounts?search=dinas", null, admin)).GetProperty("items").EnumerateArray()
            .Single(account => account.GetProperty("username").GetString() == "dinas").GetProperty("id").GetGuid();
        var today = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"));
        var appointment = await AskAsync(HttpMethod.Post, "/api/identity/acting", new
        {
            accountId = somebody.Id, forAccountId = officer, kind = "Plh", decree = "800/17/2026", from = $"{today:yyyy-MM-dd}", until = $"{today.AddDays(1):yyyy-MM-dd}",
        }, admin);
        var acting = await somebody.AgainAsync();

        var inbox = await AskAsync(HttpMethod.Get, $"/api/complaints?status=Forwarded&number={lodged.GetProperty("trackingNumber").GetString()}", null, acting);
        Assert.Equal(1, inbox.GetProperty("total").GetInt32());
        await AskAsync(HttpMethod.Post, $"{complaint}/start", new { note = "Ditegur malam ini" }, acting);
        var answered = await AskAsync(HttpMethod.Post, $"{complaint}/resolve", new { note = "Pemilik sudah ditegur" }, acting);
        Assert.Equal("Resolved", answered.GetProperty("status").GetString());

        await AskAsync(HttpMethod.Post, $"/api/identity/acting/{appointment.GetProperty("id").GetGuid()}/end", null, admin);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(complaint, await somebody.AgainAsync()));
    }

    private async Task<string> SignInAsync(string account)
    {
        var token = (await AskAsync(HttpMethod.Post, "/api/identity/token", new { username = account, password = fixture.Platform.DemoPassword })).GetProperty("accessToken").GetString()!;
        fixture.Platform.Secrets.Add(token);
        return token;
    }

    private Task<JsonElement> AskAsync(HttpMethod method, string path, object? body, string? token = null) => Somebody.SendAsync(_client, method, path, body, token);

    private async Task<HttpStatusCode> StatusAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }
}
