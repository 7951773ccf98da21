using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Testing;

/// <summary>A query as the service sent it, with its values, to be asked again by plain ADO.NET.</summary>
public sealed record CapturedQuery(string Sql, IReadOnlyList<DbParameter> Parameters)
{
    /// <summary>Asks and reads every value of every row.</summary>
    public async Task<int> ReadAsync(DbConnection connection)
    {
        await using var command = Command(connection, Sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<object[]> rows = [];
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows.Count;
    }

    /// <summary>How the engine goes about it.</summary>
    public async Task<string> PlanAsync(DbConnection connection)
    {
        await using var command = Command(connection, (connection is SqliteConnection ? "EXPLAIN QUERY PLAN " : "EXPLAIN (ANALYZE, BUFFERS) ") + Sql);
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new StringBuilder();
        while (await reader.ReadAsync())
        {
            plan.AppendLine(reader.GetString(connection is SqliteConnection ? 3 : 0));
        }

        return plan.ToString();
    }

    private DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in Parameters)
        {
            command.Parameters.Add(Copy(parameter));
        }

        return command;
    }

    public static DbParameter Copy(DbParameter parameter) => parameter switch
    {
        SqliteParameter sqlite => new SqliteParameter(sqlite.ParameterName, sqlite.SqliteType) { Value = sqlite.Value },
        NpgsqlParameter postgres => postgres.Clone(),
        _ => throw new NotSupportedException(parameter.GetType().Name),
    };

    public string Said => string.Create(CultureInfo.InvariantCulture, $"{Sql}\n-- {string.Join(", ", Parameters.Select(parameter => $"{parameter.ParameterName} = {parameter.Value}"))}");
}

/// <summary>Listens to what services in this process ask their databases for callers, their jobs apart; on SQLite and PostgreSQL.</summary>
public sealed class QueryListener : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentQueue<CapturedQuery> _heard = new();
    private readonly List<IDisposable> _subscriptions = [];

    private readonly string? _file;

    /// <param name="file">Only what goes to this SQLite file; null: everything.</param>
    public QueryListener(string? file = null)
    {
        _file = file;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public static DbConnection Open(DatabaseProvider provider, string database)
    {
        DbConnection connection = provider == DatabaseProvider.PostgreSql ? new NpgsqlConnection(database) : new SqliteConnection(database);
        connection.Open();
        return connection;
    }

    /// <summary>All since the last time.</summary>
    public IReadOnlyList<CapturedQuery> Take()
    {
        List<CapturedQuery> taken = [];
        while (_heard.TryDequeue(out var query))
        {
            taken.Add(query);
        }

        return taken;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            _subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData { Command: var command } && value.Key == RelationalEventId.CommandExecuting.Name && command.CommandText.TrimStart().StartsWith("SELECT", StringComparison.Ordinal)
            && (_file is null || command.Connection?.DataSource == _file) && !command.CommandText.Contains("box", StringComparison.Ordinal) && !command.CommandText.Contains("Unneeded\" <", StringComparison.Ordinal))
        {
            _heard.Enqueue(new(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(CapturedQuery.Copy)]));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

    private static class DbLoggerCategory
    {
        public const string Name = "Microsoft.EntityFrameworkCore";
    }
}
