using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Features.Dispatch;

/// <summary>
/// Somebody waits, is due soon, and no dispatcher has looked for as long as the rules allow: that is told once, and again only after somebody looked. Safe with several
/// replicas: the alarm's version lets one of them.
/// </summary>
internal sealed class RaiseAlarm(IServiceScopeFactory scopes, TimeProvider time, ILogger<RaiseAlarm> logger) : PeriodicWork(scopes, TimeSpan.FromMinutes(1), time, logger)
{
    /// <summary>A trip for tomorrow can wait until somebody comes to work. [ours]</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromHours(1);

    protected override IEnumerable<Step> Steps => [LookAsync];

    private static async Task<bool> LookAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<MobileUnitsDb>();
        var rules = await db.RulesOnAsync(services.GetRequiredService<Regency>().TimeZone.DateOf(now), cancellationToken);
        var (before, due) = (now.AddMinutes(-rules.UnmannedAfterMinutes), now + Soon);
        var waiting = await db.Watches.AnyAsync(watch => watch.LastSeenAt > before, cancellationToken) ? [] : await db.Requests
            .Where(request => (request.Status == RequestStatus.Waiting || request.Status == RequestStatus.Suggested) && request.DueAt <= due && request.WaitingSince <= before)
            .OrderBy(request => request.WaitingSince).Select(request => request.WaitingSince).ToListAsync(cancellationToken);
        var alarm = await db.Alarms.FindAsync([QueueAlarm.TheOne], cancellationToken);
        if (waiting.Count > 0 == alarm?.RaisedAt is not null)
        {
            return false;
        }

        if (alarm is null)
        {
            alarm = new() { Id = QueueAlarm.TheOne };
            db.Alarms.Add(alarm);
        }

        alarm.RaisedAt = waiting.Count > 0 ? now : null;
        alarm.Version++;
        if (waiting.Count > 0)
        {
            db.Publish(new DispatchQueueUnmanned(Guid.CreateVersion7(now), alarm.Version, now, waiting.Count, (int)(now - waiting[0]).TotalMinutes));
        }

        // Another replica may be faster.
        await db.TrySaveAsync(cancellationToken);
        return false;
    }
}
