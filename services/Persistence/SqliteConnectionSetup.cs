using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace PlanningPlatform.Persistence;

/// <summary>
/// Settings that SQLite keeps per connection, so they are set on every open. Without <c>busy_timeout</c> the driver polls a locked
/// database in 150 ms steps; <c>synchronous=FULL</c> makes a commit survive a power cut, because the answer leaves after it.
/// </summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    public static readonly SqliteConnectionSetup Instance = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private const string Pragmas = "PRAGMA busy_timeout=20000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;";
}

public static class Durability
{
    /// <summary>
    /// From here on this context's commits do not wait for the disk (SQLite only; it goes back with the connection). For writes that may be lost
    /// in a power cut because they will be done again, such as removing what the broker has confirmed.
    /// </summary>
    public static async Task DoNotWaitForTheDiskAsync(this DatabaseFacade database, CancellationToken cancellationToken)
    {
        if (database.IsSqlite())
        {
            await database.OpenConnectionAsync(cancellationToken);
            await database.ExecuteSqlRawAsync("PRAGMA synchronous=NORMAL", cancellationToken);
        }
    }
}
