using PlanningPlatform.Messaging;

namespace PlanningPlatform.Proposals.Contracts;

/// <summary>A resident submitted a proposal for the plan. Carries neither what was written nor who proposed.</summary>
/// <param name="Sector">Code of one of the city's sectors; null when the proposer chose none.</param>
[Subscribers("monitoring")]
public sealed record ProposalSubmitted(
    Guid ProposalId,
    int Version,
    DateTimeOffset OccurredAt,
    string VillageCode,
    string? Sector) : IEvent
{
    Guid IEvent.AggregateId => ProposalId;
}
