using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.MobileUnits.Features.DayPlans;

/// <summary>Keeps the runs of this process alive in the eyes of the others, and ends those of processes that died.</summary>
internal sealed class DayPlanCare(IServiceScopeFactory scopes, DayPlanRuns runs, TimeProvider time, ILogger<DayPlanCare> logger) : PeriodicWork(scopes, TimeSpan.FromSeconds(15), time, logger)
{
    protected override IEnumerable<Step> Steps =>
    [
        async (services, now, cancellationToken) =>
        {
            await runs.KeepAliveAsync(services.GetRequiredService<MobileUnitsDb>(), now, cancellationToken);
            return false;
        },
    ];
}
