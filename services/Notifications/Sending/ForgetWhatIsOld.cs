using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Notifications.Channels;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Sending;

/// <summary>Removes addresses and contents, and later the whole rows, when their time is over.</summary>
internal sealed partial class ForgetWhatIsOld(IServiceScopeFactory scopes, MailFolder folder, IOptions<Retention> retention, TimeProvider time, ILogger<ForgetWhatIsOld> logger) : BackgroundService
{
    private const int BatchSize = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(retention.Value.Interval, time);
        do
        {
            try
            {
                while (await ForgetBatchAsync(stoppingToken) == BatchSize || await RemoveBatchAsync(stoppingToken) == BatchSize)
                {
                    // Until there is less than a batch left of either.
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> ForgetBatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        var before = time.GetUtcNow() - retention.Value.MessageContent;
        var old = await db.Notifications.Where(row => row.HasContent && row.CreatedAt < before).OrderBy(row => row.CreatedAt).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var notification in old)
        {
            notification.ForgetContent("expired");
            folder.Forget(notification.Id);
        }

        await db.SaveChangesAsync(cancellationToken);
        return old.Count;
    }

    /// <summary>Rows. What is remembered of erasures stays: a stuck message waits for ever, and may be replayed after any time.</summary>
    private async Task<int> RemoveBatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        var before = time.GetUtcNow() - retention.Value.MessageReports;
        var old = await db.Notifications.Where(row => row.CreatedAt < before).OrderBy(row => row.CreatedAt).Take(BatchSize).Select(row => row.Id).ToListAsync(cancellationToken);
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        return await db.Notifications.Where(row => old.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Old messages could not be removed; the next try comes.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
