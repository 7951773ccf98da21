using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        var provider = DatabaseProviders.Parse(builder.Configuration["Database:Provider"]);

        builder.Services.AddDbContext<TDb>((services, options) =>
        {
            options.UseDatabase(provider, connectionString);
            // Races are expected and answered; what is not expected comes out as an exception anyway.
            options.ConfigureWarnings(warnings => warnings.Log(
                (RelationalEventId.CommandError, LogLevel.Debug),
                (RelationalEventId.ConnectionError, LogLevel.Debug),
                (CoreEventId.QueryIterationFailed, LogLevel.Debug),
                (CoreEventId.SaveChangesFailed, LogLevel.Debug),
                (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug)));
            configure?.Invoke(services, options);
        }, optionsLifetime: ServiceLifetime.Singleton);
        builder.Services.Replace(ServiceDescriptor.Scoped(typeof(TDb), DatabaseProviders.ContextFor(typeof(TDb), provider)));
        builder.Services.AddSingleton<MigrationState<TDb>>();
        builder.Services.AddHostedService<MigrationAtStart<TDb>>();
        builder.Services.AddExceptionHandler<DatabaseRefusals>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck<TDb>>("database");
    }

    /// <summary>Points a context at a database of the given engine.</summary>
    public static DbContextOptionsBuilder UseDatabase(this DbContextOptionsBuilder options, DatabaseProvider provider, string connectionString) => provider switch
    {
        DatabaseProvider.PostgreSql => options.UseNpgsql(connectionString),
        DatabaseProvider.SqlServer => options.UseSqlServer(connectionString),
        _ => options.UseSqlite(CreateFolder(connectionString)).AddInterceptors(SqliteConnectionSetup.Instance),
    };

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
