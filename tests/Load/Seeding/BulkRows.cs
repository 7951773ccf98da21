using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace PlanningPlatform.Load.Seeding;

/// <summary>One table, and how a row of it is made from an entity: by the model's own columns and conversions, so that a new column needs nothing here.</summary>
internal sealed class BulkTable
{
    private readonly (string Column, string StoreType, Func<object, object?> Value)[] _columns;

    public BulkTable(IModel model, Type entity)
    {
        var type = model.FindEntityType(entity)!;
        Name = type.GetTableName()!;
        // The database counts entries itself; what is owned (a trip) stays empty.
        _columns = [.. type.GetFlattenedProperties().Where(property => !(property.IsPrimaryKey() && property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType == typeof(long))).Select(property => Column(property, StoreObjectIdentifier.Table(Name, type.GetSchema())))];
    }

    public string Name { get; }

    public IReadOnlyList<string> Columns => [.. _columns.Select(column => column.Column)];

    public void Bind(SqliteCommand insert, object row)
    {
        for (var column = 0; column < _columns.Length; column++)
        {
            insert.Parameters[column].Value = _columns[column].Value(row) ?? DBNull.Value;
        }
    }

    public async Task WriteAsync(NpgsqlBinaryImporter copy, object row, CancellationToken cancellationToken)
    {
        await copy.StartRowAsync(cancellationToken);
        foreach (var (_, storeType, value) in _columns)
        {
            if (value(row) is { } known)
            {
                await copy.WriteAsync(known, storeType, cancellationToken);
            }
            else
            {
                await copy.WriteNullAsync(cancellationToken);
            }
        }
    }

    private static (string Column, string StoreType, Func<object, object?> Value) Column(IProperty property, StoreObjectIdentifier table)
    {
        var (getter, mapping) = (property.GetGetter(), (RelationalTypeMapping)property.GetTypeMapping());
        var converter = mapping.Converter?.ConvertToProvider;
        return (property.GetColumnName(table)!, mapping.StoreTypeNameBase,
            converter is null ? row => getter.GetClrValueUsingContainingEntity(row) : row => getter.GetClrValueUsingContainingEntity(row) is { } value ? converter(value) : null);
    }
}

/// <summary>
/// Writes rows in bulk. While it works, the tables' indexes are gone: built in one go at the end, each costs a sort instead of a million scattered inserts.
/// </summary>
internal abstract class BulkLoad(IReadOnlyList<BulkTable> tables) : IAsyncDisposable
{
    private List<(string Name, string Create)> _indexes = [];

    protected IReadOnlyList<BulkTable> Tables => tables;

    protected abstract DbConnection Connection { get; }

    protected abstract string FindIndexes { get; }

    public static BulkLoad On(string connectionString, bool postgreSql, IReadOnlyList<BulkTable> tables)
        => postgreSql ? new PostgreSqlLoad(connectionString, tables) : new SqliteLoad(connectionString, tables);

    public virtual async Task BeginAsync()
    {
        await Connection.OpenAsync();
        await using var command = Connection.CreateCommand();
        command.CommandText = FindIndexes;
        await using (var rows = await command.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                _indexes.Add((rows.GetString(0), rows.GetString(1)));
            }
        }

        foreach (var (name, _) in _indexes)
        {
            await ExecuteAsync($"DROP INDEX \"{name}\"");
        }
    }

    /// <summary>All of them in one transaction.</summary>
    /// <param name="rows">For each table, in the order of the tables.</param>
    public abstract Task WriteAsync(IReadOnlyList<IReadOnlyList<object>> rows, CancellationToken cancellationToken);

    /// <param name="built">Told how many of how many indexes are there again.</param>
    public async Task EndAsync(Action<int, int> built)
    {
        for (var index = 0; index < _indexes.Count; index++)
        {
            built(index, _indexes.Count);
            await ExecuteAsync(_indexes[index].Create);
        }

        built(_indexes.Count, _indexes.Count);
        _indexes = [];
        await FinishAsync();
    }

    protected abstract Task FinishAsync();

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    protected async Task ExecuteAsync(string sql)
    {
        await using var command = Connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private sealed class SqliteLoad(string connectionString, IReadOnlyList<BulkTable> tables) : BulkLoad(tables)
    {
        private readonly SqliteConnection _connection = new(connectionString + ";Pooling=False");
        private List<SqliteCommand> _inserts = [];

        protected override DbConnection Connection => _connection;

        protected override string FindIndexes => $"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('{string.Join("','", Tables.Select(table => table.Name))}')";

        public override async Task BeginAsync()
        {
            await base.BeginAsync();
            // A power cut may cost the rows, which can be made again.
            await ExecuteAsync("PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-400000; PRAGMA temp_store=FILE;");
            _inserts = [.. Tables.Select(table =>
            {
                var insert = _connection.CreateCommand();
                insert.CommandText = $"INSERT INTO \"{table.Name}\" ({string.Join(", ", table.Columns.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", table.Columns.Select((_, index) => $"@p{index}"))})";
                for (var index = 0; index < table.Columns.Count; index++)
                {
                    insert.Parameters.Add(new SqliteParameter($"@p{index}", value: null));
                }

                return insert;
            })];
        }

        public override async Task WriteAsync(IReadOnlyList<IReadOnlyList<object>> rows, CancellationToken cancellationToken)
        {
            await using var transaction = _connection.BeginTransaction();
            for (var table = 0; table < Tables.Count; table++)
            {
                _inserts[table].Transaction = transaction;
                foreach (var row in rows[table])
                {
                    Tables[table].Bind(_inserts[table], row);
                    _inserts[table].ExecuteNonQuery();
                }
            }

            await transaction.CommitAsync(CancellationToken.None);
        }

        protected override Task FinishAsync() => ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private sealed class PostgreSqlLoad(string connectionString, IReadOnlyList<BulkTable> tables) : BulkLoad(tables)
    {
        private readonly NpgsqlConnection _connection = new(connectionString);

        protected override DbConnection Connection => _connection;

        /// <summary>Without those of primary keys, which are constraints.</summary>
        protected override string FindIndexes =>
            $"""
             SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.schemaname = 'public' AND i.tablename IN ('{string.Join("','", Tables.Select(table => table.Name))}')
             AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)
             """;

        public override async Task BeginAsync()
        {
            await base.BeginAsync();
            // What the domain made refers to what it made; and a power cut may cost the rows, which can be made again.
            await ExecuteAsync("SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '512MB'");
        }

        public override async Task WriteAsync(IReadOnlyList<IReadOnlyList<object>> rows, CancellationToken cancellationToken)
        {
            await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
            for (var table = 0; table < Tables.Count; table++)
            {
                await using var copy = await _connection.BeginBinaryImportAsync(
                    $"COPY \"{Tables[table].Name}\" ({string.Join(", ", Tables[table].Columns.Select(column => $"\"{column}\""))}) FROM STDIN (FORMAT BINARY)", cancellationToken);
                foreach (var row in rows[table])
                {
                    await Tables[table].WriteAsync(copy, row, cancellationToken);
                }

                await copy.CompleteAsync(cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }

        /// <summary>What the server would do by itself a little later.</summary>
        protected override Task FinishAsync() => ExecuteAsync("VACUUM ANALYZE");
    }
}
