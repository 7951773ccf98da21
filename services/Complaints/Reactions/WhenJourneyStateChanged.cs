using MassTransit;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.MobileUnits.Contracts;

namespace PlanningPlatform.Complaints.Reactions;

/// <summary>The reporter reads on the timeline what the van does.</summary>
internal sealed class WhenJourneyStateChanged(ComplaintsDb db) : IConsumer<JourneyStateChanged>
{
    public async Task Consume(ConsumeContext<JourneyStateChanged> context)
    {
        var journey = context.Message;
        var complaint = await db.Complaints.FindAsync([journey.ComplaintId], context.CancellationToken)
            ?? throw new InvalidOperationException($"Journey {journey.JourneyId} belongs to an unknown complaint.");
        var code = journey.State == "EnRoute" ? "Departed" : journey.State;
        complaint.Follow(code, journey.UnitCode, ended: journey.State == "Completed", journey.Version, journey.OccurredAt);
    }
}
