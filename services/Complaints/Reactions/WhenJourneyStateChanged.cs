using MassTransit;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.Notifications.Contracts;

namespace PlanningPlatform.Complaints.Reactions;

/// <summary>The reporter reads on the timeline what the van does.</summary>
internal sealed class WhenJourneyStateChanged(ComplaintsDb db, ReporterNews news) : IConsumer<JourneyStateChanged>
{
    public async Task Consume(ConsumeContext<JourneyStateChanged> context)
    {
        var journey = context.Message;
        if (journey.ComplaintId is not { } complaintId)
        {
            return;
        }

        var complaint = await db.Complaints.FindAsync([complaintId], context.CancellationToken)
            ?? throw new InvalidOperationException($"Journey {journey.JourneyId} belongs to an unknown complaint.");
        var code = CodeOf(journey.State);
        var isNewest = complaint.Follow(code, journey.UnitCode, ended: journey.State is "Completed" or "Cancelled", journey.Version, journey.OccurredAt);
        // What has been overtaken is on the timeline, but a message about it would mislead.
        if (isNewest && TemplateOf(code) is { } template)
        {
            await news.TellAsync(db, complaint, template, journey.OccurredAt, context.CancellationToken, ("unit", journey.UnitCode));
        }
    }

    private static string CodeOf(string state) => state switch
    {
        "EnRoute" => "Departed",
        "Cancelled" => "UnitCancelled",
        "Failed" => "UnitFailed",
        "Unassigned" => "UnitUnassigned",
        _ => state,
    };

    private static string? TemplateOf(string code) => code switch
    {
        "Assigned" => NotificationTemplates.MobileUnitAssigned,
        "Departed" => NotificationTemplates.MobileUnitDeparted,
        _ => null,
    };
}
