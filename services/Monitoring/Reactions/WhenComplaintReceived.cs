using MassTransit;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Monitoring.Data;
using PlanningPlatform.Monitoring.Domain;

namespace PlanningPlatform.Monitoring.Reactions;

internal sealed class WhenComplaintReceived(MonitoringDb db) : IConsumer<ComplaintReceived>
{
    public async Task Consume(ConsumeContext<ComplaintReceived> context)
    {
        var complaint = await db.WatchAsync<WatchedComplaint>(context.Message.ComplaintId, context.CancellationToken);
        complaint.IsIn(context.Message.VillageCode);
        complaint.Became("Received", context.Message.Version);
    }
}
