using MassTransit;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;

namespace PlanningPlatform.MobileUnits.Reactions;

/// <summary>A reporter had what they wrote erased: the exact place of their visits goes, the village stays for statistics.</summary>
internal sealed class WhenComplaintErased(MobileUnitsDb db) : IConsumer<ComplaintErased>
{
    public async Task Consume(ConsumeContext<ComplaintErased> context)
    {
        var erased = context.Message;
        if (await db.ErasedComplaints.FindAsync([erased.ComplaintId], context.CancellationToken) is null)
        {
            db.ErasedComplaints.Add(new ErasedComplaint { ComplaintId = erased.ComplaintId, ErasedAt = erased.OccurredAt });
        }

        var visits = await db.Requests.Where(request => request.ComplaintId == erased.ComplaintId).ToListAsync(context.CancellationToken);
        visits.ForEach(visit => visit.ErasePlace());
    }
}
