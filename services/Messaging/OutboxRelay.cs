using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Messaging;

/// <summary>
/// Carries committed events to the broker. One replica leads by lease; rows go in order within an aggregate and side by side across
/// aggregates; a row leaves the table only after the broker confirmed it. A crash between confirm and delete repeats a message,
/// which the inbox of its consumers absorbs.
/// </summary>
internal sealed partial class OutboxRelay<TDb>(
    IServiceScopeFactory scopes,
    IBus bus,
    EventTypes types,
    OutboxSignal signal,
    QueuesSettled queues,
    IOptions<MessagingOptions> options,
    TimeProvider time,
    ILogger<OutboxRelay<TDb>> logger) : BackgroundService
    where TDb : MessagingDbContext
{
    private const string LeaseName = "relay";
    private readonly Guid _owner = Guid.CreateVersion7(time.GetUtcNow());
    private readonly MessagingOptions _options = options.Value;
    private readonly OutageNotice _outage = new(logger);
    private long _leaseSafeUntil;

    /// <summary>Since nothing could be published; then a few rows knock at the broker, until it answers.</summary>
    private bool _brokerIsDown;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RelayAsync(stoppingToken);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop; what that interrupted fails in its own way.
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<TDb>().ReleaseLeaseAsync(LeaseName, _owner, CancellationToken.None);
        }
        catch (Exception exception) when (exception.IsDatabaseOutage())
        {
            // Then it runs out by itself.
        }
    }

    private async Task RelayAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await queues.WaitAsync(stoppingToken);
                var more = await HoldLeaseAsync(stoppingToken) && await RelayBatchAsync(stoppingToken);
                _outage.IsOver();
                if (!more)
                {
                    await signal.WaitAsync(_options.PollInterval, time, stoppingToken);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!_outage.Took(exception))
                {
                    Log.RelayFaulted(logger, exception);
                }

                await Task.Delay(_options.PollInterval, time, stoppingToken);
            }
        }
    }

    /// <summary>Renews at half time, so that an idle relay writes rarely and a busy one never outlives its lease.</summary>
    private async Task<bool> HoldLeaseAsync(CancellationToken cancellationToken)
    {
        if (time.GetTimestamp() < _leaseSafeUntil)
        {
            return true;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var asked = time.GetTimestamp();
        if (!await db.TryHoldLeaseAsync(LeaseName, _owner, _options.LeaseDuration, cancellationToken))
        {
            return false;
        }

        _leaseSafeUntil = asked + (long)(_options.LeaseDuration.TotalSeconds / 2 * time.TimestampFrequency);
        return true;
    }

    /// <returns>True when there may be more to carry right now.</returns>
    private async Task<bool> RelayBatchAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var started = time.GetTimestamp();
        var batch = await db.Outbox.Where(message => message.ParkedAt == null).OrderBy(message => message.Sequence)
            .Take(_options.BatchSize).ToListAsync(stoppingToken);
        if (batch.Count == 0)
        {
            return false;
        }

        if (_brokerIsDown)
        {
            // One of each type knocks at the broker, so that a type that it refuses does not stop the others; each the first of its
            // aggregate, or it would overtake what happened before it.
            batch = [.. batch.DistinctBy(message => message.OrderingKey).DistinctBy(message => message.Type)];
        }

        // What is not confirmed by then stays and is tried again: the lease must not run out meanwhile.
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        giveUp.CancelAfter(_options.LeaseDuration / 2);
        using var window = new SemaphoreSlim(_options.PublishWindow);
        var outcomes = await Task.WhenAll(batch.GroupBy(message => message.OrderingKey)
            .Select(group => PublishInOrderAsync(group.ToList(), window, giveUp.Token)));
        stoppingToken.ThrowIfCancellationRequested();

        var confirmed = outcomes.SelectMany(outcome => outcome.Confirmed).ToList();
        var faulted = outcomes.Where(outcome => outcome.Fault is not null).ToList();
        if (confirmed.Count > 0)
        {
            // The broker takes messages, only not these. Running out of time is nobody's fault.
            foreach (var outcome in faulted.Where(outcome => outcome.Fault is not OperationCanceledException))
            {
                Count(outcome.At!, outcome.Fault!);
            }
        }

        await RemoveAsync(db, confirmed, stoppingToken);
        MessagingTelemetry.BatchDuration.Record(time.GetElapsedTime(started).TotalSeconds);
        var brokerFault = confirmed.Count == 0 ? faulted.FirstOrDefault()?.Fault : null;
        Notice(brokerFault, batch.Count);
        return brokerFault is null;
    }

    /// <summary>Removes what was confirmed and saves the failed attempts of the rest.</summary>
    private static async Task RemoveAsync(TDb db, List<long> confirmed, CancellationToken cancellationToken)
    {
        await db.Database.DoNotWaitForTheDiskAsync(cancellationToken);
        using (await db.Database.TakeWriteTurnAsync(cancellationToken))
        {
            foreach (var chunk in confirmed.Chunk(200))
            {
                // By id list, never by range: a lower sequence may become visible later than a higher one.
                await db.Outbox.Where(message => chunk.Contains(message.Sequence)).ExecuteDeleteAsync(cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private void Notice(Exception? fault, int waiting)
    {
        if (fault is not null && !_brokerIsDown)
        {
            Log.BrokerDown(logger, waiting, fault.Message);
        }
        else if (fault is null && _brokerIsDown)
        {
            Log.BrokerBack(logger);
        }

        _brokerIsDown = fault is not null;
    }

    private async Task<Outcome> PublishInOrderAsync(List<OutboxMessage> messages, SemaphoreSlim window, CancellationToken cancellationToken)
    {
        var confirmed = new List<long>(messages.Count);
        foreach (var message in messages)
        {
            if (Read(message) is not { } happened)
            {
                continue;
            }

            try
            {
                await window.WaitAsync(cancellationToken);
                try
                {
                    await PublishAsync(message, happened, cancellationToken);
                }
                finally
                {
                    window.Release();
                }
            }
            catch (Exception fault)
            {
                return new Outcome(confirmed, message, fault);
            }

            confirmed.Add(message.Sequence);
        }

        return new Outcome(confirmed, null, null);
    }

    /// <returns>The event, or null when the row itself is at fault; it is counted, then parked, and stops nobody else.</returns>
    private object? Read(OutboxMessage message)
    {
        try
        {
            var type = types.Find(message.Type) ?? throw new JsonException($"Unknown event type {message.Type}.");
            return JsonSerializer.Deserialize(message.Payload, type, JsonSerializerOptions.Web)
                ?? throw new JsonException("The payload is null.");
        }
        catch (JsonException exception)
        {
            Count(message, exception);
            return null;
        }
    }

    private void Count(OutboxMessage message, Exception fault)
    {
        message.Failed(fault.Message, _options.AttemptsBeforeParking, time.GetUtcNow());
        Log.CannotLeave(logger, message.Type, message.MessageId, message.Attempts, fault);
    }

    private async Task PublishAsync(OutboxMessage message, object happened, CancellationToken cancellationToken)
    {
        using var activity = MessagingTelemetry.Source.StartActivity("outbox relay", ActivityKind.Internal, message.TraceParent);
        await bus.Publish(happened, happened.GetType(), context =>
        {
            context.MessageId = message.MessageId;
            context.Headers.Set(MessageHeaders.OrderingKey, message.OrderingKey.ToString());
        }, cancellationToken);
        MessagingTelemetry.Published.Add(1, new KeyValuePair<string, object?>("message", happened.GetType().Name));
    }

    /// <summary>What became of the rows of one aggregate: those confirmed and, if it ended early, at which row and why.</summary>
    private sealed record Outcome(List<long> Confirmed, OutboxMessage? At, Exception? Fault);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The broker does not take messages ({Reason}); {Waiting} stay in the outbox.")]
        public static partial void BrokerDown(ILogger logger, int waiting, string reason);

        [LoggerMessage(LogLevel.Information, "The broker takes messages again.")]
        public static partial void BrokerBack(ILogger logger);

        [LoggerMessage(LogLevel.Error, "Outbox message {MessageId} of type {Type} cannot be published (attempt {Attempt}).")]
        public static partial void CannotLeave(ILogger logger, string type, Guid messageId, int attempt, Exception exception);

        [LoggerMessage(LogLevel.Error, "The outbox relay failed and goes on.")]
        public static partial void RelayFaulted(ILogger logger, Exception exception);
    }
}
