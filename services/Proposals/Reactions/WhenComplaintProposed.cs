using MassTransit;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Intake;
using PlanningPlatform.Proposals.Data;
using PlanningPlatform.Proposals.Domain;
using PlanningPlatform.Proposals.Features;

namespace PlanningPlatform.Proposals.Reactions;

/// <summary>
/// A complaint and all that follows it become one proposal, once. Nobody gets its secret: its reporters follow it on the page of their complaint.
/// </summary>
internal sealed class WhenComplaintProposed(ProposalsDb db, Sectors sectors) : IConsumer<ComplaintProposed>
{
    public async Task Consume(ConsumeContext<ComplaintProposed> context)
    {
        var proposed = context.Message;
        // An administrator can replay a message after the inbox has forgotten it.
        if (await db.Proposals.AnyAsync(proposal => proposal.ComplaintId == proposed.ComplaintId, context.CancellationToken))
        {
            return;
        }

        var sector = proposed.Sector is { } code && sectors.Know(code) ? code : null;
        var location = proposed is { Latitude: { } latitude, Longitude: { } longitude } ? new Location(latitude, longitude) : null;
        db.Submit(Proposal.FromComplaint(
            Tracking.Draw(Proposal.TrackingPrefix), proposed.Title, proposed.Problem, proposed.VillageCode, sector, location,
            new(proposed.ComplaintId, proposed.TrackingNumber, proposed.Affected), proposed.OccurredAt));
    }
}
