using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Notifications.Sending;

/// <summary>
/// Looks every second for messages that are due, for each channel by itself: a provider of SMS that is silent must not hold up mail. Every replica does;
/// who claims a message sends it.
/// </summary>
internal sealed partial class SendWhatIsDue(IServiceScopeFactory scopes, IOptions<NotificationSettings> settings, TimeProvider time, ILogger<SendWhatIsDue> logger) : BackgroundService
{
    private const int BatchSize = 100;
    private readonly OutageNotice _outage = new(logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(Enum.GetValues<Channel>().Select(channel => SendAllAsync(channel, stoppingToken)));

    private async Task SendAllAsync(Channel channel, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Value.PollInterval, time);
        do
        {
            try
            {
                while (await SendBatchAsync(channel, stoppingToken) == BatchSize)
                {
                    // Until there is less than a batch left.
                }

                _outage.IsOver();
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // A database that is away for a while is back at one of the next rounds.
                if (!_outage.Took(exception))
                {
                    Log.Failed(logger, exception);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> SendBatchAsync(Channel channel, CancellationToken stoppingToken)
    {
        var now = time.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        foreach (var id in await db.Notifications.Where(row => row.Channel == channel && row.State == NotificationState.Sending && row.ClaimedUntil < now).OrderBy(row => row.ClaimedUntil).Select(row => row.Id).Take(BatchSize).ToListAsync(stoppingToken))
        {
            await WithOneAsync(one => one.ReclaimAsync(id, stoppingToken));
        }

        var due = await db.Notifications.Where(row => row.Channel == channel && row.State == NotificationState.Waiting && row.DueAt <= now).OrderBy(row => row.DueAt)
            .Select(row => row.Id).Take(BatchSize).ToListAsync(stoppingToken);
        await Parallel.ForEachAsync(
            due, new ParallelOptions { MaxDegreeOfParallelism = settings.Value.Concurrency, CancellationToken = stoppingToken },
            async (id, cancellationToken) => await WithOneAsync(one => one.SendAsync(id, cancellationToken)));
        return due.Count;
    }

    /// <summary>What goes wrong with one message stops no other; without the database none gets anywhere.</summary>
    private async Task WithOneAsync(Func<SendOne, Task> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await act(scope.ServiceProvider.GetRequiredService<SendOne>());
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !exception.IsDatabaseOutage())
        {
            Log.Failed(logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Sending failed; the next try comes.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
