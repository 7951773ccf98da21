using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;

namespace PlanningPlatform.Gateway.Tests;

/// <summary>A certificate that cannot serve ends the start with one sentence that says why.</summary>
public sealed class TlsRefusalTests : IDisposable
{
    private const string Https = "--urls=https://127.0.0.1:0";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("planning-tls-");

    [Theory]
    [InlineData("missing.pfx", "does not exist")]
    [InlineData("folder", "cannot be read")]
    [InlineData("nonsense.pem", "neither PFX nor PEM")]
    [InlineData("locked.pfx", "wrong password")]
    [InlineData("expired.pfx", "is valid from")]
    [InlineData("early.pfx", "is valid from")]
    [InlineData("keyless.pem", "holds no private key")]
    [InlineData("keyless.cer", "neither PFX nor PEM")]
    public void A_certificate_that_cannot_serve_is_refused(string name, string reason)
    {
        Fill();
        AssertRefused(Prepare(Https, Certificate(name)), name, reason);
    }

    [Fact]
    public void A_key_that_belongs_to_another_certificate_is_refused()
    {
        Fill();
        AssertRefused(Prepare(Https, Certificate("keyless.pem"), $"--Gateway:CertificateKey={InFolder("other.key")}"), "keyless.pem", "a key that does not belong to it");
        AssertRefused(Prepare(Https, Certificate("keyless.pem"), $"--Gateway:CertificateKey={InFolder("missing.key")}"), "missing.key", "does not exist");
    }

    [Fact]
    public async Task Certificate_and_https_address_go_together()
    {
        Fill();
        AssertRefused(Prepare("--urls=http://127.0.0.1:0", Certificate("good.pfx")), "no https address");
        AssertRefused(Prepare(Https), "https://127.0.0.1:0", "needs a certificate");
        AssertRefused(Prepare("--https_ports=8443"), "https://*:8443", "needs a certificate");
        Assert.Null(Prepare(Https, Certificate("good.pfx")));
        Assert.Null(Prepare("--urls=http://127.0.0.1:0"));

        var exit = await Task.Run(() => (int)typeof(Routes).Assembly.EntryPoint!.Invoke(null, [(string[])[Https, Certificate("expired.pfx"), "--services:portal:http:0=http://127.0.0.1:1"]])!).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, exit);
    }

    [Fact]
    public void With_a_certificate_and_no_address_the_gateway_listens_with_TLS_on_loopback()
    {
        var builder = WebApplication.CreateBuilder([Certificate("good.pfx")]);
        Assert.Null(BindAddress.Choose(builder));
        Assert.Equal("https://127.0.0.1:8080", builder.Configuration["urls"]);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string? Prepare(params string[] args) => Tls.Https.Prepare(WebApplication.CreateBuilder(args));

    private static void AssertRefused(string? sentence, params string[] parts)
    {
        Assert.NotNull(sentence);
        Assert.All(parts, part => Assert.Contains(part, sentence, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', sentence);
    }

    private void Fill()
    {
        using var good = TestCertificate.Create("lapor");
        using var expired = TestCertificate.Create("lapor", days: -1);
        using var early = TestCertificate.Create("lapor", fromDay: 1);
        Directory.CreateDirectory(InFolder("folder"));
        File.WriteAllText(InFolder("nonsense.pem"), "-----BEGIN CERTIFICATE-----\nbukan\n-----END CERTIFICATE-----");
        File.WriteAllBytes(InFolder("good.pfx"), good.Export(X509ContentType.Pfx));
        File.WriteAllBytes(InFolder("locked.pfx"), good.Export(X509ContentType.Pfx, "kunci"));
        File.WriteAllBytes(InFolder("expired.pfx"), expired.Export(X509ContentType.Pfx));
        File.WriteAllBytes(InFolder("early.pfx"), early.Export(X509ContentType.Pfx));
        File.WriteAllText(InFolder("keyless.pem"), good.ExportCertificatePem());
        File.WriteAllBytes(InFolder("keyless.cer"), good.Export(X509ContentType.Cert));
        File.WriteAllText(InFolder("other.key"), TestCertificate.Key(expired));
    }

    private string Certificate(string name) => $"--Gateway:Certificate={InFolder(name)}";

    private string InFolder(string name) => Path.Combine(folder.FullName, name);
}
