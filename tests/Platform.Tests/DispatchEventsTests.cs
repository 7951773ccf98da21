using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace PlanningPlatform.Platform.Tests;

/// <summary>A tracker and a board, both through the gateway of a whole platform.</summary>
[Collection(PlatformCollection.Name)]
public sealed class DispatchEventsTests(PlatformFixture fixture)
{
    [Fact]
    public async Task A_position_reaches_an_open_board_through_the_gateway_also_after_the_line_was_quiet_for_longer_than_it_waits()
    {
        using var client = fixture.Platform.CreateClient();
        var account = (await File.ReadAllLinesAsync(Path.Combine(fixture.Platform.DataFolder, "demo-accounts.txt"))).Select(line => line.Split(';')).Single(columns => columns[1] == "dispatcher");
        using var signedIn = await client.PostAsJsonAsync("/api/identity/token", new { username = account[0], password = fixture.Platform.DemoPassword });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await signedIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString());
        var unit = (await client.GetFromJsonAsync<JsonElement>("/api/mobile-units?pageSize=100")).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("code").GetString() == "MB-12");

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var stream = await client.SendAsync(new(HttpMethod.Get, "/api/dispatch/events"), HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(deadline.Token));
        await ReadUntilAsync(line => line == "event: ready");
        // The gateway gives up an interface that is silent for 30 seconds; a heartbeat comes every 15.
        var quiet = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(quiet) < TimeSpan.FromSeconds(32))
        {
            await ReadUntilAsync(line => line.StartsWith(':'));
        }

        using var tracker = fixture.Platform.CreateClient();
        using var taken = await tracker.GetAsync(new Uri($"/osmand?id={unit.GetProperty("deviceId").GetString()}&lat=-7.8201&lon=112.0301&timestamp={TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "OK\n"), (taken.StatusCode, await taken.Content.ReadAsStringAsync()));
        await ReadUntilAsync(line => line.Contains("\"code\":\"MB-12\"", StringComparison.Ordinal) && line.Contains("112.0301", StringComparison.Ordinal));

        async Task ReadUntilAsync(Func<string, bool> found)
        {
            string? line;
            do
            {
                line = await reader.ReadLineAsync(deadline.Token);
                Assert.NotNull(line);
            }
            while (!found(line));
        }
    }
}
