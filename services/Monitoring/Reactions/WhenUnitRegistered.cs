using MassTransit;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.Monitoring.Data;
using PlanningPlatform.Monitoring.Domain;

namespace PlanningPlatform.Monitoring.Reactions;

internal sealed class WhenUnitRegistered(MonitoringDb db) : IConsumer<UnitRegistered>
{
    public async Task Consume(ConsumeContext<UnitRegistered> context)
    {
        var unit = await db.WatchAsync<WatchedUnit>(context.Message.UnitId, context.CancellationToken);
        unit.CountsIn(context.Message.DistrictCode, context.Message.VillageCode, context.Message.HasLeft, context.Message.Version);
    }
}
