using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Dispatch;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>The office cancels a trip from its own villages for somebody who called or came; whoever booked is told.</summary>
internal static class CancelAtCounter
{
    /// <param name="Reason">Required: whoever booked reads it.</param>
    internal sealed record Request(string? Reason);

    internal sealed record Answer(Guid Id, RequestStatus Status);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Guid id, Request body, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, BookingNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var trip = await db.Requests.Include(row => row.Booking).Include(row => row.Journey!.Unit).Include(row => row.Journey!.Requests).AsSplitQuery()
                .FirstOrDefaultAsync(row => row.Id == id && row.BookingId != null, cancellationToken);
            if (trip is null)
            {
                return Refusal.NotFound;
            }

            if (!scope.Covers(trip.VillageCode))
            {
                return Refusal.OutsideScope;
            }

            var errors = new FieldErrors();
            errors.RequireText("reason", body.Reason, 300);
            if (errors.Any)
            {
                return errors.ToRefusal();
            }

            if (trip.Status == RequestStatus.OnBoard || trip.Status.HasEnded())
            {
                return trip.Status == RequestStatus.OnBoard ? DispatchRefusals.OnBoard : CancelTrip.Over;
            }

            var now = time.GetUtcNow();
            db.End(trip, RequestStatus.Cancelled, body.Reason!.Trim(), user.UserName(), now);
            news.TellCancelled(db, trip, now);
            // If not, a dispatcher or the crew did something at the same moment: look again.
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return TypedResults.Ok(new Answer(trip.Id, trip.Status));
            }
        }
    }
}
