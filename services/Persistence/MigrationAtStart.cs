using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PlanningPlatform.Persistence;

internal sealed class MigrationState<TDb> where TDb : DbContext
{
    public volatile bool Done;
}

/// <summary>Brings the schema up to date before any other hosted service starts; waits for a database that is not there yet.</summary>
internal sealed partial class MigrationAtStart<TDb>(IServiceProvider services, MigrationState<TDb> state, TimeProvider time, ILogger<MigrationAtStart<TDb>> logger)
    : IHostedLifecycleService
    where TDb : DbContext
{
    /// <summary>Each loses to another replica at most one step further on: the database, the table of migrations, the first migration.</summary>
    private const int LostRaces = 5;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        for (var lost = 0; !state.Done;)
        {
            await using var scope = services.CreateAsyncScope();
            try
            {
                await MigrateAsync(scope.ServiceProvider.GetRequiredService<TDb>().Database, cancellationToken);
                state.Done = true;
            }
            catch (Exception exception) when (exception.IsDatabaseOutage() || (exception.WasCreatedMeanwhile() && ++lost <= LostRaces))
            {
                Log.Waiting(logger, exception.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task MigrateAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        await using (await MigrationLock.HoldAsync(database, cancellationToken))
        {
            await database.MigrateAsync(cancellationToken);
        }

        if (database.IsSqlServer())
        {
            // Readers must not wait for writers. EF Core sets it in a database that it creates; this one may have been there before.
            await database.ExecuteSqlRawAsync(
                """
                IF (SELECT is_read_committed_snapshot_on FROM sys.databases WHERE database_id = DB_ID()) = 0
                    ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE
                """, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The database does not take the schema yet ({Reason}); trying again in a second.")]
        public static partial void Waiting(ILogger logger, string reason);
    }
}

/// <summary>Healthy when migrations are done and the database answers.</summary>
internal sealed class DatabaseHealthCheck<TDb>(TDb db, MigrationState<TDb> state) : IHealthCheck
    where TDb : DbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!state.Done)
        {
            return HealthCheckResult.Unhealthy("Migrations are not done yet.");
        }

        return await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not answer.");
    }
}
