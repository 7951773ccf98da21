using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Dispatch;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>
/// What comes due with bookings by itself. Those who asked for news are reminded before their trip, once; what the lurah did not decide until it was too late
/// ends and counts as unmet demand. Safe with several replicas: the request's version lets one of them.
/// </summary>
internal sealed class RemindOfTrips(IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider time, ILogger<RemindOfTrips> logger)
    : PeriodicWork(scopes, configuration.GetValue("Bookings:Interval", TimeSpan.FromMinutes(1)), time, logger)
{
    private const int BatchSize = 100;

    protected override IEnumerable<Step> Steps => [EndUndecidedAsync, RemindAsync];

    private static async Task<bool> EndUndecidedAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (db, news) = (services.GetRequiredService<MobileUnitsDb>(), services.GetRequiredService<BookingNews>());
        var due = await db.Requests.Include(trip => trip.Booking).Where(trip => trip.Status == RequestStatus.AwaitingApproval && trip.DueAt <= now)
            .OrderBy(trip => trip.DueAt).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var booking in due.GroupBy(trip => trip.Booking!))
        {
            db.CountUnmet(booking.Key.VillageCode, "not_decided", booking.ToList().OfFirstDay(), now);
            foreach (var trip in booking)
            {
                trip.Lapse(now);
                news.TellCancelled(db, trip, now);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return due.Count == BatchSize;
    }

    private static async Task<bool> RemindAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (db, news) = (services.GetRequiredService<MobileUnitsDb>(), services.GetRequiredService<BookingNews>());
        var due = await db.Requests.Include(trip => trip.Booking).Where(trip => trip.RemindAt <= now && trip.Status != RequestStatus.AwaitingApproval).OrderBy(trip => trip.RemindAt).Take(BatchSize).ToListAsync(cancellationToken);
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
