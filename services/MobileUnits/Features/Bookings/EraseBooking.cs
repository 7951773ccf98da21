using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Intake;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>
/// Whoever booked has it erased (UU 27/2022, Pasal 8), at once: contact, note, purpose, places and words, here and where messages to them were sent. That somebody was driven
/// from a village at that time stays. The crew needs the details of a trip that is not over: it has to be cancelled first.
/// </summary>
internal static class EraseBooking
{
    internal sealed record Answer(string TrackingNumber);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        string trackingNumber, Nothing? _, [FromHeader(Name = "X-Tracking-Phone")] string? phone,
        HttpContext context, MobileUnitsDb db, HeldBookings held, TimeProvider time, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Booking.TrackingPrefix, trackingNumber);
        while (true)
        {
            var (booking, refusal) = await held.FindAsync(number, phone, context, cancellationToken);
            if (booking is null)
            {
                return refusal!;
            }

            if (booking.Trips.Any(trip => !trip.Status.HasEnded()))
            {
                return TripOpen;
            }

            var now = time.GetUtcNow();
            booking.Erase(now);
            db.Publish(new RecipientErased(booking.Id, booking.Version, now));
            // If not, somebody else changed it at the same moment: look again.
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return TypedResults.Ok(new Answer(booking.Number));
            }
        }
    }

    private static readonly Refusal TripOpen = new(409, "trip_open", new(
        "Masih ada perjalanan yang belum selesai. Batalkan dahulu, lalu minta penghapusan lagi.", "A trip is not over yet. Cancel it first, then ask for the erasure again."));
}
