using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Features.OptOuts;

/// <summary>Whoever stopped messages wants them again.</summary>
internal static class ResumeMessages
{
    public static async Task<Results<Ok<ShowOptOut.Answer>, Refusal>> Handle(string code, NotificationsDb db, CancellationToken cancellationToken)
    {
        if (await ShowOptOut.FindAsync(code, db, cancellationToken) is not { } message)
        {
            return ShowOptOut.UnknownCode;
        }

        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await db.OptOuts.Where(row => row.RecipientHash == message.RecipientHash).ExecuteDeleteAsync(cancellationToken);
        return TypedResults.Ok(new ShowOptOut.Answer(message.MaskedRecipient!, message.Channel, Stopped: false));
    }
}
