using PlanningPlatform.Messaging;

namespace PlanningPlatform.Proposals.Contracts;

/// <summary>A resident submitted a proposal for the plan.</summary>
[Subscribers("monitoring")]
public sealed record ProposalSubmitted(
    Guid ProposalId,
    int Version,
    DateTimeOffset OccurredAt,
    string VillageCode,
    string Sector) : IEvent
{
    Guid IEvent.AggregateId => ProposalId;
}
