using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Journeys;

/// <summary>Erases what a request that ended long ago tells about the person it was for (<see cref="Retention.JourneyDetails"/>); of a booking, once all of it is over.</summary>
internal static class ForgetJourneyDetails
{
    public static async Task<int> OverdueAsync(MobileUnitsDb db, Retention retention, int batchSize, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - retention.JourneyDetails;
        var overdue = await db.Requests.Include(request => request.Journey).Include(request => request.Timeline).Include(request => request.Booking).ThenInclude(booking => booking!.Trips)
            .Where(request => request.DetailsUnneededSince < before)
            .OrderBy(request => request.DetailsUnneededSince).Take(batchSize).AsSplitQuery().ToListAsync(cancellationToken);
        foreach (var request in overdue)
        {
            request.EraseDetails(now);
            if (request.Booking is { ProtectedContact: not null } booking && booking.Trips.All(trip => trip.TrackingNumber is null))
            {
                booking.Forget();
                db.Publish(new RecipientErased(booking.Id, booking.Version, now));
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return overdue.Count;
    }
}
