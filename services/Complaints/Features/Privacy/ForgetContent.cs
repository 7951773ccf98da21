using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Privacy;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Features.Photos;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Privacy;

/// <summary>Erases what was written in complaints that were resolved long ago, where the city has set a time for it (<see cref="Retention.ComplaintContent"/>).</summary>
internal static class ForgetContent
{
    public static async Task<int> OverdueAsync(ComplaintsDb db, Retention retention, int batchSize, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (retention.ComplaintContent is not { } period)
        {
            return 0;
        }

        var before = now - period;
        var overdue = await db.Complaints.Include(complaint => complaint.Timeline).Include(complaint => complaint.HandOffs).AsSplitQuery().Where(complaint => complaint.WordsUnneededSince < before)
            .OrderBy(complaint => complaint.WordsUnneededSince).Take(batchSize).ToListAsync(cancellationToken);
        var ids = overdue.ConvertAll(complaint => complaint.Id);
        var requests = (await db.ErasureRequests.Where(request => ids.Contains(request.ComplaintId)).ToListAsync(cancellationToken)).ToLookup(request => request.ComplaintId);
        // Their files the sweep removes.
        await db.EraseReportPhotosAsync(ids, cancellationToken);
        await db.ForgetCallsOfAsync(ids, cancellationToken);
        foreach (var complaint in overdue)
        {
            complaint.ForgetContent(requests[complaint.Id], now);
            db.Publish(new ComplaintErased(complaint.Id, complaint.Version, now));
            db.Publish(new RecipientErased(complaint.Id, complaint.Version, now));
        }

        await db.SaveChangesAsync(cancellationToken);
        return overdue.Count;
    }
}
