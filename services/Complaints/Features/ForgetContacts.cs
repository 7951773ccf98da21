using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features;

/// <summary>Removes the contact of complaints that were resolved long ago (<see cref="Retention.ComplaintContact"/>), here and where messages to it were sent.</summary>
internal static class ForgetContacts
{
    public static async Task<int> OverdueAsync(ComplaintsDb db, Retention retention, int batchSize, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - retention.ComplaintContact;
        var overdue = await db.Complaints.Where(complaint => complaint.ContactUnneededSince < before).OrderBy(complaint => complaint.ContactUnneededSince).Take(batchSize)
            .ToListAsync(cancellationToken);
        foreach (var complaint in overdue)
        {
            complaint.ForgetContact();
            db.Publish(new RecipientErased(complaint.Id, complaint.Version, now));
        }

        await db.SaveChangesAsync(cancellationToken);
        return overdue.Count;
    }
}
