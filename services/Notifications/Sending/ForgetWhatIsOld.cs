using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Notifications.Channels;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Notifications.Sending;

/// <summary>Removes addresses and contents, and later the whole rows, when their time is over.</summary>
internal sealed class ForgetWhatIsOld(IServiceScopeFactory scopes, MailFolder folder, IOptions<Retention> retention, TimeProvider time, ILogger<ForgetWhatIsOld> logger)
    : PeriodicWork(scopes, retention.Value.Interval, time, logger)
{
    private const int BatchSize = 200;

    protected override IEnumerable<Step> Steps => [ForgetContentsAsync, RemoveRowsAsync];

    private async Task<bool> ForgetContentsAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<NotificationsDb>();
        var before = now - retention.Value.MessageContent;
        var old = await db.Notifications.Where(row => row.HasContent && row.CreatedAt < before).OrderBy(row => row.CreatedAt).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var notification in old)
        {
            notification.ForgetContent("expired");
            folder.Forget(notification.Id);
        }

        await db.SaveChangesAsync(cancellationToken);
        return old.Count == BatchSize;
    }

    /// <summary>What is remembered of erasures stays: a stuck message waits for ever, and may be replayed after any time.</summary>
    private async Task<bool> RemoveRowsAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<NotificationsDb>();
        var before = now - retention.Value.MessageReports;
        var old = await db.Notifications.Where(row => row.CreatedAt < before).OrderBy(row => row.CreatedAt).Take(BatchSize).Select(row => row.Id).ToListAsync(cancellationToken);
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await db.Notifications.Where(row => old.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        return old.Count == BatchSize;
    }
}
