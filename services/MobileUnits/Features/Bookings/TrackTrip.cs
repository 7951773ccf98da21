using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Intake;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Bookings;

/// <summary>What whoever booked sees with number and telephone. A wrong number and another telephone get the same answer.</summary>
internal static class TrackTrip
{
    internal sealed record Answer(string TrackingNumber, DateTimeOffset BookedAt, string VillageCode, IReadOnlyList<TripItem> Trips);

    /// <param name="PickUpAt">As planned; null while it waits.</param>
    /// <param name="UnitCode">Null while it waits.</param>
    /// <param name="PlaceInLine">How many wait that day who are due before, and one; null when it does not wait, and for days after the next on which they wait.</param>
    /// <param name="CanCancel">Nobody is on board yet and it is not over.</param>
    internal sealed record TripItem(
        Guid Id, bool IsReturn, DateTimeOffset? From, DateTimeOffset? Until, string? PickUpVillageCode, string? PickUpName, string? DropOffVillageCode, string? DropOffName, int? Passengers, bool? NeedsWheelchair,
        RequestStatus Status, DateTimeOffset? PickUpAt, string? UnitCode, int? PlaceInLine, bool CanCancel, IReadOnlyList<Entry> Timeline);

    internal sealed record Entry(string Code, RequestStatus Status, DateTimeOffset At, string? Note);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        string trackingNumber, [FromHeader(Name = "X-Tracking-Phone")] string? phone,
        HttpContext context, MobileUnitsDb db, HeldBookings held, Regency regency, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Booking.TrackingPrefix, trackingNumber);
        var (booking, refusal) = await held.FindAsync(number, phone, context, cancellationToken);
        if (booking is null)
        {
            return refusal!;
        }

        context.Response.Headers.CacheControl = "no-store";
        var line = await LineOfNextDayAsync(db, booking, regency, cancellationToken);
        return TypedResults.Ok(new Answer(booking.Number, booking.BookedAt, booking.VillageCode, [.. booking.Trips.OrderBy(trip => trip.PickUpFrom).ThenBy(trip => trip.Id)
            .Select(trip => new TripItem(
                trip.Id, trip.ReturnOfId is not null, trip.PickUpFrom, trip.PickUpUntil, trip.PickUpVillageCode, trip.PickUpName, trip.DropOffVillageCode, trip.DropOffName, trip.Passengers, trip.NeedsWheelchair,
                trip.Status, trip.Status.Waits() ? null : trip.PlannedPickUpAt, trip.Journey?.Unit.Code, PlaceIn(line, trip),
                !trip.Status.HasEnded() && trip.Status != RequestStatus.OnBoard,
                [.. trip.Timeline.OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence).Select(entry => new Entry(entry.Code, entry.Status, entry.At, IsForThem(entry) ? entry.Note : null))]))]));
    }

    /// <summary>Why a unit was taken back, or could not go on, was written for the dispatcher.</summary>
    private static bool IsForThem(TripEntry entry) => entry.Code != "Unassigned" && (entry.Code != "Failed" || entry.Status == RequestStatus.Failed);

    /// <summary>By when those are due who wait on the next day on which this booking waits; empty when it does not.</summary>
    private static async Task<IReadOnlyList<DateTimeOffset>> LineOfNextDayAsync(MobileUnitsDb db, Booking booking, Regency regency, CancellationToken cancellationToken)
    {
        if (booking.Trips.Where(trip => trip.Status == RequestStatus.Waiting).Select(trip => trip.DueAt).DefaultIfEmpty().Min() is not { Ticks: > 0 } next)
        {
            return [];
        }

        var day = regency.TimeZone.DateOf(next);
        var (from, until) = (regency.TimeZone.StartOf(day), regency.TimeZone.StartOf(day.AddDays(1)));
        return await db.Requests.Where(other => other.Status == RequestStatus.Waiting && other.DueAt >= from && other.DueAt < until).Select(other => other.DueAt).ToListAsync(cancellationToken);
    }

    private static int? PlaceIn(IReadOnlyList<DateTimeOffset> line, TripRequest trip)
        => trip.Status == RequestStatus.Waiting && line.Contains(trip.DueAt) ? 1 + line.Count(due => due < trip.DueAt) : null;
}
