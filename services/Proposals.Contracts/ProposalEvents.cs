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

/// <summary>A proposal stands elsewhere now; also when it came in.</summary>
/// <param name="TrackingNumber">The proposal's number.</param>
/// <param name="Status">Submitted; more as the tiers come.</param>
/// <param name="ComplaintId">The complaint that it was made of; null when somebody proposed it themselves.</param>
[Subscribers("complaints")]
public sealed record ProposalStatusChanged(
    Guid ProposalId,
    int Version,
    DateTimeOffset OccurredAt,
    string TrackingNumber,
    string Status,
    Guid? ComplaintId) : IEvent
{
    Guid IEvent.AggregateId => ProposalId;
}
