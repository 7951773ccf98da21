using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Alerts;

/// <summary>Erases addresses that nobody confirmed (<see cref="Retention.UnconfirmedAlerts"/>), here and where the mail to them was sent.</summary>
internal static class ForgetAlerts
{
    public static async Task<int> OverdueAsync(ComplaintsDb db, Retention retention, int batchSize, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - retention.UnconfirmedAlerts;
        var overdue = await db.AreaAlerts.Where(alert => alert.UnconfirmedSince < before).OrderBy(alert => alert.UnconfirmedSince).Take(batchSize).ToListAsync(cancellationToken);
        foreach (var alert in overdue)
        {
            db.AreaAlerts.Remove(alert);
            db.Publish(new RecipientErased(alert.Id, alert.Version + 1, now));
        }

        await db.SaveChangesAsync(cancellationToken);
        return overdue.Count;
    }
}
