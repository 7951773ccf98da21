using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Messaging;

/// <summary>
/// Forgets which messages were handled once they are too old to come again (<see cref="MessagingOptions.InboxRetention"/>). Failed ones go
/// when they are handled or discarded, never by their age: one that was replayed and did not come back may be the last copy.
/// </summary>
internal sealed partial class InboxCleanup(
    IServiceScopeFactory scopes, IOptions<MessagingOptions> options, TimeProvider time, ILogger<InboxCleanup> logger) : BackgroundService
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

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Old marks of handled messages could not be removed; the next try comes.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
