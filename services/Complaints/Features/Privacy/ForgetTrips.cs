using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Privacy;

/// <summary>Erases what a Mobmas was asked for when its journey ended long ago (<see cref="Retention.JourneyDetails"/>); mobile-units does the same with what it was told.</summary>
internal static class ForgetTrips
{
    public static async Task<int> OverdueAsync(ComplaintsDb db, Retention retention, int batchSize, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - retention.JourneyDetails;
        var overdue = await db.Complaints.Where(complaint => complaint.TripUnneededSince < before).OrderBy(complaint => complaint.TripUnneededSince).Take(batchSize)
            .ToListAsync(cancellationToken);
        overdue.ForEach(complaint => complaint.ForgetTrip());
        await db.SaveChangesAsync(cancellationToken);
        return overdue.Count;
    }
}
