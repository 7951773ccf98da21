using Microsoft.Extensions.Options;
using PlanningPlatform.Notifications.Domain;

namespace PlanningPlatform.Notifications.Channels;

/// <summary>Who carries which channel, by the settings.</summary>
internal sealed class Providers(IHttpClientFactory clients, SmtpProvider smtp, MailFolder folder, IOptions<NotificationSettings> settings, TimeProvider time)
{
    public const string HttpClient = "text-gateway";

    public IProvider For(Channel channel) => channel switch
    {
        Channel.Email => settings.Value.Smtp.Host is { Length: > 0 } ? smtp : folder,
        Channel.Sms => Gateway(settings.Value.Sms),
        _ => Gateway(settings.Value.WhatsApp),
    };

    /// <summary>Written to the folder instead of being sent.</summary>
    public bool GoesToFolder(Channel channel) => For(channel) == folder;

    private IProvider Gateway(TextGatewaySettings gateway) => gateway.Address is { Length: > 0 } ? new HttpTextProvider(clients.CreateClient(HttpClient), gateway, time) : folder;
}
