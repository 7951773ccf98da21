using PlanningPlatform.Identity.Features;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Identity;

/// <summary>What comes due by itself, once a minute on every replica: the next signing key, the summary of failed sign-ins, and the removal of what is too old.</summary>
internal sealed class Housekeeping(IServiceScopeFactory scopes, TimeProvider time, ILogger<Housekeeping> logger)
    : PeriodicWork(scopes, TimeSpan.FromMinutes(1), time, logger)
{
    protected override IEnumerable<Step> Steps =>
    [
        Once((services, cancellationToken) => services.GetRequiredService<KeyRotation>().RunAsync(cancellationToken)),
        Once((services, cancellationToken) => services.GetRequiredService<Lockout>().SummariseAsync(cancellationToken)),
        Once((services, cancellationToken) => services.GetRequiredService<Retention>().RunAsync(cancellationToken)),
    ];

    private static Step Once(Func<IServiceProvider, CancellationToken, Task> act)
        => async (services, _, cancellationToken) =>
        {
            await act(services, cancellationToken);
            return false;
        };
}
