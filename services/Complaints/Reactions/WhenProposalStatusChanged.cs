using MassTransit;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Proposals.Contracts;

namespace PlanningPlatform.Complaints.Reactions;

/// <summary>The reporters of a complaint that became a proposal follow both.</summary>
internal sealed class WhenProposalStatusChanged(ComplaintsDb db, ReporterNews news) : IConsumer<ProposalStatusChanged>
{
    public async Task Consume(ConsumeContext<ProposalStatusChanged> context)
    {
        var proposal = context.Message;
        if (proposal.ComplaintId is not { } complaintId)
        {
            return;
        }

        var complaint = await db.Complaints.FindAsync([complaintId], context.CancellationToken)
            ?? throw new InvalidOperationException($"Proposal {proposal.ProposalId} belongs to an unknown complaint.");
        var template = complaint.FollowProposal(proposal.TrackingNumber, proposal.Status, proposal.Version, proposal.OccurredAt) switch
        {
            ProposalNews.Made => NotificationTemplates.ComplaintProposed,
            ProposalNews.Moved => NotificationTemplates.ComplaintProposalMoved,
            _ => null,
        };
        if (template is not null)
        {
            await news.TellAsync(db, complaint, template, proposal.OccurredAt, context.CancellationToken, ("proposal", proposal.TrackingNumber));
        }
    }
}
