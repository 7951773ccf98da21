using PlanningPlatform.Identity.Features;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Identity;

/// <summary>What comes due by itself, once a minute on every replica: the next signing key, the summary of failed sign-ins, and the removal of what is too old.</summary>
internal sealed class Housekeeping(IServiceScopeFactory scopes, TimeProvider time, ILogger<Housekeeping> logger)
    : PeriodicWork(scopes, TimeSpan.FromMinutes(1), time, logger)
{
    protected override IEnumerable<Step> Steps => [KeepHouseAsync];

    private static async Task<bool> KeepHouseAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<KeyRotation>().RunAsync(cancellationToken);
        await services.GetRequiredService<Lockout>().SummariseAsync(cancellationToken);
        await services.GetRequiredService<Retention>().RunAsync(cancellationToken);
        return false;
    }
}
