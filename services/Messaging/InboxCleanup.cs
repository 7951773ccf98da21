using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Messaging;

/// <summary>
/// Forgets which messages were handled once they are too old to come again (<see cref="MessagingOptions.InboxRetention"/>). Failed ones go
/// when they are handled or discarded, never by their age: one that was replayed and did not come back may be the last copy.
/// </summary>
internal sealed class InboxCleanup(IServiceScopeFactory scopes, IOptions<MessagingOptions> options, TimeProvider time, ILogger<InboxCleanup> logger)
    : PeriodicWork(scopes, options.Value.CleanupInterval, time, logger)
{
    private const int BatchSize = 1000;

    protected override IEnumerable<Step> Steps => [RemoveAsync];

    private async Task<bool> RemoveAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<MessagingDbContext>();
        var before = now - options.Value.InboxRetention;
        var old = await db.Inbox.Where(message => message.HandledAt < before).OrderBy(message => message.HandledAt).Take(BatchSize)
            .Select(message => message.MessageId).ToListAsync(cancellationToken);
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        foreach (var chunk in old.Chunk(200))
        {
            await db.Inbox.Where(message => chunk.Contains(message.MessageId) && message.HandledAt < before).ExecuteDeleteAsync(cancellationToken);
        }

        return old.Count == BatchSize;
    }
}
