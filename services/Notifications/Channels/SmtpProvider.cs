using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;

namespace PlanningPlatform.Notifications.Channels;

/// <summary>
/// Mail by SMTP. A mail server does not recognise a repeated message (its <c>Message-ID</c> stays the same, which many mailboxes honour, but none
/// promises), so what broke off in between is not repeated.
/// </summary>
internal sealed class SmtpProvider(IOptions<NotificationSettings> settings) : IProvider
{
    private readonly SmtpSettings _smtp = settings.Value.Smtp;

    public bool RecognisesRepeats => false;

    public async Task<Outcome> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        if (await WhyUnreachableAsync(cancellationToken) is { } reason)
        {
            return new Outcome.NotNow(reason);
        }

        using var mail = Compose(message, new MailAddress(_smtp.From));
        using var client = new SmtpClient(_smtp.Host, _smtp.Port) { EnableSsl = _smtp.Tls };
        if (_smtp.User is not null)
        {
            client.Credentials = new NetworkCredential(_smtp.User, _smtp.Password);
        }

        try
        {
            await client.SendMailAsync(mail, cancellationToken);
            return new Outcome.Taken();
        }
        catch (SmtpException exception)
        {
            return Explain(exception);
        }
        catch (OperationCanceledException)
        {
            return new Outcome.Unknown("The mail server took too long.");
        }
    }

    public static MailMessage Compose(Outgoing message, MailAddress from)
    {
        var mail = new MailMessage(from, new MailAddress(message.To))
        {
            Subject = message.Wording.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = message.Wording.Body,
            BodyEncoding = Encoding.UTF8,
        };
        mail.Headers.Add("Message-ID", $"<{message.Id}@{from.Host}>");
        // RFC 3834: no answer by a machine, please.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        if (message.OneClickStopLink is { } stop)
        {
            mail.Headers.Add("List-Unsubscribe", $"<{stop}>");
            mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        return mail;
    }

    /// <summary>
    /// Asked first, because the client itself does not tell a server that is not there from one that broke off in the middle, nor one that has
    /// no service for anybody and greets with 554 from one that refuses this message with 554.
    /// </summary>
    private async Task<string?> WhyUnreachableAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(_smtp.Host!, _smtp.Port, cancellationToken);
            await using var line = new NetworkStream(socket);
            var greeting = new byte[3];
            await line.ReadExactlyAsync(greeting, cancellationToken);
            return greeting.AsSpan().SequenceEqual("220"u8) ? null : $"The mail server greets with {Encoding.ASCII.GetString(greeting)}.";
        }
        catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
        {
            return exception is OperationCanceledException ? "The mail server does not answer." : exception.Message;
        }
    }

    /// <summary>By number only: what servers say besides names the recipient.</summary>
    private static Outcome Explain(SmtpException exception) => exception.StatusCode switch
    {
        // About the recipient or this very message (RFC 5321, 4.2.3).
        SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.MailboxNameNotAllowed
            or SmtpStatusCode.ExceededStorageAllocation or SmtpStatusCode.TransactionFailed => new Outcome.Refused(NumberOf(exception)),
        SmtpStatusCode.GeneralFailure when exception.InnerException is IOException => new Outcome.Unknown(exception.InnerException.Message),
        SmtpStatusCode.GeneralFailure => new Outcome.NotNow(exception.InnerException?.Message ?? "The mail client could not send it."),
        // The server said no for now, or would not have us at all: a wrong password, no TLS. Somebody will set that right.
        _ => new Outcome.NotNow(NumberOf(exception)),
    };

    private static string NumberOf(SmtpException exception) => $"{(int)exception.StatusCode} {exception.StatusCode}";
}
