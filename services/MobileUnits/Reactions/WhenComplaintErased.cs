using MassTransit;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;

namespace PlanningPlatform.MobileUnits.Reactions;

/// <summary>A reporter had what they wrote erased: the details of their visits go, what is counted stays.</summary>
internal sealed class WhenComplaintErased(MobileUnitsDb db) : IConsumer<ComplaintErased>
{
    public async Task Consume(ConsumeContext<ComplaintErased> context)
    {
        var erased = context.Message;
        if (await db.ErasedComplaints.FindAsync([erased.ComplaintId], context.CancellationToken) is null)
        {
            db.ErasedComplaints.Add(new ErasedComplaint { ComplaintId = erased.ComplaintId, ErasedAt = erased.OccurredAt });
        }

        var visits = await db.Requests.Include(request => request.Journey).Include(request => request.Timeline).Where(request => request.ComplaintId == erased.ComplaintId)
            .AsSplitQuery().ToListAsync(context.CancellationToken);
        visits.ForEach(visit => visit.EraseDetails(erased.OccurredAt));
    }
}
