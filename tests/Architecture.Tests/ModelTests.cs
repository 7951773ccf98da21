using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Architecture.Tests;

/// <summary>Every service's model and its migrations, for every engine. No database is needed: what EF Core would do is compared.</summary>
public sealed class ModelTests
{
    public static TheoryData<string, DatabaseProvider> Models()
    {
        var models = new TheoryData<string, DatabaseProvider>();
        foreach (var context in Contexts())
        {
            foreach (var provider in Enum.GetValues<DatabaseProvider>())
            {
                models.Add(context.Name, provider);
            }
        }

        return models;
    }

    public static TheoryData<string> ContextNames() => [.. Contexts().Select(context => context.Name)];

    [Fact]
    public void Every_service_with_data_is_among_them()
        => Assert.Equal(
            Directory.EnumerateDirectories(Path.Combine(Repository.Root, "services"), "Migrations", SearchOption.AllDirectories).Count(folder => !folder.Contains("/obj/", StringComparison.Ordinal)),
            Contexts().Count);

    [Theory]
    [MemberData(nameof(Models))]
    public void The_migrations_bring_about_the_whole_model(string context, DatabaseProvider provider)
    {
        using var db = Create(context, provider);

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), $"The model of {context} has changed: run eng/migrations.sh services/{context[..^2]} <Name>.");
    }

    /// <summary>
    /// No SQL Server can run here, so its script is read statement by statement into tables, columns and keys, and these are compared with
    /// what the model needs. A statement of a kind that this test does not know fails it.
    /// </summary>
    [Theory]
    [MemberData(nameof(ContextNames))]
    public void The_script_for_SQL_Server_makes_what_the_model_needs_and_nothing_else(string context)
    {
        using var db = Create(context, DatabaseProvider.SqlServer);

        var made = SqlServerScript.Read(db.GetService<IMigrator>().GenerateScript());

        var needed = db.GetService<IDesignTimeModel>().Model.GetRelationalModel();
        Assert.Equal(needed.Tables.SelectMany(Describe).Order(StringComparer.Ordinal), made.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ContextNames))]
    public void A_script_for_SQL_Server_that_leaves_an_IDENTITY_out_is_read_as_one_without(string context)
    {
        const string start = "CREATE TABLE [OutboxMessage] (\n    [Sequence] bigint NOT NULL";
        using var db = Create(context, DatabaseProvider.SqlServer);
        var script = db.GetService<IMigrator>().GenerateScript();
        var without = script.Replace($"{start} IDENTITY", start, StringComparison.Ordinal);
        Assert.NotEqual(script, without);

        Assert.Equal(["OutboxMessage.Sequence bigint NOT NULL IDENTITY"], SqlServerScript.Read(script).Except(SqlServerScript.Read(without)));
    }

    [Theory]
    [InlineData("CREATE INDEX [IX_Visits_Place_At] ON [Visits] ([Place], [At]);")]
    [InlineData("CREATE UNIQUE INDEX [IX_Visits_Place] ON [Visits] ([Place]) WHERE [At] IS NULL;")]
    [InlineData("ALTER TABLE [Visits] ADD CONSTRAINT [AK_Visits_At_Place] UNIQUE ([At], [Place]);")]
    public void A_script_for_SQL_Server_that_drops_a_column_under_an_index_or_a_key_is_refused(string index)
    {
        const string table = "CREATE TABLE [Visits] (\n    [At] bigint NOT NULL,\n    [Place] int NOT NULL,\n    [PlaceName] int NOT NULL\n);\n";

        Assert.DoesNotContain("Visits.PlaceName int NOT NULL", SqlServerScript.Read($"{table}GO\n\n{index}\nGO\n\nALTER TABLE [Visits] DROP COLUMN [PlaceName];\nGO\n"));
        var refused = Assert.Throws<InvalidOperationException>(() => SqlServerScript.Read($"{table}GO\n\n{index}\nGO\n\nALTER TABLE [Visits] DROP COLUMN [Place];\nGO\n"));

        Assert.Contains("SQL Server refuses", refused.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Describe(ITable table)
    {
        foreach (var column in table.Columns)
        {
            var collation = column.Collation is { } name ? $" COLLATE {name}" : "";
            // Numbers that the server draws: without it every insert would fail.
            var identity = column.FindAnnotation("SqlServer:Identity") is null ? "" : " IDENTITY";
            yield return $"{table.Name}.{column.Name} {column.StoreType}{collation} {(column.IsNullable ? "NULL" : "NOT NULL")}{identity}";
        }

        foreach (var key in table.UniqueConstraints)
        {
            yield return $"{table.Name} {(key.GetIsPrimaryKey() ? "PRIMARY KEY" : "UNIQUE")} ({Names(key.Columns)})";
        }

        foreach (var reference in table.ForeignKeyConstraints)
        {
            yield return $"{table.Name} FOREIGN KEY ({Names(reference.Columns)}) REFERENCES {reference.PrincipalTable.Name} ({Names(reference.PrincipalColumns)})"
                + (reference.OnDeleteAction == ReferentialAction.Cascade ? " ON DELETE CASCADE" : "");
        }

        foreach (var index in table.Indexes)
        {
            yield return $"{table.Name} {(index.IsUnique ? "UNIQUE " : "")}INDEX {index.Name} ({Names(index.Columns)}){(index.Filter is { } filter ? $" WHERE {filter}" : "")}";
        }
    }

    private static string Names(IEnumerable<IColumnBase> columns) => string.Join(", ", columns.Select(column => column.Name));

    private static List<Type> Contexts()
        => [.. Repository.Services.SelectMany(service => Assembly.Load($"PlanningPlatform.{service}").GetTypes())
            .Where(type => type.IsSubclassOf(typeof(DbContext)) && type.Name.EndsWith("Db", StringComparison.Ordinal))];

    private static DbContext Create(string context, DatabaseProvider provider)
    {
        var type = Contexts().Single(candidate => candidate.Name == context);
        var options = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        options.UseDatabase(provider, provider switch { DatabaseProvider.Sqlite => "Data Source=:memory:", DatabaseProvider.PostgreSql => "Host=127.0.0.1", _ => "Server=127.0.0.1" });
        return (DbContext)Activator.CreateInstance(DatabaseProviders.ContextFor(type, provider), options.Options)!;
    }
}
