using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PlanningPlatform.Messaging;

/// <summary>Degraded, never Unhealthy: a service whose events wait still takes in what residents send.</summary>
internal sealed class OutboxHealthCheck(MessagingDbContext db, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(15);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var parked = await db.Outbox.CountAsync(message => message.ParkedAt != null, cancellationToken);
        if (parked > 0)
        {
            return HealthCheckResult.Degraded($"{parked} messages are parked because they cannot be read.");
        }

        var oldest = await db.Outbox.OrderBy(message => message.Sequence).Select(message => (DateTimeOffset?)message.OccurredAt)
            .FirstOrDefaultAsync(cancellationToken);
        return time.GetUtcNow() - oldest > Late
            ? HealthCheckResult.Degraded($"Messages wait for the broker since {oldest:u}.")
            : HealthCheckResult.Healthy();
    }
}

/// <summary>Degraded while messages that could not be handled wait for an administrator.</summary>
internal sealed class FailedMessagesHealthCheck(MessagingDbContext db, TimeProvider time) : IHealthCheck
{
    /// <summary>A replay that led to nothing by then, neither success nor failure, was lost with the process that did it.</summary>
    private static readonly TimeSpan ReplayTakesAtMost = TimeSpan.FromMinutes(15);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var lost = time.GetUtcNow() - ReplayTakesAtMost;
        var failed = await db.Failed.CountAsync(message => message.ReplayedAt == null || message.ReplayedAt < lost, cancellationToken);
        return failed == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded($"{failed} messages could not be handled and wait for an administrator.");
    }
}
