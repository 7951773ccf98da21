using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace PlanningPlatform.Persistence;

internal sealed class MigrationState<TDb> where TDb : DbContext
{
    public volatile bool Done;
}

/// <summary>Brings the schema up to date before any other hosted service starts.</summary>
internal sealed class MigrationAtStart<TDb>(IServiceProvider services, MigrationState<TDb> state) : IHostedLifecycleService
    where TDb : DbContext
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<TDb>().Database;
        await using (await MigrationLock.HoldAsync(database, cancellationToken))
        {
            await database.MigrateAsync(cancellationToken);
        }

        state.Done = true;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
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
