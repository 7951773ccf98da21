using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Public;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Complaints.Features.Alerts;

/// <summary>Once a day tells whoever confirmed an alert what is new in its area, if something is. Safe with several replicas.</summary>
internal sealed class SendDigests(IServiceScopeFactory scopes, IOptions<AlertSettings> settings, TimeProvider time, ILogger<SendDigests> logger)
    : PeriodicWork(scopes, settings.Value.Interval, time, logger)
{
    private const int BatchSize = 100;

    protected override IEnumerable<Step> Steps => [RunDueAsync];

    /// <summary>One batch of what is due, committed with what is told. Days without a mail, because nothing was new or the service was away, are told in one.</summary>
    /// <returns>True when there may be more.</returns>
    public static async Task<bool> RunDueAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (db, mail, regency) = (services.GetRequiredService<ComplaintsDb>(), services.GetRequiredService<AlertMail>(), services.GetRequiredService<Regency>());
        var settings = services.GetRequiredService<IOptions<AlertSettings>>().Value;
        var due = await db.AreaAlerts.Where(alert => alert.NextDigestAt <= now).OrderBy(alert => alert.NextDigestAt).ThenBy(alert => alert.Area).Take(BatchSize).ToListAsync(cancellationToken);
        if (due.Count == 0)
        {
            return false;
        }

        var (until, next) = (settings.LastDigest(now, regency.TimeZone), settings.NextDigest(now, regency.TimeZone));
        var categories = await db.Categories.AsNoTracking().ToDictionaryAsync(category => category.Code, cancellationToken);
        // Nearly everybody who follows an area was told at the same time: it is read once for all of them.
        foreach (var alike in due.GroupBy(alert => (alert.Area, Since: alert.ToldUntil!.Value)))
        {
            var published = NewIn(db, alike.Key.Area, alike.Key.Since, until, regency);
            var count = await published.CountAsync(cancellationToken);
            var newest = count == 0 ? [] : await published.OrderByDescending(complaint => complaint.ReceivedAt).ThenByDescending(complaint => complaint.Id).Take(DigestLines.Most).ToListAsync(cancellationToken);
            foreach (var alert in alike)
            {
                alert.Tell(until, next);
                if (count > 0)
                {
                    mail.Tell(db, alert, count, language => DigestLines.Of(newest, count - newest.Count, categories, regency, language), now);
                }
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return due.Count == BatchSize;
    }

    /// <summary>What everybody sees on lists, and was received since.</summary>
    private static IQueryable<Complaint> NewIn(ComplaintsDb db, string area, DateTimeOffset since, DateTimeOffset until, Regency regency)
    {
        var published = db.Complaints.AsNoTracking().Listed().Where(complaint => complaint.ReceivedAt > since && complaint.ReceivedAt <= until);
        var code = RegionCode.Parse(area);
        if (code == regency.Code)
        {
            return published;
        }

        List<string?> places = [.. regency.Villages.Where(village => village.Code.IsWithin(code)).Select(village => village.Code.ToString())];
        return published.Where(complaint => places.Contains(complaint.VillageCode));
    }
}
