using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Events;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.MobileUnits.Features.Dispatch;

/// <summary>Writes down that a dispatcher looks at the queue, twice a minute at most, and ends the alarm that nobody does.</summary>
internal sealed class QueueWatch(IServiceScopeFactory scopes, BoardSignal signal, TimeProvider time)
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _written = new(StringComparer.Ordinal);

    public async Task SeenAsync(string userName, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_written.TryGetValue(userName, out var last) && now - last < AtMostEvery)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MobileUnitsDb>();
        if (!await MoveAsync(db, userName, now, cancellationToken))
        {
            db.Watches.Add(new DispatcherWatch { UserName = userName, LastSeenAt = now });
            // Another replica, or another page of the same person, may be faster.
            await db.TrySaveAsync(cancellationToken);
        }

        _written[userName] = now;
        if (await db.Alarms.AnyAsync(alarm => alarm.RaisedAt != null, cancellationToken))
        {
            using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
            await db.Alarms.Where(alarm => alarm.RaisedAt != null)
                .ExecuteUpdateAsync(alarm => alarm.SetProperty(row => row.RaisedAt, (DateTimeOffset?)null).SetProperty(row => row.Version, row => row.Version + 1), cancellationToken);
            signal.Ring();
        }
    }

    private static async Task<bool> MoveAsync(MobileUnitsDb db, string userName, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        return await db.Watches.Where(watch => watch.UserName == userName).ExecuteUpdateAsync(watch => watch.SetProperty(row => row.LastSeenAt, now), cancellationToken) > 0;
    }
}
