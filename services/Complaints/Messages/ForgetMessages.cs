using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Messages;

/// <summary>Removes dialogues in which somebody fell silent, and answers that no gateway asks for again (<see cref="Retention.IntakeKeys"/>).</summary>
internal static class ForgetMessages
{
    public static async Task<int> OverdueAsync(ComplaintsDb db, Retention retention, int batchSize, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - retention.IntakeKeys;
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        var silent = await db.Conversations.Where(conversation => conversation.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        var old = await db.TakenMessages.Where(message => message.TakenAt < before).OrderBy(message => message.TakenAt).Take(batchSize).Select(message => message.Id).ToListAsync(cancellationToken);
        return old.Count == 0 ? Math.Min(silent, batchSize - 1) : await db.TakenMessages.Where(message => old.Contains(message.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
