using System.Net;
using Npgsql;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Platform.Tests;

/// <summary>A city that has a PostgreSQL server and a broker already: the platform uses them and makes neither.</summary>
public sealed class OwnDatabasesTests
{
    private static readonly string[] Databases = ["identity-db", "complaints-db", "mobile-units-db", "proposals-db", "monitoring-db", "notifications-db"];

    [Fact]
    public async Task Databases_that_the_environment_names_are_used_and_no_private_cluster_is_made()
    {
        await using var server = await PrivatePostgreSql.StartAsync();
        var broker = await TestBroker.CreateVirtualHostAsync();
        await using var platform = await PlatformProcess.StartAsync(
        [
            ("Database__Provider", "PostgreSql"), ("ConnectionStrings__messaging", broker),
            .. Databases.Select(name => ($"ConnectionStrings__{name}", server.ConnectionString(name))),
        ]);

        using var client = platform.CreateClient();
        using var ready = await client.GetAsync(new Uri("/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Empty(platform.ProcessIds.Keys.Intersect(["databases", "messaging", "messaging-epmd"]));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(platform.DataFolder, "*", SearchOption.AllDirectories), path => Path.GetFileName(path) is "PG_VERSION" || path.EndsWith(".db", StringComparison.Ordinal));
        foreach (var name in Databases)
        {
            Assert.True(await RowsAsync(server.ConnectionString(name), "\"__EFMigrationsHistory\"") > 0, $"{name} has no tables.");
        }

        Assert.True(await RowsAsync(server.ConnectionString("identity-db"), "\"Accounts\"") > 0, "The demo's accounts are somewhere else.");
    }

    private static async Task<long> RowsAsync(string connectionString, string table)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {table}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
