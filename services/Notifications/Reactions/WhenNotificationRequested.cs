using System.Globalization;
using System.Security.Cryptography;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.Notifications.Texts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Reactions;

/// <summary>A message is written down; it leaves when it is due.</summary>
internal sealed class WhenNotificationRequested(
    NotificationsDb db, NotificationSeal seal, RecipientHashes hashes, QuietHours quiet, IOptions<NotificationSettings> settings, TimeProvider time) : IConsumer<NotificationRequested>
{
    // As on the tracking slips: no letters that are mistaken for digits. 60 bits.
    private const string StopCodeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int StopCodeLength = 12;

    public async Task Consume(ConsumeContext<NotificationRequested> context)
    {
        var request = context.Message;
        if (await db.Notifications.FindAsync([request.NotificationId], context.CancellationToken) is not null)
        {
            return;
        }

        if (await db.Erasures.FindAsync([request.AboutId], context.CancellationToken) is { } erasure && request.OccurredAt <= erasure.At)
        {
            return;
        }

        var template = Catalog.Find(request.Template) ?? throw new InvalidOperationException($"There is no template {request.Template}.");
        var content = seal.Open(request.SealedContent);
        var now = time.GetUtcNow();
        var recipient = RecipientOf(content, template);
        var notification = Notification.Accept(
            request.NotificationId,
            request.AboutId,
            template.Code,
            Template.Languages.Contains(content.Language) ? content.Language : Template.Languages[0],
            recipient,
            request.SealedContent,
            RandomNumberGenerator.GetString(StopCodeAlphabet, StopCodeLength),
            request.OccurredAt,
            quiet.NextAllowed(now, template, request.OccurredAt),
            ExpiryOf(content) ?? request.OccurredAt + template.WorthFor,
            now);
        if (recipient is not null && !template.Essential && await HasHadEnoughAsync(recipient, now, context.CancellationToken))
        {
            notification.Suppress("too_many");
        }

        db.Notifications.Add(notification);
    }

    /// <summary>When the link in it is worth nothing any more.</summary>
    private static DateTimeOffset? ExpiryOf(NotificationContent content)
        => DateTimeOffset.TryParse(content.Values.GetValueOrDefault(Template.Expires), CultureInfo.InvariantCulture, out var expires) ? expires : null;

    private async Task<bool> HasHadEnoughAsync(Recipient recipient, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (hour, day) = (now.AddHours(-1), now.AddDays(-1));
        var had = db.Notifications.Where(row => row.RecipientHash == recipient.Hash && row.State != NotificationState.Suppressed);
        return await had.CountAsync(row => row.CreatedAt > hour, cancellationToken) >= settings.Value.MostPerHour
            || await had.CountAsync(row => row.CreatedAt > day, cancellationToken) >= settings.Value.MostPerDay;
    }

    private Recipient? RecipientOf(NotificationContent content, Template template)
    {
        var phone = TelephoneNumber.Normalize(content.Phone) is { } number && (settings.Value.SendAbroad || TelephoneNumber.IsIndonesian(number)) ? new Recipient(settings.Value.PhoneChannel, number, hashes.Of(number)) : null;
        var email = Recipient.NormalizeEmail(content.Email) is { } address ? new Recipient(Channel.Email, address, hashes.Of(address)) : null;
        return template.PhoneFirst ? phone ?? email : email ?? phone;
    }
}
