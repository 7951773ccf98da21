using MassTransit;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;

namespace PlanningPlatform.MobileUnits.Reactions;

/// <summary>
/// A complaint needs a visit or a trip: it joins the dispatcher's queue. When its reporter had what they wrote erased before this was heard of, they
/// still wait for their Mobmas, which goes by the village.
/// </summary>
internal sealed class WhenMobileUnitRequested(MobileUnitsDb db, Regency regency) : IConsumer<MobileUnitRequested>
{
    public async Task Consume(ConsumeContext<MobileUnitRequested> context)
    {
        var requested = context.Message;
        var pickUp = new Place(requested.VillageCode, requested.Latitude, requested.Longitude, Name: null);
        var window = requested is { PickUpFrom: { } from, PickUpUntil: { } until } ? new Period(from, until) : null;
        var dropOff = requested.DestinationCode is { } code && await db.Destinations.FindAsync([code], context.CancellationToken) is { } destination ? destination.Place
            : requested.DropOffVillageCode is { } village ? new Place(village, null, null, Name: null)
            // A destination that nobody knows any more is still one: the seats are needed, and the crew asks where to.
            : requested.DestinationCode is not null ? new Place(null, null, null, Name: null)
            : null;
        var trip = TripRequest.ForComplaint(
            requested.ComplaintId, requested.TrackingNumber,
            new(requested.VillageCode, requested.Purpose, requested.Passengers, requested.NeedsWheelchair, pickUp, dropOff, window), requested.OccurredAt);
        if (await db.ErasedComplaints.FindAsync([requested.ComplaintId], context.CancellationToken) is not null)
        {
            trip.EraseDetails(requested.OccurredAt);
        }
        else if (await db.MostSeatsOnAsync(regency.TimeZone.DateOf(requested.OccurredAt), withLift: false, context.CancellationToken) is > 0 and var seats && requested.Passengers > seats)
        {
            trip.WaitOn($"Untuk {requested.Passengers} orang, sedangkan Mobmas terbesar {seats} kursi. Tutup dengan alasan ini; operator meminta lagi untuk paling banyak {seats} orang.", requested.OccurredAt);
        }

        db.Requests.Add(trip);
    }
}
