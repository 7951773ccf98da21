using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Platform.Tests;

/// <summary>The platform as a city opens it to the network: <c>Gateway__Certificate</c> and nothing in front of it.</summary>
[Collection(PlatformCollection.Name)]
public sealed class TlsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("planning-tls-");

    [Fact]
    public async Task With_a_certificate_the_platform_is_reached_by_https_alone()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=lapor", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var file = Path.Combine(folder.FullName, "lapor.pem");
        await File.WriteAllTextAsync(file, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}");

        await using var platform = await PlatformProcess.StartAsync([("Gateway__Certificate", Path.GetRelativePath(PlatformProcess.RepositoryFolder(), file))]);

        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { certificate } };
        using var client = new HttpClient(handler) { BaseAddress = new($"https://127.0.0.1:{platform.Port}") };
        using var page = await client.GetAsync(new Uri("/lapor", UriKind.Relative));
        using var signedIn = await client.PostAsJsonAsync("/api/identity/token", new { username = "operator112", password = platform.DemoPassword });
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.StatusCode, signedIn.StatusCode));
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.True(page.Headers.Contains("Strict-Transport-Security"));
        Assert.Contains($"  https://127.0.0.1:{platform.Port}", platform.Output);
        using var plain = platform.CreateClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => plain.GetAsync(new Uri("/", UriKind.Relative)));
    }

    [Fact]
    public async Task A_certificate_that_is_missing_ends_the_start_with_a_sentence()
    {
        var (code, output) = await PlatformProcess.RunToEndAsync([("Gateway__Certificate", Path.Combine(folder.FullName, "missing.pem")), ("Startup__LimitSeconds", "40")]);

        Assert.NotEqual(0, code);
        Assert.Contains("missing.pem", output, StringComparison.Ordinal);
        Assert.Contains("does not exist", output, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
