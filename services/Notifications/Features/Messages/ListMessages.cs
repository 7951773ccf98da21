using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Features.Messages;

/// <summary>Every message to a person with what became of it, newest first.</summary>
internal static class ListMessages
{
    public static async Task<Results<Ok<Paged<MessageAnswer>>, Refusal>> Handle(
        Choice<NotificationState>? state, [AsParameters] Paging paging, NotificationsDb db, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var wanted = state?.Value;
        var messages = db.Notifications.AsNoTracking().Where(message => wanted == null || message.State == wanted);
        var total = await messages.CountAsync(cancellationToken);
        var page = await messages.OrderByDescending(message => message.CreatedAt).ThenByDescending(message => message.Id)
            .Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<MessageAnswer>(page.ConvertAll(MessageAnswer.Of), paging.Number, paging.Size, total));
    }
}
