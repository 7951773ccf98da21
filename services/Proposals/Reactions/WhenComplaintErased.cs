using MassTransit;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Proposals.Data;

namespace PlanningPlatform.Proposals.Reactions;

/// <summary>A reporter had what they wrote erased, with the exact place: the proposal that was made of it keeps the village.</summary>
internal sealed class WhenComplaintErased(ProposalsDb db) : IConsumer<ComplaintErased>
{
    public async Task Consume(ConsumeContext<ComplaintErased> context)
        => (await db.Proposals.FirstOrDefaultAsync(proposal => proposal.ComplaintId == context.Message.ComplaintId, context.CancellationToken))?.ForgetPoint();
}
