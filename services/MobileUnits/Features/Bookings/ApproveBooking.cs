using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Dispatch;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>The lurah decides about trips whose purpose needs that, for the own village and never for a booking of their own.</summary>
internal static class ApproveBooking
{
    internal sealed record Item(Guid Id, string Number, string VillageCode, DateTimeOffset BookedAt, string? BookedBy, string? Purpose, DateTimeOffset? From, int Trips, int? Passengers);

    /// <param name="Reason">Required to reject: whoever booked reads it.</param>
    internal sealed record Request(string? Reason);

    internal sealed record Answer(Guid Id, RequestStatus Status);

    public static async Task<Results<Ok<Paged<Item>>, Refusal>> ListAsync(
        [AsParameters] Paging paging, GrantedScope scope, MobileUnitsDb db, Regency regency, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var places = scope.PlacesIn(regency);
        var bookings = db.Bookings.AsNoTracking().Where(booking => (places == null || places.Contains(booking.VillageCode)) && booking.Trips.Any(trip => trip.Status == RequestStatus.AwaitingApproval));
        var total = await bookings.CountAsync(cancellationToken);
        var page = await bookings.OrderBy(booking => booking.BookedAt).ThenBy(booking => booking.Id).Skip(paging.Skip).Take(paging.Size)
            .Select(booking => new Item(
                booking.Id, booking.Number, booking.VillageCode, booking.BookedAt, booking.BookedBy, booking.Trips.Max(trip => trip.Purpose), booking.Trips.Min(trip => trip.PickUpFrom),
                booking.Trips.Count, booking.Trips.Max(trip => trip.Passengers)))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<Item>(page, paging.Number, paging.Size, total));
    }

    public static Task<Results<Ok<Answer>, Refusal>> ApproveAsync(
        Guid id, Nothing? _, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, BookingNews news, TimeProvider time, CancellationToken cancellationToken)
        => DecideAsync(id, reason: null, user, scope, db, news, time, cancellationToken);

    public static async Task<Results<Ok<Answer>, Refusal>> RejectAsync(
        Guid id, Request body, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, BookingNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.RequireText("reason", body.Reason, 300);
        return errors.Any ? errors.ToRefusal() : await DecideAsync(id, body.Reason!.Trim(), user, scope, db, news, time, cancellationToken);
    }

    private static async Task<Results<Ok<Answer>, Refusal>> DecideAsync(
        Guid id, string? reason, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, BookingNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var booking = await db.Bookings.Include(row => row.Trips).FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
            if (booking is null)
            {
                return Refusal.NotFound;
            }

            if (!scope.Covers(booking.VillageCode))
            {
                return Refusal.OutsideScope;
            }

            if (booking.BookedBy == user.UserName())
            {
                return OwnEntry;
            }

            var open = booking.Trips.Where(trip => trip.Status == RequestStatus.AwaitingApproval).ToList();
            if (open.Count == 0)
            {
                return Decided;
            }

            Decide(db, booking, open, reason, user.UserName(), news, time.GetUtcNow());
            // If not, another lurah decided or they cancelled at the same moment: look again.
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return TypedResults.Ok(new Answer(booking.Id, open[0].Status));
            }
        }
    }

    private static void Decide(MobileUnitsDb db, Booking booking, List<TripRequest> open, string? reason, string lurah, BookingNews news, DateTimeOffset now)
    {
        foreach (var trip in open)
        {
            if (reason is null)
            {
                trip.Approve(lurah, now);
            }
            else
            {
                trip.Reject(reason, lurah, now);
            }
        }

        if (reason is not null)
        {
            db.CountUnmet(booking.VillageCode, "rejected", open.OfFirstDay(), now);
        }

        news.TellDecided(db, booking, approved: reason is null, now);
    }

    private static readonly Refusal OwnEntry = new(403, "own_entry", new("Anda tidak dapat menyetujui pesanan Anda sendiri.", "You cannot approve your own booking."));

    private static readonly Refusal Decided = new(409, "decided", new("Pesanan ini sudah diputuskan.", "This booking was decided already."));
}

internal static class PeopleOfTrips
{
    /// <summary>How many wanted to go, as unmet demand counts them: there and back, and every day of a repetition, are the same people.</summary>
    public static int OfFirstDay(this IReadOnlyCollection<TripRequest> trips)
    {
        var there = trips.Where(trip => trip.ReturnOfId is null).DefaultIfEmpty(trips.First()).ToList();
        var first = there.Min(trip => trip.PickUpFrom);
        return there.Where(trip => trip.PickUpFrom == first).Sum(trip => trip.Passengers ?? 1);
    }
}
