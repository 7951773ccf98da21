using System.Net.Security;

namespace PlanningPlatform.Gateway.Tls;

/// <summary>The certificate that new connections get. A renewed file takes its place without a restart.</summary>
internal sealed class ServerCertificate
{
    private readonly CertificateFiles files;
    private (byte[] Certificate, byte[]? Key) content;

    /// <exception cref="UnusableCertificateException">It cannot serve.</exception>
    public ServerCertificate(CertificateFiles files, DateTimeOffset now)
    {
        this.files = files;
        content = files.Read();
        Current = files.Load(content, now);
    }

    public SslStreamCertificateContext Current { get; private set; }

    /// <returns>True when the files had changed and what they hold now serves.</returns>
    /// <exception cref="UnusableCertificateException">They changed to something that cannot serve; the one before stays.</exception>
    public bool Renew(DateTimeOffset now)
    {
        // By content: certbot swaps symbolic links, whose own times do not change with the file behind them.
        var next = files.Read();
        if (next.Certificate.AsSpan().SequenceEqual(content.Certificate) && next.Key.AsSpan().SequenceEqual(content.Key))
        {
            return false;
        }

        Current = files.Load(next, now);
        content = next;
        return true;
    }
}

internal sealed partial class CertificateRenewal(ServerCertificate certificate, TimeProvider time, ILogger<CertificateRenewal> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        var said = "";
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (certificate.Renew(time.GetUtcNow()))
                {
                    Log.Renewed(logger, certificate.Current.TargetCertificate.NotAfter.ToUniversalTime());
                }

                said = "";
            }
            catch (UnusableCertificateException exception)
            {
                // Certificate and key are replaced one after the other, so the next look may find them in order.
                if (exception.Message != said)
                {
                    said = exception.Message;
                    Log.NotRenewed(logger, said);
                }
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The certificate was renewed; it is valid until {NotAfter:u}.")]
        public static partial void Renewed(ILogger logger, DateTime notAfter);

        [LoggerMessage(LogLevel.Warning, "The certificate's files changed, and the one before stays in use: {Reason}")]
        public static partial void NotRenewed(ILogger logger, string reason);
    }
}
