using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PlanningPlatform.Persistence;

public static class DatabaseRegistration
{
    /// <summary>
    /// Registers a service's own database: connection string <paramref name="name"/> (<c>complaints-db</c>, ...), migrated before
    /// anything else starts, with a health check that is Unhealthy until then. <c>Database:Provider</c> picks the engine.
    /// </summary>
    /// <exception cref="InvalidOperationException">The connection string is missing or the provider is unknown.</exception>
    public static void AddDatabase<TDb>(this IHostApplicationBuilder builder, string name, Action<IServiceProvider, DbContextOptionsBuilder>? configure = null)
        where TDb : DbContext
    {
        var connectionString = builder.Configuration.GetConnectionString(name)
            ?? throw new InvalidOperationException($"ConnectionStrings:{name} is not set.");
        var provider = builder.Configuration["Database:Provider"] ?? "Sqlite";

        builder.Services.AddDbContext<TDb>((services, options) =>
        {
            switch (provider)
            {
                case "Sqlite":
                    options.UseSqlite(CreateFolder(connectionString)).AddInterceptors(SqliteConnectionSetup.Instance);
                    break;
                default:
                    throw new InvalidOperationException($"Database:Provider '{provider}' is unknown. Known: Sqlite.");
            }

            // Races are expected and answered; what is not expected comes out as an exception anyway.
            options.ConfigureWarnings(warnings => warnings.Log(
                (RelationalEventId.CommandError, LogLevel.Debug),
                (CoreEventId.SaveChangesFailed, LogLevel.Debug),
                (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug)));
            configure?.Invoke(services, options);
        });
        builder.Services.AddSingleton<MigrationState<TDb>>();
        builder.Services.AddHostedService<MigrationAtStart<TDb>>();
        builder.Services.AddExceptionHandler<ConcurrencyConflicts>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck<TDb>>("database");
    }

    private static string CreateFolder(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        return connectionString;
    }
}
