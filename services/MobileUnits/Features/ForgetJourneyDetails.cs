using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features;

/// <summary>Erases what a journey that ended long ago tells about the person it was for (<see cref="Retention.JourneyDetails"/>). Safe with several replicas.</summary>
internal sealed partial class ForgetJourneyDetails(IServiceScopeFactory scopes, IOptions<Retention> retention, TimeProvider time, ILogger<ForgetJourneyDetails> logger) : BackgroundService
{
    private const int BatchSize = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(retention.Value.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await ForgetBatchAsync(stoppingToken) == BatchSize)
                {
                    // Until there is less than a batch left.
                }
            }
            catch (DbUpdateConcurrencyException)
            {
                // Another replica, or an erasure, was faster; what is left is found at the next tick.
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
            }
        }
    }

    private async Task<int> ForgetBatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MobileUnitsDb>();
        var before = time.GetUtcNow() - retention.Value.JourneyDetails;
        var overdue = await db.Requests.Include(request => request.Journey).Where(request => request.DetailsUnneededSince < before)
            .OrderBy(request => request.DetailsUnneededSince).Take(BatchSize).ToListAsync(cancellationToken);
        overdue.ForEach(request => request.EraseDetails());
        await db.SaveChangesAsync(cancellationToken);
        return overdue.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Details of old journeys could not be erased; the next try comes.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
