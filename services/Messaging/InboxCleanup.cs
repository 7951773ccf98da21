using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Messaging;

/// <summary>
/// Forgets which messages were handled once they are too old to come again (<see cref="MessagingOptions.InboxRetention"/>), and failed
/// messages that were sent again long ago (<see cref="Retention.ReplayedMessages"/>). One that waits for somebody is never removed.
/// </summary>
internal sealed partial class InboxCleanup(
    IServiceScopeFactory scopes, IOptions<MessagingOptions> options, IOptions<Retention> retention, TimeProvider time, ILogger<InboxCleanup> logger) : BackgroundService
{
    private const int BatchSize = 1000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CleanupInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await RemoveBatchAsync(stoppingToken) == BatchSize)
                {
                    // Until there is less than a batch left.
                }

                while (await RemoveReplayedAsync(stoppingToken) == BatchSize)
                {
                    // The same.
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
            }
        }
    }

    private async Task<int> RemoveBatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MessagingDbContext>();
        var before = time.GetUtcNow() - options.Value.InboxRetention;
        var old = await db.Inbox.Where(message => message.HandledAt < before).OrderBy(message => message.HandledAt).Take(BatchSize)
            .Select(message => message.MessageId).ToListAsync(cancellationToken);
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        foreach (var chunk in old.Chunk(200))
        {
            await db.Inbox.Where(message => chunk.Contains(message.MessageId) && message.HandledAt < before).ExecuteDeleteAsync(cancellationToken);
        }

        return old.Count;
    }

    private async Task<int> RemoveReplayedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MessagingDbContext>();
        var before = time.GetUtcNow() - retention.Value.ReplayedMessages;
        var old = await db.Failed.Where(message => message.ReplayedAt < before).OrderBy(message => message.ReplayedAt).Take(BatchSize)
            .Select(message => message.MessageId).ToListAsync(cancellationToken);
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        foreach (var chunk in old.Chunk(200))
        {
            // A message that failed again meanwhile waits for somebody: its ReplayedAt is null then.
            await db.Failed.Where(message => chunk.Contains(message.MessageId) && message.ReplayedAt < before).ExecuteDeleteAsync(cancellationToken);
        }

        return old.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Old marks of handled messages, or old replayed messages, could not be removed; the next try comes.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
