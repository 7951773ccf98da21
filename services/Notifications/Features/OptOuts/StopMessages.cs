using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Features.OptOuts;

/// <summary>
/// Whoever has the code wants no more messages at this address, on whatever matter; what they cannot do without (an invitation, a new password) still
/// comes. Mail programs send this by themselves (RFC 8058), so a body is neither asked for nor read. Doing it twice changes nothing.
/// </summary>
internal static class StopMessages
{
    public static async Task<Results<Ok<ShowOptOut.Answer>, Refusal>> Handle(string code, NotificationsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await ShowOptOut.FindAsync(code, db, cancellationToken) is not { } message)
        {
            return ShowOptOut.UnknownCode;
        }

        if (!await db.OptOuts.AnyAsync(row => row.RecipientHash == message.RecipientHash, cancellationToken))
        {
            db.OptOuts.Add(new() { RecipientHash = message.RecipientHash!, At = time.GetUtcNow() });
            // Pressed twice: one of them is enough.
            await db.TrySaveAsync(cancellationToken);
        }

        return TypedResults.Ok(new ShowOptOut.Answer(message.MaskedRecipient!, message.Channel, Stopped: true));
    }
}
