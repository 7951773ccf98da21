using Testcontainers.MsSql;

namespace PlanningPlatform.Testing;

/// <summary>A SQL Server in a container for this test process, where there is Docker: compiled with -p:Aspire=true only.</summary>
internal static class SqlServerContainer
{
    private static readonly Lazy<Task<MsSqlContainer>> Shared = new(async () =>
    {
        var container = new MsSqlBuilder("mcr.microsoft.com/mssql/server:2022-latest").Build();
        await container.StartAsync();
        return container;
    });

    public static async Task<string> ConnectionStringAsync() => (await Shared.Value).GetConnectionString();
}
