using PlanningPlatform.Intake;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Proposals.Data;
using PlanningPlatform.Proposals.Domain;

namespace PlanningPlatform.Proposals.Features;

/// <summary>Has the proposer told about a step, when that is what they asked for.</summary>
internal sealed class ProposerNews(Secrets secrets, NotificationSeal seal)
{
    /// <summary>Commits with the step or not at all.</summary>
    public void Tell(ProposalsDb db, Proposal proposal, string template, DateTimeOffset now)
    {
        if (secrets.Read(proposal.ProtectedProposer) is not { WantsNews: true } proposer)
        {
            return;
        }

        // The link asks for the secret again: it never goes by mail.
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["number"] = proposal.TrackingNumber, ["link"] = $"/usulan/{proposal.TrackingNumber}" };
        db.Publish(new NotificationRequested(
            Guid.CreateVersion7(now), proposal.Version, now, proposal.Id, template,
            seal.Seal(new NotificationContent(proposer.Language ?? "id", proposer.Email, proposer.Phone, values))));
    }
}
