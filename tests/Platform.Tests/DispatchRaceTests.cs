using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.Regions;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Platform.Tests;

/// <summary>Dispatchers who press at the same time, through the gateway, before two processes of the service that share a PostgreSQL database.</summary>
[Collection(ReplicatedPlatformCollection.Name)]
public sealed class DispatchRaceTests(ReplicatedPlatformFixture fixture)
{
    private const int Requests = 50, Units = 60, Dispatchers = 200, EachWants = 4, Tokens = 10;

    private static readonly Regency Kediri = Regency.Load("35.71");

    private readonly PlatformProcess _platform = fixture.Platform;

    /// <remarks>
    /// With the limits that the gateway has by default. Two hundred send at once, each four of the requests, so that sixteen want each: at the service itself each wants a quarter
    /// of the queue (BoardTests of the service), which takes too long through the door. They share ten tokens of one account, because signing in two hundred takes longer
    /// than everything else here (five passwords a second); a token has an allowance of 500 at once and 100 a second.
    /// </remarks>
    [Fact]
    public async Task Two_hundred_who_assign_the_same_fifty_requests_make_fifty_journeys_with_no_unit_twice_and_everybody_else_is_told_409()
    {
        using var client = _platform.CreateClient();
        var units = await FleetAsync(client);
        var requests = await BookedAsync(client);
        var tokens = await TokensAsync(client, "dispatcher");

        var answers = await Task.WhenAll(Enumerable.Range(0, Dispatchers).Select(async dispatcher =>
        {
            using var board = _platform.CreateClient();
            board.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens[dispatcher % Tokens]);
            var order = new Random(dispatcher);
            var told = new List<(HttpStatusCode Status, string? Code)>();
            foreach (var request in requests.Skip(dispatcher % Requests).Concat(requests.Take(dispatcher % Requests)).Take(EachWants))
            {
                // Whoever finds a unit busy, or in the workshop, tries the next.
                var first = order.Next(Units);
                for (var attempt = 0; attempt < Units; attempt++)
                {
                    using var answer = await board.PostAsJsonAsync($"/api/dispatch/requests/{request}/assign", new { unitId = units[(first + attempt) % Units], reason = "Bersamaan" });
                    var code = answer.IsSuccessStatusCode ? null : (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
                    told.Add((answer.StatusCode, code));
                    if (code is not ("busy" or "out_of_service"))
                    {
                        break;
                    }
                }
            }

            return told;
        }));

        var all = answers.SelectMany(told => told).ToList();
        Assert.Equal(Requests, all.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.All(all.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal((HttpStatusCode.Conflict, true), (answer.Status, answer.Code is "already_assigned" or "busy" or "out_of_service")));

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens[0]);
        var journeys = (await client.GetFromJsonAsync<JsonElement>("/api/dispatch/journeys?open=true&pageSize=200")).GetProperty("items").EnumerateArray()
            .Where(journey => journey.GetProperty("stops").EnumerateArray().Any(stop => requests.Contains(stop.GetProperty("requestId").GetGuid()))).ToList();
        Assert.Equal(Requests, journeys.Count);
        Assert.Equal(Requests, journeys.Select(journey => journey.GetProperty("unitId").GetGuid()).Distinct().Count());
        Assert.All(journeys, journey => Assert.Single(journey.GetProperty("stops").EnumerateArray().Select(stop => stop.GetProperty("requestId").GetGuid()).Distinct()));
    }

    /// <summary>The demo city's twelve and as many more as are wanted.</summary>
    private async Task<List<Guid>> FleetAsync(HttpClient client)
    {
        var token = (await TokensAsync(client, "manager", 1))[0];
        for (var index = 12; index < Units; index++)
        {
            await Somebody.SendAsync(client, HttpMethod.Post, "/api/mobile-units", new { code = $"TS-{index:00}", baseCode = "35.71.03", seats = 6, hasWheelchairLift = false }, token);
        }

        var fleet = await Somebody.SendAsync(client, HttpMethod.Get, "/api/mobile-units?pageSize=200", null, token);
        List<Guid> units = [.. fleet.GetProperty("items").EnumerateArray().Select(unit => unit.GetProperty("id").GetGuid())];
        Assert.Equal(Units, units.Count);
        return units;
    }

    /// <summary>Fifty residents of one village, all at the same time tomorrow, so that no unit can serve two.</summary>
    private static async Task<List<Guid>> BookedAsync(HttpClient client)
    {
        var tomorrow = Kediri.TimeZone.DateOf(TimeProvider.System.GetUtcNow()).AddDays(1);
        var notice = (await client.GetFromJsonAsync<JsonElement>("/api/mobile-units/privacy-notice")).GetProperty("version").GetString();
        return [.. await Task.WhenAll(Enumerable.Range(0, Requests).Select(async index =>
        {
            var booked = await Somebody.SendAsync(client, HttpMethod.Post, "/api/mobile-units/bookings", new
            {
                purpose = "Health",
                passengers = 1,
                needsWheelchair = false,
                pickUp = new { villageCode = "35.71.03.1009" },
                dropOff = new { destination = "rsud-gambiran" },
                from = Kediri.TimeZone.ToInstant(tomorrow, new TimeOnly(10, 0)),
                until = Kediri.TimeZone.ToInstant(tomorrow, new TimeOnly(10, 30)),
                contact = new { phone = $"0812-6000-{index:0000}", privacyNotice = notice },
            });
            return booked.GetProperty("trips")[0].GetProperty("id").GetGuid();
        }))];
    }

    /// <summary>One sign-in, and the same session's next tokens.</summary>
    private async Task<List<string>> TokensAsync(HttpClient client, string account, int count = Tokens)
    {
        var answer = await Somebody.SendAsync(client, HttpMethod.Post, "/api/identity/token", new { username = account, password = _platform.DemoPassword });
        List<string> tokens = [answer.GetProperty("accessToken").GetString()!];
        while (tokens.Count < count)
        {
            answer = await Somebody.SendAsync(client, HttpMethod.Post, "/api/identity/token", new { refreshToken = answer.GetProperty("refreshToken").GetString() });
            tokens.Add(answer.GetProperty("accessToken").GetString()!);
        }

        return tokens;
    }
}
