using PlanningPlatform.Identity.Features;
using PlanningPlatform.Identity.Tokens;

namespace PlanningPlatform.Identity;

/// <summary>What comes due by itself, once a minute on every replica: the next signing key, the summary of failed sign-ins, and the removal of what is too old.</summary>
internal sealed partial class Housekeeping(IServiceScopeFactory scopes, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundService
{
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<KeyRotation>().RunAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<Lockout>().SummariseAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<Retention>().RunAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        do
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A database that is away for a while is back at the next round.
                Log.Failed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Housekeeping failed and is tried again in a minute.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
