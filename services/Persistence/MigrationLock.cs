using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace PlanningPlatform.Persistence;

/// <summary>
/// On SQLite, EF Core guards a migration by a row in <c>__EFMigrationsLock</c>. A process that is killed meanwhile leaves the row, and every
/// later start would wait for it for ever. So a file lock, which the kernel releases with the process, stands around it, and whoever holds
/// that removes a row left behind.
/// </summary>
internal static class MigrationLock
{
    public static async Task<IAsyncDisposable?> HoldAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        if (!database.IsSqlite())
        {
            return null;
        }

        var file = await OpenAsync(new SqliteConnectionStringBuilder(database.GetConnectionString()).DataSource + ".migrating", cancellationToken);
        await database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        if (await database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken) > 0)
        {
            await database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock", cancellationToken);
        }

        return file;
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
