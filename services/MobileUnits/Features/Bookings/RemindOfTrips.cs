using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>Reminds those who asked for news before their trip, once. Safe with several replicas: the request's version lets one of them.</summary>
internal sealed class RemindOfTrips(IServiceScopeFactory scopes, TimeProvider time, ILogger<RemindOfTrips> logger) : PeriodicWork(scopes, TimeSpan.FromMinutes(1), time, logger)
{
    private const int BatchSize = 100;

    protected override IEnumerable<Step> Steps => [RemindAsync];

    private static async Task<bool> RemindAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (db, news) = (services.GetRequiredService<MobileUnitsDb>(), services.GetRequiredService<BookingNews>());
        var due = await db.Requests.Include(trip => trip.Booking).Where(trip => trip.RemindAt <= now).OrderBy(trip => trip.RemindAt).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var trip in due)
        {
            // After a long outage a reminder would come after the trip.
            if (trip.PickUpFrom > now)
            {
                news.Remind(db, trip, now);
            }

            trip.Reminded(now);
        }

        await db.SaveChangesAsync(cancellationToken);
        return due.Count == BatchSize;
    }
}
