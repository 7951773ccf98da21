using MassTransit;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Monitoring.Data;
using PlanningPlatform.Monitoring.Domain;

namespace PlanningPlatform.Monitoring.Reactions;

internal sealed class WhenComplaintStatusChanged(MonitoringDb db) : IConsumer<ComplaintStatusChanged>
{
    public async Task Consume(ConsumeContext<ComplaintStatusChanged> context)
    {
        var complaint = await db.WatchAsync<WatchedComplaint>(context.Message.ComplaintId, context.CancellationToken);
        complaint.Became(context.Message.Status, context.Message.Version);
    }
}
