using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;

namespace PlanningPlatform.Gateway.Tests;

public sealed class HealthTests : IAsyncLifetime
{
    private EchoService echo = null!;
    private EchoService other = null!;

    public async Task InitializeAsync() => (echo, other) = (await EchoService.StartAsync(), await EchoService.StartAsync());

    public async Task DisposeAsync()
    {
        await echo.DisposeAsync();
        await other.DisposeAsync();
    }

    [Fact]
    public async Task When_every_service_is_ready_the_platform_is_healthy()
    {
        var (status, answer) = await AskAsync();

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Healthy", answer.Status);
        Assert.Empty(answer.Reasons);
        Assert.Equal(Routes.Services.Order(), answer.Services.Select(service => service.Name).Order());
    }

    [Fact]
    public async Task A_degraded_service_degrades_the_platform_which_goes_on_and_says_why()
    {
        other.Health = (200, new { status = "Degraded", reasons = (string[])["messaging: the broker is not reachable; 3 messages wait"] });

        var (status, answer) = await AskAsync();

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Degraded", answer.Status);
        Assert.Equal(["complaints: messaging: the broker is not reachable; 3 messages wait"], answer.Reasons);
    }

    [Fact]
    public async Task A_service_that_is_not_ready_makes_the_platform_not_ready()
    {
        other.Health = (503, new { status = "Unhealthy", reasons = (string[])["database: migrations are not done yet"] });
        var (status, answer) = await AskAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(("Unhealthy", "complaints: database: migrations are not done yet"), (answer.Status, answer.Reasons.Single()));

        await other.StopAsync();
        (status, answer) = await AskAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("complaints: does not answer", answer.Reasons.Single());
    }

    [Theory]
    [InlineData(200, """{"status":"Healthy"}""", 200)]
    [InlineData(200, "\"bukan yang diharapkan\"", 503)]
    [InlineData(200, """{"status":"Splendid"}""", 503)]
    [InlineData(404, "{}", 503)]
    public async Task A_service_that_answers_in_another_form_breaks_nothing(int status, string body, int expected)
    {
        other.Health = (status, System.Text.Json.JsonDocument.Parse(body));
        Assert.Equal(expected, (int)(await AskAsync()).Status);
    }

    [Fact]
    public async Task A_service_that_hangs_does_not_hang_the_answer()
    {
        other.HealthDelay = TimeSpan.FromMinutes(1);
        var watch = Stopwatch.StartNew();

        var (status, answer) = await AskAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("Unhealthy", answer.Services.Single(service => service.Name == "complaints").Status);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task The_gateway_itself_is_alive_whatever_is_behind_it()
    {
        await using var gateway = new GatewayDoor().LeadingTo("http://127.0.0.1:1");
        using var client = gateway.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/alive")).StatusCode);
    }

    private async Task<(HttpStatusCode Status, PlatformHealthAnswer Answer)> AskAsync()
    {
        await using var gateway = new GatewayDoor().LeadingTo(echo.Address).LeadingTo(other.Address, "complaints");
        using var client = gateway.Client();
        using var response = await client.GetAsync("/health");
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<PlatformHealthAnswer>())!);
    }
}
