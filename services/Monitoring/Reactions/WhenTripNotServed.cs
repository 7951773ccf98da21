using MassTransit;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.Monitoring.Data;
using PlanningPlatform.Monitoring.Domain;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Monitoring.Reactions;

internal sealed class WhenTripNotServed(MonitoringDb db, Regency regency) : IConsumer<TripNotServed>
{
    public async Task Consume(ConsumeContext<TripNotServed> context)
    {
        var demand = await db.WatchAsync<WatchedDemand>(context.Message.DemandId, context.CancellationToken);
        demand.WasNotMet(regency.TimeZone.DateOf(context.Message.OccurredAt), context.Message.VillageCode, context.Message.Reason, context.Message.Version);
    }
}
