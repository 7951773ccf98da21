using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Intake;

/// <summary>Removes one batch of what a service has kept long enough (<see cref="Retention"/>), and saves. Safe with several replicas.</summary>
/// <returns>How many it found; at most <paramref name="batchSize"/>.</returns>
public delegate Task<int> RemoveOverdue<in TDb>(TDb db, Retention retention, int batchSize, DateTimeOffset now, CancellationToken cancellationToken);

/// <summary>Removes what was kept long enough, one kind after the other.</summary>
internal sealed class RetentionJob<TDb>(
    IServiceScopeFactory scopes, IEnumerable<RemoveOverdue<TDb>> removers, IOptions<Retention> retention, TimeProvider time, ILogger<RetentionJob<TDb>> logger)
    : PeriodicWork(scopes, retention.Value.Interval, time, logger)
    where TDb : DbContext
{
    private const int BatchSize = 200;

    protected override IEnumerable<Step> Steps => removers.Select(StepOf);

    private Step StepOf(RemoveOverdue<TDb> remove) => async (services, now, cancellationToken)
        => await remove(services.GetRequiredService<TDb>(), retention.Value, BatchSize, now, cancellationToken) == BatchSize;
}
