using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Privacy;

/// <summary>Removes the contact of complaints that were resolved long ago (<see cref="Retention.ComplaintContact"/>), here and where messages to it were sent.</summary>
internal static class ForgetContacts
{
    public static async Task<int> OverdueAsync(ComplaintsDb db, Retention retention, int batchSize, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - retention.ComplaintContact;
        // Whoever follows another complaint is told about that one as long as it lives.
        var overdue = await db.Complaints
            .Where(complaint => complaint.ContactUnneededSince < before
                && (complaint.MasterId == null || db.Complaints.Any(master => master.Id == complaint.MasterId && (master.ResolvedAt < before || master.EndedAt < before))))
            .OrderBy(complaint => complaint.ContactUnneededSince).Take(batchSize)
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
