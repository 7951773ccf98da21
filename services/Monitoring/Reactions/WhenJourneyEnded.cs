using MassTransit;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.Monitoring.Data;
using PlanningPlatform.Monitoring.Domain;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Monitoring.Reactions;

internal sealed class WhenJourneyEnded(MonitoringDb db, Regency regency) : IConsumer<JourneyEnded>
{
    public async Task Consume(ConsumeContext<JourneyEnded> context)
    {
        var ended = context.Message;
        var ride = await db.WatchAsync<WatchedRide>(ended.JourneyId, context.CancellationToken);
        ride.Ended(
            regency.TimeZone.DateOf(ended.OccurredAt), ended.DistrictCode, ended.Trips, ended.Passengers, ended.Minutes, ended.Kilometres, ended.IsMeasured, ended.Version);
    }
}
