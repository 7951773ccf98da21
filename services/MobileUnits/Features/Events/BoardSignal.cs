using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PlanningPlatform.MobileUnits.Domain;

namespace PlanningPlatform.MobileUnits.Features.Events;

/// <summary>Tells the boards of this process that something was committed. Rings in between are one ring.</summary>
internal sealed class BoardSignal
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _bell.Writer.TryWrite(true);

    /// <summary>Returns at the next ring, or after <paramref name="atMost"/>: for what other replicas wrote.</summary>
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

/// <summary>
/// Writes into each request and journey that is saved when that was, whatever was done with it: a crew's report comes with the time at which it was done, which can
/// be an hour ago, and a board that asks for what changed since must find it all the same. Rings after the commit.
/// </summary>
internal sealed class StampChanges(BoardSignal signal, TimeProvider time) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        foreach (var entry in eventData.Context!.ChangeTracker.Entries().Where(entry => entry is { State: EntityState.Added or EntityState.Modified, Entity: TripRequest or Journey }))
        {
            // The same name in both.
            entry.Property(nameof(TripRequest.ChangedAt)).CurrentValue = now;
        }

        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (result > 0 && eventData.Context!.Database.CurrentTransaction is null)
        {
            signal.Ring();
        }

        return ValueTask.FromResult(result);
    }
}

/// <summary>Rings after the commit of a transaction of several saves.</summary>
internal sealed class RingAfterCommit(BoardSignal signal) : DbTransactionInterceptor
{
    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        signal.Ring();
        return Task.CompletedTask;
    }
}
