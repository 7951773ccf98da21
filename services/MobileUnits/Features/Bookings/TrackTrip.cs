using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Intake;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>What whoever booked sees with number and telephone. A wrong number and another telephone get the same answer.</summary>
internal static class TrackTrip
{
    internal sealed record Answer(string TrackingNumber, DateTimeOffset BookedAt, string VillageCode, IReadOnlyList<TripItem> Trips);

    /// <param name="PickUpAt">As planned; null while it waits.</param>
    /// <param name="UnitCode">Null while it waits.</param>
    /// <param name="PlaceInLine">How many wait that day who are due before, and one; null when it does not wait.</param>
    /// <param name="WaitsBecause">Why it waits although there was a plan or a unit.</param>
    /// <param name="CanCancel">Nobody is on board yet and it is not over.</param>
    internal sealed record TripItem(
        Guid Id, bool IsReturn, DateTimeOffset? From, DateTimeOffset? Until, string? PickUpVillageCode, string? PickUpName, string? DropOffVillageCode, string? DropOffName, int? Passengers, bool? NeedsWheelchair,
        RequestStatus Status, DateTimeOffset? PickUpAt, string? UnitCode, int? PlaceInLine, string? WaitsBecause, bool CanCancel, IReadOnlyList<Entry> Timeline);

    internal sealed record Entry(string Code, RequestStatus Status, DateTimeOffset At, string? Note);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        string trackingNumber, [FromHeader(Name = "X-Tracking-Phone")] string? phone,
        HttpContext context, MobileUnitsDb db, PhoneNumbers phones, WrongGuesses wrongGuesses, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Booking.TrackingPrefix, trackingNumber);
        if (await db.FindHeldAsync(number, phone, phones, cancellationToken) is not { } booking)
        {
            return wrongGuesses.Refuse(number, context);
        }

        context.Response.Headers.CacheControl = "no-store";
        var trips = new List<TripItem>();
        foreach (var trip in booking.Trips.OrderBy(trip => trip.PickUpFrom).ThenBy(trip => trip.Id))
        {
            trips.Add(new(
                trip.Id, trip.ReturnOfId is not null, trip.PickUpFrom, trip.PickUpUntil, trip.PickUpVillageCode, trip.PickUpName, trip.DropOffVillageCode, trip.DropOffName, trip.Passengers, trip.NeedsWheelchair,
                trip.Status, trip.PlannedPickUpAt, trip.Journey?.Unit.Code, await PlaceInLineAsync(db, trip, cancellationToken), trip.WaitsBecause,
                !trip.Status.HasEnded() && trip.Status != RequestStatus.OnBoard,
                [.. trip.Timeline.OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence).Select(entry => new Entry(entry.Code, entry.Status, entry.At, entry.Note))]));
        }

        return TypedResults.Ok(new Answer(booking.Number, booking.BookedAt, booking.VillageCode, trips));
    }

    private static async Task<int?> PlaceInLineAsync(MobileUnitsDb db, TripRequest trip, CancellationToken cancellationToken)
    {
        if (trip.Status != RequestStatus.Waiting)
        {
            return null;
        }

        var dayBefore = trip.DueAt.AddHours(-12);
        return 1 + await db.Requests.CountAsync(other => other.Status == RequestStatus.Waiting && other.DueAt >= dayBefore && other.DueAt < trip.DueAt, cancellationToken);
    }
}
