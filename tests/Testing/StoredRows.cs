using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Testing;

/// <summary>Beside a running service: how many rows each table has and how often they were changed, to see that what was refused left nothing behind.</summary>
public sealed class StoredRows : IAsyncDisposable
{
    /// <summary>Emptied by the relay whenever it gets round to it: what was told before goes, and only more of it says anything.</summary>
    private const string Outbox = "OutboxMessage";

    /// <summary>The relays' own business.</summary>
    private const string Lease = "OutboxLease";

    private readonly DbConnection _connection;
    private readonly string _count;
    private long _seen = -1;

    private StoredRows(DbConnection connection, string count) => (_connection, _count) = (connection, count);

    public static async Task<StoredRows> WatchAsync(TestDatabase database)
    {
        var connection = await database.OpenAsync();
        List<string> counts = [];
        foreach (var table in await TestDatabase.TablesAsync(connection))
        {
            if (table != Lease && !table.StartsWith("sqlite_", StringComparison.Ordinal))
            {
                counts.Add($"SELECT '{table}', COUNT(*), {(await HasVersionAsync(connection, table) ? "COALESCE(SUM(\"Version\"), 0)" : "0")} FROM \"{table}\"");
            }
        }

        return new(connection, string.Join(" UNION ALL ", counts));
    }

    /// <summary>Of each table its rows and the sum of their versions.</summary>
    public async Task<IReadOnlyDictionary<string, (long Rows, long Versions)>> CountAsync()
    {
        _seen = await WritesAsync();
        await using var command = _connection.CreateCommand();
        command.CommandText = _count;
        await using var reader = await command.ExecuteReaderAsync();
        var counts = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            counts[reader.GetString(0)] = (Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture), Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture));
        }

        return counts;
    }

    /// <summary>False when surely nobody has written since <see cref="CountAsync"/>; only SQLite says so without counting.</summary>
    public async Task<bool> MayHaveChangedAsync() => TestDatabase.Provider != DatabaseProvider.Sqlite || await WritesAsync() != _seen;

    /// <summary>The tables that have more rows, other rows or changed rows.</summary>
    public static IEnumerable<string> Changed(IReadOnlyDictionary<string, (long Rows, long Versions)> before, IReadOnlyDictionary<string, (long Rows, long Versions)> after)
        => after.Where(table => table.Key == Outbox ? table.Value.Rows > before[table.Key].Rows : table.Value != before[table.Key])
            .Select(table => $"{table.Key}: {before[table.Key]} became {table.Value}");

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<long> WritesAsync()
    {
        if (_connection is not SqliteConnection)
        {
            return 0;
        }

        await using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<bool> HasVersionAsync(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\" WHERE 1 = 0";
        await using var reader = await command.ExecuteReaderAsync();
        return Enumerable.Range(0, reader.FieldCount).Any(column => reader.GetName(column) == "Version");
    }
}
