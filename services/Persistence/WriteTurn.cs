using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace PlanningPlatform.Persistence;

/// <summary>
/// SQLite has one writer at a time. Waiting for it inside SQLite blocks a thread and sleeps in growing steps; waiting here costs neither.
/// Other databases need no turns.
/// </summary>
public static class WriteTurn
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = new(StringComparer.Ordinal);

    /// <summary>Waits until this process may write to the database; dispose what comes back to pass the turn on.</summary>
    public static async ValueTask<IDisposable?> TakeWriteTurnAsync(this DatabaseFacade database, CancellationToken cancellationToken)
    {
        if (!database.IsSqlite())
        {
            return null;
        }

        var turn = Turns.GetOrAdd(database.GetConnectionString()!, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken);
        return new Taken(turn);
    }

    private sealed class Taken(SemaphoreSlim turn) : IDisposable
    {
        private SemaphoreSlim? _turn = turn;

        public void Dispose() => Interlocked.Exchange(ref _turn, null)?.Release();
    }
}
