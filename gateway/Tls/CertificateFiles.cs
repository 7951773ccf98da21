using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PlanningPlatform.Gateway.Tls;

/// <summary>
/// Where the gateway's certificate lies: a PFX file (<c>Gateway:Certificate</c>, <c>Gateway:CertificatePassword</c>), or PEM files
/// (<c>Gateway:Certificate</c> with the chain, <c>Gateway:CertificateKey</c>, and the password if the key has one).
/// </summary>
internal sealed record CertificateFiles(string Certificate, string? Key, string? Password)
{
    public static CertificateFiles? Of(IConfiguration configuration)
        => configuration["Gateway:Certificate"] is { Length: > 0 } certificate
            ? new(certificate, configuration["Gateway:CertificateKey"] is { Length: > 0 } key ? key : null, configuration["Gateway:CertificatePassword"])
            : null;

    /// <summary>The files' content, to see a change by.</summary>
    /// <exception cref="UnusableCertificateException">A file is missing or cannot be read.</exception>
    public (byte[] Certificate, byte[]? Key) Read() => (Read(Certificate), Key is null ? null : Read(Key));

    /// <returns>The certificate with the chain that browsers need to trust it.</returns>
    /// <exception cref="UnusableCertificateException">It cannot serve now; the message is one sentence that says why.</exception>
    public SslStreamCertificateContext Load((byte[] Certificate, byte[]? Key) content, DateTimeOffset now)
    {
        X509Certificate2? leaf;
        X509Certificate2Collection all = [];
        try
        {
            var text = Encoding.ASCII.GetString(content.Certificate);
            if (text.Contains("-----BEGIN", StringComparison.Ordinal))
            {
                all.ImportFromPem(text);
                leaf = WithKey(text, content.Key is null ? text : Encoding.ASCII.GetString(content.Key));
            }
            else
            {
                all = X509CertificateLoader.LoadPkcs12Collection(content.Certificate, Password);
                leaf = all.FirstOrDefault(certificate => certificate.HasPrivateKey);
            }
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw Unreadable();
        }

        if (all.Count == 0)
        {
            throw Unreadable();
        }

        if (leaf is null)
        {
            throw new UnusableCertificateException($"{Certificate} holds no private key: give a PFX with one, or name the key's file in Gateway:CertificateKey.");
        }

        var (from, to) = (leaf.NotBefore.ToUniversalTime(), leaf.NotAfter.ToUniversalTime());
        if (now.UtcDateTime < from || now.UtcDateTime > to)
        {
            throw new UnusableCertificateException(string.Create(CultureInfo.InvariantCulture, $"{Certificate} is valid from {from:u} to {to:u}, and now it is {now.UtcDateTime:u}."));
        }

        return SslStreamCertificateContext.Create(leaf, all, offline: true);
    }

    private UnusableCertificateException Unreadable()
        => new($"{Certificate} cannot be used as a certificate: wrong password, a key that does not belong to it, or neither PFX nor PEM.");

    private X509Certificate2? WithKey(string certificate, string key)
        => !key.Contains("PRIVATE KEY-----", StringComparison.Ordinal) ? null
            : key.Contains("ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal) ? X509Certificate2.CreateFromEncryptedPem(certificate, key, Password)
            : X509Certificate2.CreateFromPem(certificate, key);

    private static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnusableCertificateException($"{file}, which Gateway:Certificate or Gateway:CertificateKey names, does not exist.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnusableCertificateException($"{file}, which Gateway:Certificate or Gateway:CertificateKey names, cannot be read: {exception.Message}");
        }
    }
}

/// <summary>The message is a sentence for whoever runs the gateway.</summary>
internal sealed class UnusableCertificateException(string message) : Exception(message);
