using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Intake;

/// <summary>Removes one batch of what a service has kept long enough (<see cref="Retention"/>), and saves.</summary>
/// <returns>How many it found; at most <paramref name="batchSize"/>.</returns>
public delegate Task<int> RemoveOverdue<in TDb>(TDb db, Retention retention, int batchSize, DateTimeOffset now, CancellationToken cancellationToken);

/// <summary>Removes what was kept long enough: answers by Idempotency-Key here, the rest as the service says. Safe with several replicas.</summary>
internal sealed partial class RetentionJob<TDb>(
    IServiceScopeFactory scopes, IEnumerable<RemoveOverdue<TDb>> removers, IOptions<Retention> options, TimeProvider time, ILogger<RetentionJob<TDb>> logger) : BackgroundService
    where TDb : DbContext
{
    private const int BatchSize = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Each on its own: one that fails does not keep the others from their work.
            await RemoveAllAsync(RemoveKeysAsync, stoppingToken);
            foreach (var remove in removers)
            {
                await RemoveAllAsync((db, now) => remove(db, options.Value, BatchSize, now, stoppingToken), stoppingToken);
            }

            Task<int> RemoveKeysAsync(TDb db, DateTimeOffset now) => RemoveIntakeKeysAsync(db, now - options.Value.IntakeKeys, stoppingToken);
        }
    }

    private async Task RemoveAllAsync(Func<TDb, DateTimeOffset, Task<int>> removeBatch, CancellationToken stoppingToken)
    {
        try
        {
            int removed;
            do
            {
                await using var scope = scopes.CreateAsyncScope();
                removed = await removeBatch(scope.ServiceProvider.GetRequiredService<TDb>(), time.GetUtcNow());
            }
            while (removed == BatchSize);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another replica, or somebody at work on the same case, was faster; what is left is found at the next tick.
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, exception);
        }
    }

    private static async Task<int> RemoveIntakeKeysAsync(TDb db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var old = await db.Set<IntakeKey>().Where(key => key.CreatedAt < before).OrderBy(key => key.CreatedAt).Take(BatchSize)
            .Select(key => key.KeyHash).ToListAsync(cancellationToken);
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await db.Set<IntakeKey>().Where(key => old.Contains(key.KeyHash) && key.CreatedAt < before).ExecuteDeleteAsync(cancellationToken);
        return old.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What was kept long enough could not be removed; the next try comes.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
