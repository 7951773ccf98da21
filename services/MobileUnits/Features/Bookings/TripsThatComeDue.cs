using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Dispatch;
using PlanningPlatform.MobileUnits.Features.Journeys;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>
/// What comes due with trips by itself. Those who asked for news are reminded before their trip, once; what the lurah did not decide until it was too late, and what no unit
/// served, ends and counts as unmet demand; a journey that never set out gives its people back. Safe with several replicas: the request's version lets one of them.
/// Settings: <c>Bookings:Interval</c>; <c>Trips:UnservedAfter</c> (4 hours after the window), <c>Trips:SoonUnservedAfter</c> (7 days, of what was asked for as soon as possible), <c>Trips:NotDrivenAfter</c> (12 hours after its time).
/// </summary>
internal sealed class TripsThatComeDue(IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider time, ILogger<TripsThatComeDue> logger)
    : PeriodicWork(scopes, configuration.GetValue("Bookings:Interval", TimeSpan.FromMinutes(1)), time, logger)
{
    private const int BatchSize = 100;

    private readonly TimeSpan _unservedAfter = configuration.GetValue("Trips:UnservedAfter", TimeSpan.FromHours(4));
    private readonly TimeSpan _soonUnservedAfter = configuration.GetValue("Trips:SoonUnservedAfter", TimeSpan.FromDays(7));
    private readonly TimeSpan _notDrivenAfter = configuration.GetValue("Trips:NotDrivenAfter", TimeSpan.FromHours(12));

    protected override IEnumerable<Step> Steps => [EndUndecidedAsync, GiveBackNotDrivenAsync, EndUnservedAsync, RemindAsync];

    private static async Task<bool> EndUndecidedAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (db, news) = (services.GetRequiredService<MobileUnitsDb>(), services.GetRequiredService<BookingNews>());
        var due = await db.Requests.Include(trip => trip.Booking).Where(trip => trip.Status == RequestStatus.AwaitingApproval && trip.DueAt <= now)
            .OrderBy(trip => trip.DueAt).Take(BatchSize).ToListAsync(cancellationToken);
        // Whoever is not brought there needs no way back; and the same people count once, however many days they asked for.
        var there = due.ConvertAll(trip => trip.Id);
        var back = await db.Requests.Include(trip => trip.Booking).Where(trip => trip.Status == RequestStatus.AwaitingApproval && trip.ReturnOfId != null && there.Contains(trip.ReturnOfId.Value)).ToListAsync(cancellationToken);
        var bookings = due.ConvertAll(trip => trip.BookingId);
        var counted = await db.Requests.Where(trip => trip.Status == RequestStatus.Rejected && bookings.Contains(trip.BookingId)).Select(trip => trip.BookingId).Distinct().ToListAsync(cancellationToken);
        foreach (var booking in due.Union(back).GroupBy(trip => trip.Booking!))
        {
            if (!counted.Contains(booking.Key.Id))
            {
                db.CountUnmet(booking.Key.VillageCode, "not_decided", booking.ToList().OfFirstDay(), now);
            }

            foreach (var trip in booking)
            {
                trip.Lapse(now);
                news.TellCancelled(db, trip, now);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return due.Count == BatchSize;
    }

    /// <summary>No crew ever set out: whoever is on it is in front of the dispatcher again, or too late for that.</summary>
    private async Task<bool> GiveBackNotDrivenAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<MobileUnitsDb>();
        var last = now - _notDrivenAfter;
        var due = await db.Journeys.Include(journey => journey.Unit).Include(journey => journey.Requests).Where(journey => journey.EndedAt == null && journey.DepartedAt == null && journey.SlotUntil <= last)
            .OrderBy(journey => journey.SlotUntil).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var journey in due)
        {
            foreach (var trip in journey.TakeBack("Unit tidak berangkat sampai waktunya lewat", "system", now))
            {
                db.Publish(trip.ToEvent(journey, now, "Unassigned"));
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        return due.Count == BatchSize;
    }

    private async Task<bool> EndUnservedAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (db, news) = (services.GetRequiredService<MobileUnitsDb>(), services.GetRequiredService<BookingNews>());
        var (last, lastSoon) = (now - _unservedAfter, now - _soonUnservedAfter);
        var due = await db.Requests.Include(trip => trip.Booking)
            .Where(trip => (trip.Status == RequestStatus.Waiting || trip.Status == RequestStatus.Suggested) && trip.DueAt <= last && (trip.PickUpUntil != null || trip.DueAt <= lastSoon))
            .OrderBy(trip => trip.DueAt).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var trip in due)
        {
            if (trip is { VillageCode: { } village, ReturnOfId: null })
            {
                db.CountUnmet(village, "not_served", trip.Passengers ?? 1, now);
            }

            db.End(trip, RequestStatus.Cancelled, "Tidak ada unit sampai waktunya lewat", "system", now);
            news.TellCancelled(db, trip, now);
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
