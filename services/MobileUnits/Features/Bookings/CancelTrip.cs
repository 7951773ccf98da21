using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Intake;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Dispatch;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>Whoever booked no longer needs it: one trip or all that are not over. The unit is free for others at once.</summary>
internal static class CancelTrip
{
    /// <param name="TripId">Absent for all.</param>
    internal sealed record Request(Guid? TripId, string? Reason);

    internal sealed record Answer(IReadOnlyList<Guid> Cancelled);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        string trackingNumber, Request body, [FromHeader(Name = "X-Tracking-Phone")] string? phone,
        HttpContext context, MobileUnitsDb db, HeldBookings held, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.AllowText("reason", body.Reason, 300);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var number = Tracking.NormalizeNumber(Booking.TrackingPrefix, trackingNumber);
        while (true)
        {
            var (booking, refusal) = await held.FindAsync(number, phone, context, cancellationToken);
            if (booking is null)
            {
                return refusal!;
            }

            var wanted = booking.Trips.Where(trip => body.TripId is null || trip.Id == body.TripId).ToList();
            if (wanted.Count == 0)
            {
                return Refusal.InvalidField("tripId", "unknown_trip", new("Perjalanan ini tidak ada dalam pesanan.", "This trip is not part of the booking."));
            }

            var open = wanted.Where(trip => !trip.Status.HasEnded() && trip.Status != RequestStatus.OnBoard).ToList();
            if (open.Count == 0)
            {
                return wanted.Exists(trip => trip.Status == RequestStatus.OnBoard) ? DispatchRefusals.OnBoard : Over;
            }

            var now = time.GetUtcNow();
            foreach (var trip in open)
            {
                db.End(trip, RequestStatus.Cancelled, string.IsNullOrWhiteSpace(body.Reason) ? null : body.Reason.Trim(), "resident", now);
            }

            // If not, a dispatcher or the crew did something at the same moment: look again.
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return TypedResults.Ok(new Answer([.. open.Select(trip => trip.Id)]));
            }
        }
    }

    internal static readonly Refusal Over = new(409, "trip_over", new("Perjalanan ini sudah berakhir.", "This trip is over already."));
}
