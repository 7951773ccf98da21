using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features;

/// <summary>Erases what a journey that ended long ago tells about the person it was for (<see cref="Retention.JourneyDetails"/>). Safe with several replicas.</summary>
internal sealed class ForgetJourneyDetails(IServiceScopeFactory scopes, IOptions<Retention> retention, TimeProvider time, ILogger<ForgetJourneyDetails> logger)
    : PeriodicWork(scopes, retention.Value.Interval, time, logger)
{
    private const int BatchSize = 200;

    protected override IEnumerable<Step> Steps => [ForgetAsync];

    private async Task<bool> ForgetAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<MobileUnitsDb>();
        var before = now - retention.Value.JourneyDetails;
        var overdue = await db.Requests.Include(request => request.Journey).Where(request => request.DetailsUnneededSince < before)
            .OrderBy(request => request.DetailsUnneededSince).Take(BatchSize).ToListAsync(cancellationToken);
        overdue.ForEach(request => request.EraseDetails());
        await db.SaveChangesAsync(cancellationToken);
        return overdue.Count == BatchSize;
    }
}
