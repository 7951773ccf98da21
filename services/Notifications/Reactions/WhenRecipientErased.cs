using MassTransit;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Notifications.Channels;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Notifications.Data;

namespace PlanningPlatform.Notifications.Reactions;

/// <summary>Whoever was told about it is forgotten, and is told nothing more.</summary>
internal sealed class WhenRecipientErased(NotificationsDb db, MailFolder folder) : IConsumer<RecipientErased>
{
    public async Task Consume(ConsumeContext<RecipientErased> context)
    {
        var about = context.Message.AboutId;
        if (await db.Erasures.FindAsync([about], context.CancellationToken) is { } earlier)
        {
            earlier.At = context.Message.OccurredAt > earlier.At ? context.Message.OccurredAt : earlier.At;
        }
        else
        {
            db.Erasures.Add(new() { AboutId = about, At = context.Message.OccurredAt });
        }

        foreach (var notification in await db.Notifications.Where(row => row.AboutId == about && (row.SealedContent != null || row.RecipientHash != null)).ToListAsync(context.CancellationToken))
        {
            notification.ForgetRecipient();
            folder.Forget(notification.Id);
        }
    }
}
