using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Positions;

/// <summary>Removes positions that are older than <see cref="Retention.Positions"/>: where a crew was is theirs. The last position of a unit goes likewise.</summary>
internal static class ForgetPositions
{
    public static async Task<int> OverdueAsync(MobileUnitsDb db, Retention retention, int batchSize, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - retention.Positions;
        // A moment at which the batch is full: what is at that moment goes, too, and an index finds it all.
        var last = await db.Positions.Where(point => point.At < before).OrderBy(point => point.At).Select(point => (DateTimeOffset?)point.At).Skip(batchSize - 1).FirstOrDefaultAsync(cancellationToken);
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await (last is { } until ? db.Positions.Where(point => point.At <= until) : db.Positions.Where(point => point.At < before)).ExecuteDeleteAsync(cancellationToken);
        if (last is not null)
        {
            return batchSize;
        }

        await db.Tracks.Where(track => track.At < before).ExecuteDeleteAsync(cancellationToken);
        return 0;
    }
}
