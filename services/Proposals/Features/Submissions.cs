using PlanningPlatform.Proposals.Contracts;
using PlanningPlatform.Proposals.Data;
using PlanningPlatform.Proposals.Domain;

namespace PlanningPlatform.Proposals.Features;

/// <summary>What every way in shares.</summary>
internal static class Submissions
{
    /// <summary>Keeps it and tells the other services; commits with the rest or not at all.</summary>
    public static void Submit(this ProposalsDb db, Proposal proposal)
    {
        db.Proposals.Add(proposal);
        db.Publish(new ProposalSubmitted(proposal.Id, proposal.Version, proposal.SubmittedAt, proposal.VillageCode, proposal.Sector));
        db.Publish(new ProposalStatusChanged(proposal.Id, proposal.Version, proposal.SubmittedAt, proposal.TrackingNumber, proposal.Status.ToString(), proposal.ComplaintId));
    }
}
