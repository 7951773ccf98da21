using System.Net;
using System.Net.Http.Json;
using PlanningPlatform.Identity.Tests;

namespace PlanningPlatform.Gateway.Tests;

public sealed class OutageTests : IAsyncLifetime
{
    private EchoService echo = null!;
    private GatewayDoor gateway = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        echo = await EchoService.StartAsync();
        gateway = new GatewayDoor().LeadingTo(echo.Address).With("Forwarding:ApiSilence", "00:00:01").With("Forwarding:RetryAfter", "00:00:00.300");
        client = gateway.Client();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await gateway.DisposeAsync();
        await echo.DisposeAsync();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_service_that_is_down_is_unavailable_for_a_moment_and_never_a_bad_gateway(string method)
    {
        await echo.StopAsync();
        using var indonesian = await client.SendAsync(new(new(method), "/api/complaints"));
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        using var english = await client.SendAsync(new(new(method), "/api/complaints"));

        Assert.StartsWith("Layanan ini sedang dijalankan ulang", (await indonesian.IsProblemAsync(503, "service_unavailable")).Detail, StringComparison.Ordinal);
        Assert.StartsWith("This service is being restarted", (await english.IsProblemAsync(503, "service_unavailable")).Detail, StringComparison.Ordinal);
        Assert.True(indonesian.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Contains("\"mayHaveBeenDone\":false", await indonesian.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_without_an_address_is_unavailable_too()
    {
        await using var door = new GatewayDoor().LeadingTo(echo.Address, "portal");
        using var caller = door.Client();
        await (await caller.GetAsync("/api/complaints")).IsProblemAsync(503, "service_unavailable");
    }

    [Fact]
    public async Task Reading_survives_the_restart_of_a_service()
    {
        await using var door = new GatewayDoor().LeadingTo(echo.Address).With("Forwarding:RetryAfter", "00:00:03");
        using var caller = door.Client();
        await caller.GetAsync("/api/complaints");
        await echo.StopAsync();

        var reading = caller.GetAsync("/api/complaints");
        await echo.StartAgainAsync();

        Assert.Equal(HttpStatusCode.OK, (await reading).StatusCode);
    }

    [Fact]
    public async Task What_could_change_something_is_sent_once_and_the_doubt_is_told()
    {
        using var response = await client.PostAsJsonAsync("/api/complaints/breaks-off", new { });

        var problem = await response.IsProblemAsync(503, "service_unavailable");
        Assert.Contains("Idempotency-Key", problem.Detail, StringComparison.Ordinal);
        Assert.Contains("\"mayHaveBeenDone\":true", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, echo.Requests);
    }

    [Fact]
    public async Task A_reading_that_breaks_off_is_tried_twice_and_no_more()
    {
        using var response = await client.GetAsync("/api/complaints/breaks-off");

        await response.IsProblemAsync(503, "service_unavailable");
        Assert.Equal(2, echo.Requests);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_service_that_says_nothing_is_given_up(string method)
    {
        using var response = await client.SendAsync(new(new(method), "/api/complaints/silent"));

        await response.IsProblemAsync(504, "timeout");
        Assert.Equal(1, echo.Requests);
    }

    [Fact]
    public async Task A_person_in_a_browser_reads_a_page_when_the_portal_is_down()
    {
        await echo.StopAsync();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        using var response = await client.GetAsync("/lapor");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("Layanan ini sedang dijalankan ulang", page, StringComparison.Ordinal);
        Assert.Contains("This service is being restarted", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_replicas_the_living_one_answers()
    {
        await using var second = await EchoService.StartAsync();
        await using var door = new GatewayDoor().LeadingTo(echo.Address).With("services:complaints:http:1", second.Address).With("Forwarding:RetryAfter", "00:00:00.100");
        using var caller = door.Client();
        await echo.StopAsync();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        var inARow = 0;
        while (inARow < 10)
        {
            using var response = await caller.PostAsJsonAsync("/api/complaints", new { }, limit.Token);
            inARow = response.IsSuccessStatusCode ? inARow + 1 : 0;
        }
    }

    [Fact]
    public async Task A_replica_that_is_not_ready_gets_no_requests_and_one_that_is_degraded_does()
    {
        await using var second = await EchoService.StartAsync();
        await using var door = new GatewayDoor().LeadingTo(echo.Address).With("services:complaints:http:1", second.Address);
        using var caller = door.Client();
        echo.Health = (200, new { status = "Degraded", reasons = (string[])["messaging: the broker is not reachable"] });
        second.Health = (503, new { status = "Unhealthy", reasons = (string[])["database: does not answer"] });

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        for (var inARow = 0; inARow < 20;)
        {
            var before = second.Requests;
            (await caller.PostAsJsonAsync("/api/complaints", new { }, limit.Token)).EnsureSuccessStatusCode();
            inARow = second.Requests == before ? inARow + 1 : 0;
            await Task.Delay(50, limit.Token);
        }

        // With nobody ready, whoever is asked says itself what it lacks.
        echo.Health = second.Health;
        var (first, other) = (echo.Requests, second.Requests);
        while (second.Requests == other || echo.Requests == first)
        {
            (await caller.PostAsJsonAsync("/api/complaints", new { }, limit.Token)).EnsureSuccessStatusCode();
            await Task.Delay(50, limit.Token);
        }
    }
}
