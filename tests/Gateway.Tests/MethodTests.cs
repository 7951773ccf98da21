using System.Net;
using System.Net.Sockets;
using System.Text;
using PlanningPlatform.Identity.Tests;

namespace PlanningPlatform.Gateway.Tests;

public sealed class MethodTests : IAsyncLifetime
{
    private EchoService echo = null!;
    private GatewayDoor gateway = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        echo = await EchoService.StartAsync();
        gateway = new GatewayDoor().LeadingTo(echo.Address);
        client = gateway.Client();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await gateway.DisposeAsync();
        await echo.DisposeAsync();
    }

    [Theory]
    [InlineData("/lapor")]
    [InlineData("/api/complaints/categories")]
    [InlineData("/api/complaints/unknown")]
    [InlineData("/api/nothing")]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task A_HEAD_is_answered_as_a_GET_is_without_the_body(string target)
    {
        using var whole = await client.GetAsync(target);
        var answer = await SendRawAsync($"HEAD {target} HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\nConnection: close\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {(int)whole.StatusCode} ", answer, StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Type: {whole.Content.Headers.ContentType}\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(whole.Headers.TryGetValues("Seen-Method", out var method) ? method.Single() : null, answer.Contains("\r\nSeen-Method: GET\r\n", StringComparison.Ordinal) ? "GET" : null);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("BREW")]
    public async Task A_method_that_nobody_serves_is_refused_at_the_door_with_those_that_somebody_does(string method)
    {
        using var response = await client.SendAsync(new(new(method), "/api/complaints"));

        await response.IsProblemAsync(405, "method_not_allowed");
        Assert.Contains("POST", response.Content.Headers.Allow);
        Assert.Equal(0, echo.Requests);
    }

    [Fact]
    public async Task A_stranger_who_takes_the_gateway_for_a_proxy_is_told_that_it_is_none()
    {
        var answer = await SendRawAsync("CONNECT contoh.id:443 HTTP/1.1\r\nHost: contoh.id:443\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 405 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"method_not_allowed\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("mayHaveBeenDone", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task What_a_service_may_serve_reaches_it(string method)
    {
        using var response = await client.SendAsync(new(new(method), "/api/complaints"));

        Assert.Equal((HttpStatusCode.OK, method), (response.StatusCode, response.Headers.GetValues("Seen-Method").Single()));
    }

    private async Task<string> SendRawAsync(string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(gateway.Address.Host, gateway.Address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(10));
    }
}
