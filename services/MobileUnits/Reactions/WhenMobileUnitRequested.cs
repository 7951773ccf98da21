using MassTransit;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;

namespace PlanningPlatform.MobileUnits.Reactions;

/// <summary>A complaint needs a visit: it joins the dispatcher's queue.</summary>
internal sealed class WhenMobileUnitRequested(MobileUnitsDb db) : IConsumer<MobileUnitRequested>
{
    public Task Consume(ConsumeContext<MobileUnitRequested> context)
    {
        var requested = context.Message;
        db.Requests.Add(new VisitRequest
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
        });
        return Task.CompletedTask;
    }
}
