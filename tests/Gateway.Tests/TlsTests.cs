using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using PlanningPlatform.Identity.Tests;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Gateway.Tests;

/// <summary>The gateway's own TLS, over real connections with certificates that the test makes.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("planning-tls-");
    private readonly X509Certificate2 certificate = TestCertificate.Create("lapor");
    private EchoService echo = null!;

    public async Task InitializeAsync() => echo = await EchoService.StartAsync();

    public async Task DisposeAsync()
    {
        await echo.DisposeAsync();
        certificate.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("PFX with a password")]
    [InlineData("PEM files")]
    [InlineData("PEM files, the key encrypted")]
    [InlineData("one PEM file with both")]
    public async Task A_certificate_serves_in_each_usual_form(string form)
    {
        await using var door = form switch
        {
            "PFX with a password" => Door(Write("lapor.pfx", certificate.Export(X509ContentType.Pfx, "kunci"))).With("Gateway:CertificatePassword", "kunci"),
            "PEM files" => Door(Write("lapor.pem", certificate.ExportCertificatePem())).With("Gateway:CertificateKey", Write("lapor.key", TestCertificate.Key(certificate))),
            "PEM files, the key encrypted" => Door(Write("lapor.pem", certificate.ExportCertificatePem()))
                .With("Gateway:CertificateKey", Write("lapor.key", TestCertificate.Key(certificate, "kunci"))).With("Gateway:CertificatePassword", "kunci"),
            _ => Door(Write("lapor.pem", certificate.ExportCertificatePem() + "\n" + TestCertificate.Key(certificate))),
        };

        Assert.Equal(certificate.Thumbprint, await PresentedAsync(door));
    }

    [Fact]
    public async Task The_whole_chain_is_sent_so_that_a_browser_that_knows_only_the_root_trusts_it()
    {
        using var root = TestCertificate.Create("akar", issues: true);
        using var between = TestCertificate.Create("antara", days: 20, issuer: root, issues: true);
        using var leaf = TestCertificate.Create("lapor", days: 10, issuer: between);
        await using var door = Door(Write("rantai.pem", leaf.ExportCertificatePem() + "\n" + between.ExportCertificatePem() + "\n" + TestCertificate.Key(leaf)));
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { root }, DisableCertificateDownloads = true };
        using var client = new HttpClient(handler) { BaseAddress = door.AddressOf("https") };

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
    }

    [Theory]
    [InlineData(SslProtocols.Tls13, true)]
    [InlineData(SslProtocols.Tls12, true)]
#pragma warning disable SYSLIB0039, CS0618 // What nobody should speak any more is what this asks for.
    [InlineData(SslProtocols.Tls11, false)]
#pragma warning restore SYSLIB0039, CS0618
    public async Task Only_TLS_1_2_and_newer_is_spoken(SslProtocols protocol, bool spoken)
    {
        await using var door = Door();

        var handshake = HandshakeAsync(door, protocol);

        if (spoken)
        {
            Assert.Equal(certificate.Thumbprint, await handshake);
        }
        else
        {
            await Assert.ThrowsAnyAsync<Exception>(() => handshake);
        }
    }

    [Fact]
    public async Task Plain_HTTP_leads_to_https_and_only_health_is_answered_without()
    {
        await using var door = Door();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = door.AddressOf("http") };

        using var page = await client.GetAsync("/lacak?nomor=1");
        using var form = await client.PostAsync("/masuk", new FormUrlEncodedContent([new("username", "crew")]));
        using var health = await client.GetAsync("/health");
        using var alive = await client.GetAsync("/alive");

        Assert.Equal((HttpStatusCode.PermanentRedirect, new Uri(door.AddressOf("https"), "/lacak?nomor=1")), (page.StatusCode, page.Headers.Location));
        Assert.Equal((HttpStatusCode.PermanentRedirect, new Uri(door.AddressOf("https"), "/masuk")), (form.StatusCode, form.Headers.Location));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (health.StatusCode, alive.StatusCode));
        Assert.False(page.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal(0, echo.Requests);
    }

    [Fact]
    public async Task Over_https_browsers_are_told_to_stay_there_and_every_cookie_is_for_https_only()
    {
        await using var door = Door();
        using var client = Client(door);

        using var response = await client.GetAsync("/cookies");

        Assert.Equal("max-age=31536000", response.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Equal(["bahasa=en; path=/; secure", "kunci=x; path=/; secure; httponly"], response.Headers.GetValues("Set-Cookie"));
        Assert.Equal("https", (await response.Content.ReadFromJsonAsync<Seen>())!.Headers["X-Forwarded-Proto"]);
    }

    [Fact]
    public async Task The_session_s_cookie_belongs_to_this_host_and_one_from_plain_HTTP_is_nobody()
    {
        await using var identity = new IdentityService();
        identity.Listen();
        await using var door = Door().LeadingTo(identity.ClientOptions.BaseAddress.ToString(), "identity");
        using var client = Client(door);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/masuk") { Content = new FormUrlEncodedContent([new("username", "crew"), new("password", IdentityService.DemoPassword)]) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");

        using var response = await client.SendAsync(request);

        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-planning-session=", cookie, StringComparison.Ordinal);
        Assert.Contains("; path=/; secure; ", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        var pair = cookie.Split(';')[0];
        Assert.Contains("Authorization", (await PageAsync(pair)).Headers.Keys);
        Assert.DoesNotContain("Authorization", (await PageAsync(pair.Replace("__Host-", "", StringComparison.Ordinal))).Headers.Keys);

        async Task<Seen> PageAsync(string cookies)
        {
            using var page = new HttpRequestMessage(HttpMethod.Get, "/kerja");
            page.Headers.Add("Cookie", cookies);
            using var answer = await client.SendAsync(page);
            return (await answer.Content.ReadFromJsonAsync<Seen>())!;
        }
    }

    [Fact]
    public async Task A_renewed_certificate_needs_no_restart_and_a_broken_one_changes_nothing()
    {
        using var renewed = TestCertificate.Create("lapor", days: 90);
        var file = Write("lapor.pfx", certificate.Export(X509ContentType.Pfx));
        await using var door = Door(file);
        Assert.Equal(certificate.Thumbprint, await PresentedAsync(door));

        Write("lapor.pfx", "setengah tertulis");
        Write("lapor.pfx", renewed.Export(X509ContentType.Pfx));
        await Eventually.TrueAsync(async () => await PresentedAsync(door) == renewed.Thumbprint, "the renewed certificate is served");

        Write("lapor.pfx", "setengah tertulis");
        Assert.Equal(renewed.Thumbprint, await PresentedAsync(door));
    }

    private GatewayDoor Door(string? file = null)
        => new GatewayDoor().LeadingTo(echo.Address).With("urls", "https://127.0.0.1:0;http://127.0.0.1:0")
            .With("Gateway:Certificate", file ?? Write("lapor.pfx", certificate.Export(X509ContentType.Pfx)));

    private static HttpClient Client(GatewayDoor door)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        return new(handler) { BaseAddress = door.AddressOf("https") };
    }

    private static Task<string> PresentedAsync(GatewayDoor door) => HandshakeAsync(door, SslProtocols.None);

    private static async Task<string> HandshakeAsync(GatewayDoor door, SslProtocols protocol)
    {
        var address = door.AddressOf("https");
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        await using var stream = new SslStream(connection.GetStream());
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = address.Host,
            EnabledSslProtocols = protocol,
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
        });
        return ((X509Certificate2)stream.RemoteCertificate!).Thumbprint;
    }

    private string Write(string name, string content) => Write(name, System.Text.Encoding.ASCII.GetBytes(content));

    private string Write(string name, byte[] content)
    {
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(file, content);
        return file;
    }
}
