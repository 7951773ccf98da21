using MassTransit;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.Monitoring.Data;
using PlanningPlatform.Monitoring.Domain;

namespace PlanningPlatform.Monitoring.Reactions;

internal sealed class WhenJourneyStateChanged(MonitoringDb db) : IConsumer<JourneyStateChanged>
{
    public async Task Consume(ConsumeContext<JourneyStateChanged> context)
    {
        var happened = context.Message;
        // A journey of which was heard before its events named their request goes on under its own id.
        var known = await db.Journeys.FindAsync([happened.JourneyId], context.CancellationToken)
            ?? (happened.RequestId is { } request ? await db.Journeys.FindAsync([request], context.CancellationToken) : null);
        if (known is null && happened.UnitId == Guid.Empty)
        {
            // It ended before any unit had it.
            return;
        }

        var journey = known
            ?? await db.WatchAsync<WatchedJourney>(happened.RequestId ?? happened.JourneyId, context.CancellationToken);
        journey.GoesTo(happened.VillageCode);
        journey.Became(happened.State, happened.Version);
        if (happened.State == "Arrived")
        {
            journey.ArrivedAfter(happened.OccurredAt - happened.RequestedAt);
        }
    }
}
