using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using PlanningPlatform.Identity.Tests;

namespace PlanningPlatform.Gateway.Tests;

public sealed class RoutingTests : IAsyncLifetime
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
    [InlineData("/api/complaints", "complaints")]
    [InlineData("/api/complaints/categories?page=2", "complaints")]
    [InlineData("/api/complaints/track/KDR-1", "complaints")]
    [InlineData("/api/mobile-units/coverage", "mobile-units")]
    [InlineData("/api/dispatch/requests?status=Waiting", "mobile-units")]
    [InlineData("/api/proposals/7", "proposals")]
    [InlineData("/api/monitoring/summary", "monitoring")]
    [InlineData("/api/identity/me", "identity")]
    [InlineData("/.well-known/openid-configuration", "identity")]
    [InlineData("/openapi/mobile-units.json", "mobile-units")]
    [InlineData("/", "portal")]
    [InlineData("/masuk?returnUrl=%2Fkerja", "portal")]
    [InlineData("/lapor/a%20b?q=a%2Fb", "portal")]
    public async Task A_path_reaches_its_service_and_only_it_unchanged(string target, string service)
    {
        await using var only = await EchoService.StartAsync();
        await using var door = new GatewayDoor().LeadingTo(echo.Address).LeadingTo(only.Address, service);
        using var caller = door.Client();

        var seen = await caller.GetFromJsonAsync<Seen>(target);

        Assert.Equal(WebUtility.UrlDecode(target), WebUtility.UrlDecode(seen!.Target));
        Assert.Equal((1, 0), (only.Requests, echo.Requests));
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/api")]
    [InlineData("/openapi/nothing.json")]
    public async Task An_interface_that_does_not_exist_is_a_problem_and_not_a_page(string target)
    {
        await (await client.GetAsync(target)).IsProblemAsync(404, "not_found");
        Assert.Equal(0, echo.Requests);
    }

    [Fact]
    public async Task A_caller_cannot_pretend_to_be_a_proxy()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/complaints");
        request.Headers.Add("X-Forwarded-For", "10.1.2.3");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-User", "admin");
        request.Headers.Add("X-Original-URL", "/health");
        request.Headers.Add("X-Real-IP", "10.1.2.3");
        request.Headers.Add("Forwarded", "for=10.1.2.3");

        using var response = await client.SendAsync(request);

        var headers = (await response.Content.ReadFromJsonAsync<Seen>())!.Headers;
        Assert.Equal("127.0.0.1", headers["X-Forwarded-For"]);
        Assert.Equal("http", headers["X-Forwarded-Proto"]);
        Assert.DoesNotContain(headers.Keys, name => name.ToUpperInvariant() is "X-FORWARDED-USER" or "X-ORIGINAL-URL" or "X-REAL-IP" or "FORWARDED");
        Assert.Equal(gateway.Address.Authority, headers["Host"]);
    }

    [Fact]
    public async Task A_trusted_proxy_of_the_city_is_believed_when_it_is_named()
    {
        await using var door = new GatewayDoor().LeadingTo(echo.Address).With("Gateway:TrustedProxies", "127.0.0.1");
        using var caller = door.Client();
        caller.DefaultRequestHeaders.Add("X-Forwarded-For", "10.1.2.3");
        caller.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        using var response = await caller.GetAsync("/");

        Assert.Equal("https", (await response.Content.ReadFromJsonAsync<Seen>())!.Headers["X-Forwarded-Proto"]);
        Assert.True(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Cookies_reach_pages_and_never_an_interface()
    {
        client.DefaultRequestHeaders.Add("Cookie", "antiforgery=abc; theme=dark");

        var page = await client.GetFromJsonAsync<Seen>("/lapor");
        var api = await client.GetFromJsonAsync<Seen>("/api/complaints");

        Assert.Equal("antiforgery=abc; theme=dark", page!.Headers["Cookie"]);
        Assert.DoesNotContain("Cookie", api!.Headers.Keys);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/complaints")]
    [InlineData("/api/nothing")]
    [InlineData("/health")]
    public async Task Every_answer_protects_the_browser_and_names_no_server(string target)
    {
        using var response = await client.GetAsync(target);

        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(response.Headers.Contains("Permissions-Policy"));
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("X-Powered-By"));
    }

    [Fact]
    public async Task A_body_of_two_megabytes_passes_and_a_larger_one_is_refused()
    {
        const int Limit = 2 * 1024 * 1024;
        using var right = await client.PostAsync("/api/complaints", new ByteArrayContent(new byte[Limit]));
        Assert.Equal(Limit, (await right.Content.ReadFromJsonAsync<Seen>())!.BodyBytes);

        using var large = await client.PostAsync("/api/complaints", new ByteArrayContent(new byte[Limit + 1]));
        using var huge = await client.PostAsync("/api/complaints", new ByteArrayContent(new byte[10 * Limit]));
        await large.IsProblemAsync(413, "too_large");
        await huge.IsProblemAsync(413, "too_large");
        Assert.Equal(1, echo.Requests);
    }

    [Theory]
    [InlineData("/api/complaints/photos", 22)]
    [InlineData("/lapor", 62)]
    [InlineData("/loket/baru", 62)]
    public async Task Where_photos_are_taken_there_is_room_for_them_and_for_one_that_is_too_large(string target, int megabytes)
    {
        using var right = await client.PostAsync(target, new Zeros(megabytes * 1024L * 1024, announced: true));
        // Kestrel counts the marks between the parts, too.
        using var unannounced = await client.PostAsync(target, new Zeros((megabytes - 1) * 1024L * 1024, announced: false));
        Assert.Equal(megabytes * 1024 * 1024, (await right.Content.ReadFromJsonAsync<Seen>())!.BodyBytes);
        Assert.Equal((megabytes - 1) * 1024 * 1024, (await unannounced.Content.ReadFromJsonAsync<Seen>())!.BodyBytes);

        using var large = await client.PostAsync(target, new Zeros((megabytes * 1024L * 1024) + 1, announced: true));
        var problem = await large.IsProblemAsync(413, "photo_too_large");
        Assert.Contains("paling banyak 10 MB setiap foto. Laporan Anda belum hilang", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_keeps_the_stricter_policy_that_it_comes_with()
    {
        using var photo = await client.GetAsync("/api/complaints/photos/1/320");
        Assert.Equal("default-src 'none'; sandbox", photo.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", photo.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task A_person_whose_file_is_too_large_reads_the_limit_and_finds_the_way_back()
    {
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        client.DefaultRequestHeaders.Referrer = new Uri(gateway.Address, "/akun/impor");
        using var own = await client.PostAsync("/akun/impor", new ByteArrayContent(new byte[3 * 1024 * 1024]));
        var page = await own.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, own.StatusCode);
        Assert.Contains("paling banyak 2 MB", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"//{gateway.Address.Authority}/akun/impor\"", page, StringComparison.Ordinal);

        client.DefaultRequestHeaders.Referrer = new Uri("http://elsewhere.example/akun/impor");
        using var foreign = await client.PostAsync("/akun/impor", new ByteArrayContent(new byte[3 * 1024 * 1024]));
        Assert.Contains("href=\"/\"", await foreign.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_does_not_say_how_large_it_is_is_stopped_at_the_limit()
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(gateway.Address.Host, gateway.Address.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/complaints HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\nTransfer-Encoding: chunked\r\n\r\n"));
        var chunk = Encoding.ASCII.GetBytes("10000\r\n" + new string('a', 0x10000) + "\r\n");
        try
        {
            for (var sent = 0; sent < 100; sent++)
            {
                await stream.WriteAsync(chunk);
            }
        }
        catch (IOException)
        {
            // The gateway has heard enough.
        }

        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_refusal_of_the_gateway_is_worded_in_both_languages()
    {
        using var indonesian = await client.GetAsync("/api/nothing");
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB, id;q=0.5");
        using var english = await client.GetAsync("/api/nothing");

        Assert.StartsWith("Tidak ditemukan", (await indonesian.IsProblemAsync(404, "not_found")).Detail, StringComparison.Ordinal);
        Assert.StartsWith("Not found", (await english.IsProblemAsync(404, "not_found")).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_s_own_refusal_comes_through_as_it_is()
    {
        using var response = await client.GetAsync("/api/complaints/unknown");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("/api/complaints/unknown", (await response.Content.ReadFromJsonAsync<Seen>())!.Target);
    }

    [Fact]
    public async Task An_event_reaches_the_page_while_the_stream_stays_open()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await using var stream = await client.GetStreamAsync("/penugasan/events", limit.Token);
        using var reader = new StreamReader(stream);
        Assert.Equal("data: tiba", await reader.ReadLineAsync(limit.Token));
    }

    /// <summary>A body with or without its length beforehand.</summary>
    private sealed class Zeros(long bytes, bool announced) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var zeros = new byte[64 * 1024];
            for (var left = bytes; left > 0; left -= zeros.Length)
            {
                await stream.WriteAsync(zeros.AsMemory(0, (int)Math.Min(left, zeros.Length)));
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes;
            return announced;
        }
    }
}
