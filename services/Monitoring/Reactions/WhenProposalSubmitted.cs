using MassTransit;
using PlanningPlatform.Monitoring.Data;
using PlanningPlatform.Monitoring.Domain;
using PlanningPlatform.Proposals.Contracts;

namespace PlanningPlatform.Monitoring.Reactions;

internal sealed class WhenProposalSubmitted(MonitoringDb db) : IConsumer<ProposalSubmitted>
{
    public async Task Consume(ConsumeContext<ProposalSubmitted> context)
    {
        var proposal = await db.WatchAsync<WatchedProposal>(context.Message.ProposalId, context.CancellationToken);
        proposal.WasSubmitted(context.Message.VillageCode, context.Message.Version);
    }
}
