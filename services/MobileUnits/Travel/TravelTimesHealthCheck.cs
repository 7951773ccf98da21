using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PlanningPlatform.MobileUnits.Travel;

/// <summary>Degraded, never Unhealthy: dispatchers go on with estimates. Asks nobody, so it says what the last matrix met.</summary>
internal sealed class TravelTimesHealthCheck(Circuit circuit) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(circuit.Trouble is { } trouble
            ? HealthCheckResult.Degraded($"{trouble.Service} gives no travel times since {trouble.Since:u} ({trouble.Reason}); they are estimated.")
            : HealthCheckResult.Healthy());
}
