using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>
/// What is booked from the office's villages in the days to come, for whoever stands at the counter and asks. Where somebody is brought can say why, so that is
/// not in it, also where a way back begins; a trip that a complaint asked for is the desk's.
/// </summary>
internal static class ListAtCounter
{
    /// <param name="Id">Of the trip: the office cancels it by this.</param>
    /// <param name="PickUpName">Null of a way back: it begins where they were brought.</param>
    /// <param name="PickUpAt">As planned; null while it waits.</param>
    internal sealed record Item(
        Guid Id, string? TrackingNumber, string? VillageCode, string? PickUpName, DateTimeOffset? From, DateTimeOffset? Until, int? Passengers, bool? NeedsWheelchair, bool IsReturn, RequestStatus Status,
        DateTimeOffset? PickUpAt, string? UnitCode);

    public static async Task<Results<Ok<Paged<Item>>, Refusal>> Handle(
        [AsParameters] Paging paging, GrantedScope scope, MobileUnitsDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var (places, today) = (scope.PlacesIn(regency), regency.TimeZone.StartOf(regency.TimeZone.DateOf(time.GetUtcNow())));
        var trips = db.Requests.AsNoTracking().Where(trip => (places == null || places.Contains(trip.VillageCode)) && trip.BookingId != null && trip.DueAt >= today);
        var total = await trips.CountAsync(cancellationToken);
        var page = await trips.OrderBy(trip => trip.DueAt).ThenBy(trip => trip.Id).Skip(paging.Skip).Take(paging.Size)
            .Select(trip => new Item(
                trip.Id, trip.TrackingNumber, trip.VillageCode, trip.ReturnOfId == null ? trip.PickUpName : null, trip.PickUpFrom, trip.PickUpUntil, trip.Passengers, trip.NeedsWheelchair, trip.ReturnOfId != null, trip.Status,
                trip.PlannedPickUpAt, trip.Journey!.Unit.Code))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<Item>(page, paging.Number, paging.Size, total));
    }
}
