using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;

namespace PlanningPlatform.Gateway.Tests;

/// <summary>Who may say from where and how a request came: the city's own proxies when they are named, and nobody else.</summary>
public sealed class ForwardedHeaderTests : IAsyncLifetime
{
    private EchoService echo = null!;

    public async Task InitializeAsync() => echo = await EchoService.StartAsync();

    public async Task DisposeAsync() => await echo.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("10.9.9.9")]
    [InlineData("10.0.0.0/8 2001:db8::/32")]
    public async Task From_anybody_else_nothing_of_it_is_believed(string proxies)
    {
        var (headers, secure) = await AskAsync(proxies, ("X-Forwarded-For", "1.2.3.4"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "example.com"), ("X-Forwarded-Prefix", "/x"), ("Forwarded", "for=1.2.3.4;proto=https;host=example.com"));

        Assert.Equal(("127.0.0.1", "http", false), (headers["X-Forwarded-For"], headers["X-Forwarded-Proto"], secure));
        Assert.StartsWith("127.0.0.1:", headers["Host"], StringComparison.Ordinal);
        Assert.StartsWith("127.0.0.1:", headers["X-Forwarded-Host"], StringComparison.Ordinal);
        Assert.DoesNotContain("Forwarded", headers.Keys);
        Assert.DoesNotContain("X-Forwarded-Prefix", headers.Keys);
    }

    [Theory]
    [InlineData("1.2.3.4", "1.2.3.4")]
    [InlineData("9.9.9.9, 1.2.3.4", "1.2.3.4")] // What the caller wrote comes first, what the proxy saw last.
    [InlineData("127.0.0.1, 1.2.3.4", "1.2.3.4")]
    [InlineData("1.2.3.4, 127.0.0.1", "1.2.3.4")] // Two proxies of ours.
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("[2001:db8::7]:4711", "2001:db8::7")]
    [InlineData("1.2.3.4:4711", "1.2.3.4")]
    [InlineData("bukan-alamat", "127.0.0.1")]
    [InlineData("1.2.3.4, bukan-alamat", "127.0.0.1")]
    [InlineData("unknown", "127.0.0.1")]
    [InlineData(", ,", "127.0.0.1")]
    [InlineData("999.1.1.1", "127.0.0.1")]
    [InlineData("<script>", "127.0.0.1")]
    public async Task Of_what_a_proxy_of_ours_says_the_last_address_that_is_not_ours_counts(string forwardedFor, string caller)
    {
        var (headers, _) = await AskAsync("127.0.0.1", ("X-Forwarded-For", forwardedFor));
        Assert.Equal(caller, headers["X-Forwarded-For"].Trim('[', ']', '"'));
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    [InlineData("javascript", false)]
    [InlineData("https, http", false)]
    [InlineData("gopher, https", true)]
    [InlineData("", false)]
    public async Task The_scheme_is_http_or_https_and_nothing_else(string scheme, bool secure)
    {
        var (headers, wasSecure) = await AskAsync("127.0.0.1", ("X-Forwarded-For", "1.2.3.4"), ("X-Forwarded-Proto", scheme));
        Assert.Equal((secure ? "https" : "http", secure), (headers["X-Forwarded-Proto"], wasSecure));
    }

    [Fact]
    public async Task Neither_a_host_nor_the_newer_header_is_believed_even_from_a_proxy_of_ours()
    {
        var (headers, _) = await AskAsync("127.0.0.0/8", ("X-Forwarded-For", "1.2.3.4"), ("X-Forwarded-Host", "example.com"), ("Forwarded", "for=5.6.7.8;host=example.com"), ("X-Original-For", "5.6.7.8"));

        Assert.Equal("1.2.3.4", headers["X-Forwarded-For"]);
        Assert.StartsWith("127.0.0.1:", headers["Host"], StringComparison.Ordinal);
        Assert.DoesNotContain(headers, header => header.Value.Contains("example.com", StringComparison.Ordinal) || header.Value.Contains("5.6.7.8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_header_that_comes_twice_is_one_list()
    {
        await using var door = new GatewayDoor().LeadingTo(echo.Address).With("Gateway:TrustedProxies", "127.0.0.1");
        using var client = door.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/complaints");
        request.Headers.Add("X-Forwarded-For", ["9.9.9.9", "1.2.3.4"]);
        request.Headers.Add("X-Forwarded-Proto", ["https", "http"]);

        using var response = await client.SendAsync(request);

        var headers = (await response.Content.ReadFromJsonAsync<Seen>())!.Headers;
        Assert.Equal(("1.2.3.4", "http"), (headers["X-Forwarded-For"], headers["X-Forwarded-Proto"]));
    }

    [Theory]
    [InlineData("--Gateway:TrustedProxies=10.0.0.1 proxy.kedirikota.go.id", "proxy.kedirikota.go.id")]
    [InlineData("--Gateway:TrustedProxies=10.0.0.1/64", "10.0.0.1/64")]
    [InlineData("--FORWARDEDHEADERS_ENABLED=true", "Gateway__TrustedProxies")]
    public void A_setting_that_means_nothing_or_trusts_everybody_is_refused(string setting, string named)
        => Assert.Contains(named, TrustedProxies.Prepare(WebApplication.CreateBuilder([setting])), StringComparison.Ordinal);

    private async Task<(Dictionary<string, string> Headers, bool Secure)> AskAsync(string proxies, params (string Name, string Value)[] headers)
    {
        await using var door = new GatewayDoor().LeadingTo(echo.Address).With("Gateway:TrustedProxies", proxies);
        using var client = door.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/complaints");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request);
        return ((await response.Content.ReadFromJsonAsync<Seen>())!.Headers, response.Headers.Contains("Strict-Transport-Security"));
    }
}
