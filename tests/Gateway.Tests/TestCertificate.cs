using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PlanningPlatform.Gateway.Tests;

/// <summary>Certificates for 127.0.0.1, made when they are needed and trusted by nobody else.</summary>
internal static class TestCertificate
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    /// <summary>Signed by itself, or by <paramref name="issuer"/>; valid from yesterday until in <paramref name="days"/> days.</summary>
    public static X509Certificate2 Create(string name, int days = 30, X509Certificate2? issuer = null, bool issues = false, int fromDay = -10)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(issues, false, 0, critical: true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        if (issuer is null)
        {
            return request.CreateSelfSigned(Now.AddDays(fromDay), Now.AddDays(days));
        }

        using var certificate = request.Create(issuer, Now.AddDays(fromDay), Now.AddDays(days), RandomNumberGenerator.GetBytes(16));
        return certificate.CopyWithPrivateKey(key);
    }

    public static string Key(X509Certificate2 certificate, string? password = null)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
    }
}
