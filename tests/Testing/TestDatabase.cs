using System.Data.Common;
using System.Text;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Testing;

/// <summary>
/// A database of a test's own, on the engine that the environment variable TEST_DATABASE names: Sqlite (unless set), PostgreSql (a
/// private cluster), or SqlServer (a server that ConnectionStrings__sqlserver names). ./test.sh runs the tests once for each it can.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static int sqlServerDatabases;

    private readonly string? _folder;

    private TestDatabase(string connectionString, string? folder) => (ConnectionString, _folder) = (connectionString, folder);

    public static DatabaseProvider Provider { get; } = DatabaseProviders.Parse(Environment.GetEnvironmentVariable("TEST_DATABASE"));

    public string ConnectionString { get; }

    public static async Task<TestDatabase> CreateAsync(string name)
    {
        switch (Provider)
        {
            case DatabaseProvider.PostgreSql:
                return new((await PrivatePostgreSql.SharedAsync()).NewDatabase(), folder: null);
            case DatabaseProvider.SqlServer:
                var server = Environment.GetEnvironmentVariable("ConnectionStrings__sqlserver")
#if ASPIRE
                    ?? await SqlServerContainer.ConnectionStringAsync();
#else
                    ?? throw new InvalidOperationException("TEST_DATABASE is SqlServer, so ConnectionStrings__sqlserver must name a server.");
#endif
                return new($"{server};Database=test-{Environment.ProcessId}-{Interlocked.Increment(ref sqlServerDatabases)}", folder: null);
            default:
                var folder = Directory.CreateTempSubdirectory("planning-database-").FullName;
                return new($"Data Source={Path.Combine(folder, name)}.db", folder);
        }
    }

    /// <summary>The one value that a query gives.</summary>
    public async Task<T> ValueAsync<T>(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Every value of every row of every table, for a test that looks for what must not be there. Bytes are read as Latin-1.</summary>
    public async Task<string> EverythingStoredAsync()
    {
        await using var connection = await OpenAsync();
        var everything = new StringBuilder();
        foreach (var table in await TablesAsync(connection))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                for (var column = 0; column < rows.FieldCount; column++)
                {
                    var value = rows.GetValue(column);
                    everything.Append(value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : value).Append('\n');
                }
            }
        }

        return everything.ToString();
    }

    public ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            using (var connection = new SqliteConnection(ConnectionString))
            {
                SqliteConnection.ClearPool(connection);
            }

            Directory.Delete(_folder, recursive: true);
        }
        else if (Provider == DatabaseProvider.PostgreSql)
        {
            // Idle connections would stay for five minutes, and the server takes only so many.
            using var connection = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }

        return ValueTask.CompletedTask;
    }

    internal static async Task<List<string>> TablesAsync(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = connection is SqliteConnection
            ? "SELECT name FROM sqlite_master WHERE type = 'table'"
            : "SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_schema IN ('public', 'dbo')";
        List<string> tables = [];
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            tables.Add(rows.GetString(0));
        }

        return tables;
    }

    internal async Task<DbConnection> OpenAsync()
    {
        DbConnection connection = Provider switch
        {
            DatabaseProvider.PostgreSql => new NpgsqlConnection(ConnectionString),
            DatabaseProvider.SqlServer => new SqlConnection(ConnectionString),
            _ => new SqliteConnection(ConnectionString),
        };
        await connection.OpenAsync();
        return connection;
    }
}
