using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace PlanningPlatform.Persistence;

/// <summary>Lets replicas that start together migrate one after the other. SQL Server's turns are EF Core's own, and the loser of the first one tries again.</summary>
internal static class MigrationLock
{
    /// <summary>Where a PostgreSQL server lets one work without a database of one's own.</summary>
    private const string MaintenanceDatabase = "postgres";

    public static async Task<IAsyncDisposable?> HoldAsync(DatabaseFacade database, CancellationToken cancellationToken)
        => database.IsSqlite() ? await HoldFileAsync(database, cancellationToken)
            : database.IsNpgsql() ? await HoldAdvisoryLockAsync(database, cancellationToken)
            : null;

    /// <summary>
    /// On SQLite, EF Core guards a migration by a row in <c>__EFMigrationsLock</c>. A process that is killed meanwhile leaves the row, and every
    /// later start would wait for it for ever. So a file lock, which the kernel releases with the process, stands around it, and whoever holds
    /// that removes a row left behind.
    /// </summary>
    private static async Task<FileStream> HoldFileAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        var file = await OpenAsync(new SqliteConnectionStringBuilder(database.GetConnectionString()).DataSource + ".migrating", cancellationToken);
        await database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        if (await database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken) > 0)
        {
            await database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock", cancellationToken);
        }

        return file;
    }

    /// <summary>
    /// On PostgreSQL, EF Core locks the table of migrations, which on a fresh server is not there yet, nor is the database. So the database is
    /// created under a lock on the maintenance database, and migrated under one of its own. The server releases both with the connection.
    /// </summary>
    private static async Task<NpgsqlConnection> HoldAdvisoryLockAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        var creator = database.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken))
        {
            await using var creating = await LockAsync(database, MaintenanceDatabase, cancellationToken);
            if (!await creator.ExistsAsync(cancellationToken))
            {
                await creator.CreateAsync(cancellationToken);
            }
        }

        return await LockAsync(database, null, cancellationToken);
    }

    private static async Task<NpgsqlConnection> LockAsync(DatabaseFacade database, string? where, CancellationToken cancellationToken)
    {
        var own = (NpgsqlConnection)database.GetDbConnection();
        var settings = new NpgsqlConnectionStringBuilder(own.ConnectionString) { Pooling = false };
        settings.Database = where ?? settings.Database;
        var connection = own.CloneWith(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            // The number means nothing; it is the same for all. Another's migration may take its time.
            await using var take = new NpgsqlCommand("SELECT pg_advisory_lock(350614071)", connection) { CommandTimeout = 0 };
            await take.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<FileStream> OpenAsync(string file, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                // Another replica migrates.
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }
}
