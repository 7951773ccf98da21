using System.Net.Security;
using System.Security.Authentication;

namespace PlanningPlatform.Gateway.Tls;

/// <summary>TLS at the door: with a certificate every https address uses it, and plain HTTP only sends callers on to https.</summary>
internal static class Https
{
    /// <returns>A sentence when certificate and addresses do not go together or the certificate cannot serve, otherwise null.</returns>
    public static string? Prepare(WebApplicationBuilder builder)
    {
        var encrypted = BindAddress.Addresses(builder.Configuration).FirstOrDefault(address => address.StartsWith("https://", StringComparison.OrdinalIgnoreCase));
        if (CertificateFiles.Of(builder.Configuration) is not { } files)
        {
            return encrypted is null ? null : $"To listen on {encrypted} the gateway needs a certificate: set Gateway__Certificate to a PFX or PEM file.";
        }

        if (encrypted is null)
        {
            return "Gateway:Certificate is set, but the gateway listens on no https address: add one to ASPNETCORE_URLS.";
        }

        try
        {
            var certificate = new ServerCertificate(files, TimeProvider.System.GetUtcNow());
            builder.Services.AddSingleton(certificate);
            builder.Services.AddHostedService<CertificateRenewal>();
            builder.Services.AddHttpsRedirection(redirection => redirection.RedirectStatusCode = StatusCodes.Status308PermanentRedirect);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
            {
                https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                // Kestrel asks for a selector; the context, set below, has the whole chain.
                https.ServerCertificateSelector = (_, _) => certificate.Current.TargetCertificate;
                https.OnAuthenticate = (_, handshake) => Present(certificate, handshake);
            }));
            return null;
        }
        catch (UnusableCertificateException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>308, so that a form is sent again as it was. Health is asked without TLS by whoever supervises the gateway.</summary>
    public static void UseHttps(this WebApplication app)
    {
        if (app.Services.GetService<ServerCertificate>() is not null)
        {
            app.UseWhen(context => context.Request.Path != "/health" && context.Request.Path != "/alive", others => others.UseHttpsRedirection());
        }
    }

    private static void Present(ServerCertificate certificate, SslServerAuthenticationOptions handshake)
    {
        handshake.ServerCertificateSelectionCallback = null;
        handshake.ServerCertificateContext = certificate.Current;
    }
}
