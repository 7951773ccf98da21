using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace PlanningPlatform.Messaging;

/// <summary>Counts what waits, in the outbox and in the service's queue, while somebody collects metrics; otherwise asks nobody.</summary>
internal sealed partial class WaitingMetrics(
    IServiceScopeFactory scopes, InboxName inbox, IConfiguration configuration, IOptions<MessagingOptions> options, TimeProvider time, ILogger<WaitingMetrics> logger)
    : BackgroundService
{
    private IConnection? _connection;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.MetricsInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!MessagingTelemetry.OutboxRows.Enabled)
            {
                continue;
            }

            try
            {
                await CountOutboxAsync(stoppingToken);
                if (inbox.HasQueue)
                {
                    await CountQueueAsync(inbox.Consumer, stoppingToken);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The database or the broker is away: health says so, and the values stay as they were.
                Log.NotCounted(logger, exception);
            }
        }
    }

    private async Task CountOutboxAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<MessagingDbContext>().Outbox;
        var waiting = outbox.Where(message => message.ParkedAt == null);
        var oldest = await waiting.OrderBy(message => message.Sequence).Select(message => (DateTimeOffset?)message.OccurredAt).FirstOrDefaultAsync(cancellationToken);
        MessagingTelemetry.OutboxRows.Record(await waiting.CountAsync(cancellationToken));
        MessagingTelemetry.OutboxAge.Record(oldest is { } since ? Math.Max(0, (time.GetUtcNow() - since).TotalSeconds) : 0);
        MessagingTelemetry.OutboxParked.Record(await outbox.CountAsync(message => message.ParkedAt != null, cancellationToken));
        MessagingTelemetry.FailedMessages.Record(await scope.ServiceProvider.GetRequiredService<MessagingDbContext>().Failed.CountAsync(message => message.ReplayedAt == null, cancellationToken));
    }

    private async Task CountQueueAsync(string queue, CancellationToken cancellationToken)
    {
        _connection ??= await new ConnectionFactory { Uri = new Uri(configuration.GetConnectionString("messaging")!) }
            .CreateConnectionAsync($"{inbox.Consumer} metrics", cancellationToken);
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellationToken);
        MessagingTelemetry.QueueMessages.Record(await channel.MessageCountAsync(queue, cancellationToken), new KeyValuePair<string, object?>("queue", queue));
    }

    public override void Dispose()
    {
        _connection?.Dispose();
        base.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "What waits could not be counted.")]
        public static partial void NotCounted(ILogger logger, Exception exception);
    }
}
