using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Intake;

/// <summary>Removes answers by Idempotency-Key once nobody asks for a lost one any more (<see cref="Retention.IntakeKeys"/>).</summary>
internal static class ForgetIntakeKeys
{
    public static async Task<int> OverdueAsync(DbContext db, Retention retention, int batchSize, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - retention.IntakeKeys;
        var old = await db.Set<IntakeKey>().Where(key => key.CreatedAt < before).OrderBy(key => key.CreatedAt).Take(batchSize)
            .Select(key => key.KeyHash).ToListAsync(cancellationToken);
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await db.Set<IntakeKey>().Where(key => old.Contains(key.KeyHash) && key.CreatedAt < before).ExecuteDeleteAsync(cancellationToken);
        return old.Count;
    }
}
