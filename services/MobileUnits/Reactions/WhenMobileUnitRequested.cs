using MassTransit;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;

namespace PlanningPlatform.MobileUnits.Reactions;

/// <summary>
/// A complaint needs a visit: it joins the dispatcher's queue. When its reporter had what they wrote erased before this was heard of, they still
/// wait for their Mobmas, which goes by the village.
/// </summary>
internal sealed class WhenMobileUnitRequested(MobileUnitsDb db) : IConsumer<MobileUnitRequested>
{
    public async Task Consume(ConsumeContext<MobileUnitRequested> context)
    {
        var requested = context.Message;
        var visit = new VisitRequest
        {
            Id = Guid.CreateVersion7(requested.OccurredAt),
            ComplaintId = requested.ComplaintId,
            TrackingNumber = requested.TrackingNumber,
            Purpose = requested.Purpose,
            VillageCode = requested.VillageCode,
            Latitude = requested.Latitude,
            Longitude = requested.Longitude,
            Passengers = requested.Passengers,
            NeedsWheelchair = requested.NeedsWheelchair,
            WaitingSince = requested.OccurredAt,
        };
        if (await db.ErasedComplaints.FindAsync([requested.ComplaintId], context.CancellationToken) is not null)
        {
            visit.EraseDetails();
        }

        db.Requests.Add(visit);
    }
}
