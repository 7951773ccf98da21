using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.Complaints.Features.Clocks;

/// <summary>What happens to complaints by itself: warnings, escalations, alarms about silent units, closing after silence, the archive. Safe with several replicas.</summary>
internal sealed class CheckClocks(IServiceScopeFactory scopes, IOptions<CheckClocks.Options> options, TimeProvider time, ILogger<CheckClocks> logger)
    : PeriodicWork(scopes, options.Value.Interval, time, logger)
{
    internal sealed class Options
    {
        /// <summary>How often the clocks are looked at; an alarm about a silent unit comes at most so much late.</summary>
        public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(15);

        /// <summary>How long after its end a complaint goes to the archive. [ours]</summary>
        public TimeSpan ArchiveAfter { get; set; } = TimeSpan.FromDays(365);
    }

    private const int BatchSize = 50;

    protected override IEnumerable<Step> Steps => [RunDueAsync, ArchiveAsync];

    /// <summary>One batch of what is due, oldest first, committed with what is told about it.</summary>
    /// <returns>True when there may be more.</returns>
    public static async Task<bool> RunDueAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (db, news, silence) = (services.GetRequiredService<ComplaintsDb>(), services.GetRequiredService<ReporterNews>(), services.GetRequiredService<IOptions<SilenceLimits>>().Value);
        var due = await db.Complaints.Include(complaint => complaint.HandOffs).Where(complaint => complaint.NextCheckAt <= now)
            .OrderBy(complaint => complaint.NextCheckAt).Take(BatchSize).AsSplitQuery().ToListAsync(cancellationToken);
        foreach (var complaint in due)
        {
            var before = complaint.Status;
            if (complaint.CheckClock(silence, now).Contains("Escalated"))
            {
                // Who at the desk and at the agency has to hear of it, and where, is for the Identity service to say: it knows the accounts.
                db.Publish(new ComplaintEscalated(
                    complaint.Id, complaint.Version, now, complaint.TrackingNumber, complaint.Escalation.ToString(), complaint.VillageCode, complaint.AgencyCode));
            }

            if (complaint.Status != before)
            {
                db.Publish(new ComplaintStatusChanged(complaint.Id, complaint.Version, now, complaint.Status.ToString()));
                await news.TellAsync(db, complaint, NotificationTemplates.ComplaintClosed, now, cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return due.Count == BatchSize;
    }

    private async Task<bool> ArchiveAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<ComplaintsDb>();
        var before = now - options.Value.ArchiveAfter;
        var old = await db.Complaints.Where(complaint => (complaint.Status == ComplaintStatus.Closed || complaint.Status == ComplaintStatus.Rejected) && complaint.EndedAt < before)
            .OrderBy(complaint => complaint.EndedAt).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var complaint in old)
        {
            complaint.Archive(now);
            db.Publish(new ComplaintStatusChanged(complaint.Id, complaint.Version, now, complaint.Status.ToString()));
        }

        await db.SaveChangesAsync(cancellationToken);
        return old.Count == BatchSize;
    }
}
