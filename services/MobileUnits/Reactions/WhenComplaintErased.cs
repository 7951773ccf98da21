using MassTransit;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.MobileUnits.Data;

namespace PlanningPlatform.MobileUnits.Reactions;

/// <summary>A reporter had what they wrote erased: the exact place of their visits goes, the village stays for statistics.</summary>
internal sealed class WhenComplaintErased(MobileUnitsDb db) : IConsumer<ComplaintErased>
{
    public async Task Consume(ConsumeContext<ComplaintErased> context)
    {
        var visits = await db.Requests.Where(request => request.ComplaintId == context.Message.ComplaintId).ToListAsync(context.CancellationToken);
        visits.ForEach(visit => visit.ErasePlace());
    }
}
