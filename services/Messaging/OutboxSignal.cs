using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PlanningPlatform.Messaging;

/// <summary>Wakes the relay as soon as a unit of work with events committed. Rings in between are one ring.</summary>
internal sealed class OutboxSignal
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _bell.Writer.TryWrite(true);

    /// <summary>Returns at the next ring, or after <paramref name="atMost"/>: the safety net for rows that other replicas wrote.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _bell.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody rang in time.
        }
    }
}

/// <summary>Rings after a commit, whether SaveChanges made its own transaction, needed none, or ran inside an explicit one.</summary>
internal sealed class RingAfterSave(OutboxSignal signal) : SaveChangesInterceptor
{
    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is MessagingDbContext { HasPublished: true, Database.CurrentTransaction: null })
        {
            signal.Ring();
        }

        return ValueTask.FromResult(result);
    }
}

/// <inheritdoc cref="RingAfterSave"/>
internal sealed class RingAfterCommit(OutboxSignal signal) : DbTransactionInterceptor
{
    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is MessagingDbContext { HasPublished: true })
        {
            signal.Ring();
        }

        return Task.CompletedTask;
    }
}
