using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Messaging;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Features.Messages;

/// <summary>An administrator decides that a message which failed, or of which nobody knows, is to be sent once more.</summary>
internal static class SendAgain
{
    public static async Task<Results<Ok<MessageAnswer>, Refusal>> Handle(Guid id, [FromBody] Nothing? _, HttpContext caller, NotificationsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var message = await db.Notifications.FindAsync([id], cancellationToken);
        if (message is null)
        {
            return Refusal.NotFound;
        }

        if (!message.CanBeSentAgain)
        {
            return NotNow;
        }

        message.SendAgain(time.GetUtcNow());
        db.Audit(caller, "notification_sent_again", message.Template, $"message={id}", time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(MessageAnswer.Of(message));
    }

    private static readonly Refusal NotNow = new(409, "not_sendable", new(
        "Hanya kabar yang gagal atau belum pasti, dan isinya masih tersimpan, dapat dikirim ulang.",
        "Only a message that failed or is uncertain, and whose content is still kept, can be sent again."));
}
