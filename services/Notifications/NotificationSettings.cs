using System.Net.Mail;

namespace PlanningPlatform.Notifications;

/// <summary>Section <c>Notifications</c> of the configuration. Durations are written <c>00:10:00</c>, times of day <c>21:00</c>.</summary>
internal sealed class NotificationSettings
{
    public SmtpSettings Smtp { get; init; } = new();

    public TextGatewaySettings Sms { get; init; } = new();

    public TextGatewaySettings WhatsApp { get; init; } = new();

    /// <summary>By which of the two people are told on the phone: <c>Sms</c> or <c>WhatsApp</c>.</summary>
    public Domain.Channel PhoneChannel { get; init; } = Domain.Channel.Sms;

    /// <summary>Whether numbers outside Indonesia are written to: whoever lodges something chooses the number, and the city pays.</summary>
    public bool SendAbroad { get; init; }

    /// <summary>
    /// What one address gets at most, invitations and new passwords apart: anybody can lodge a report with somebody else's number. A report from
    /// its receipt to its answer makes six messages.
    /// </summary>
    public int MostPerHour { get; init; } = 12;

    /// <inheritdoc cref="MostPerHour"/>
    public int MostPerDay { get; init; } = 40;

    /// <summary>With which providers sign their delivery receipts; without it none are taken.</summary>
    public string? ReceiptSecret { get; init; }

    /// <summary>From then on nobody is disturbed by what can wait; the region's own time.</summary>
    public TimeOnly QuietFrom { get; init; } = new(21, 0);

    /// <summary>The same as <see cref="QuietFrom"/>: no quiet hours.</summary>
    public TimeOnly QuietUntil { get; init; } = new(6, 0);

    /// <summary>Before the second try; each further pause is twice as long, up to an hour.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What a provider did not take for so long is given up.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long a provider may take for one message.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the database is asked for what is due.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Messages on their way at the same time, for each channel.</summary>
    public int Concurrency { get; init; } = 4;

    /// <returns>A sentence for the person who started the service, or null when nothing is wrong.</returns>
    public static string? WhatIsWrong(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Notifications").Get<NotificationSettings>() ?? new();
        if (settings.PhoneChannel is Domain.Channel.Email)
        {
            return "Notifications__PhoneChannel is Sms or WhatsApp.";
        }

        if (settings.Smtp.Host is not null && !MailAddress.TryCreate(settings.Smtp.From, out _))
        {
            return "Notifications__Smtp__Host is set, but Notifications__Smtp__From is no e-mail address: set it to the address that mail comes from.";
        }

        foreach (var (name, gateway) in new[] { ("Sms", settings.Sms), ("WhatsApp", settings.WhatsApp) })
        {
            if (gateway.Address is { } address && !(Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"))
            {
                return $"Notifications__{name}__Address is no web address: set it to where the provider takes messages, for example https://gateway.example.id/messages.";
            }
        }

        return null;
    }
}

/// <summary>The mail server. Without <see cref="Host"/> mail is written to <c>&lt;Data:Folder&gt;/mail</c>.</summary>
internal sealed class SmtpSettings
{
    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    /// <summary>STARTTLS; a server that does not offer it is refused.</summary>
    public bool Tls { get; init; } = true;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Such as <c>Lapor 112 &lt;lapor@kedirikota.go.id&gt;</c>.</summary>
    public string From { get; init; } = "";
}

/// <summary>A provider of SMS or WhatsApp by HTTP. Without <see cref="Address"/> messages are written to <c>&lt;Data:Folder&gt;/mail</c>.</summary>
internal sealed class TextGatewaySettings
{
    public string? Address { get; init; }

    /// <summary>Sent as <c>Authorization: Bearer</c>.</summary>
    public string? Token { get; init; }
}
