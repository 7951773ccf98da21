using PlanningPlatform.Messaging;

namespace PlanningPlatform.MobileUnits.Contracts;

/// <summary>A journey came to a new state; the first is Assigned.</summary>
/// <param name="State">Assigned, Accepted, EnRoute, Arrived or Completed.</param>
/// <param name="UnitCode">What residents read on the timeline: <c>MB-09</c>.</param>
/// <param name="RequestedAt">When the visit was asked for; waiting times count from here.</param>
/// <param name="VillageCode">Where the visit was asked for; null when nobody knows, and in events from before it was told.</param>
[Subscribers("complaints", "monitoring")]
public sealed record JourneyStateChanged(
    Guid JourneyId,
    int Version,
    DateTimeOffset OccurredAt,
    Guid ComplaintId,
    Guid UnitId,
    string UnitCode,
    string State,
    DateTimeOffset RequestedAt,
    string? VillageCode = null) : IEvent
{
    Guid IEvent.AggregateId => JourneyId;
}

/// <summary>A unit joined the fleet.</summary>
/// <param name="DistrictCode">The district it is counted in: <c>35.71.03</c>.</param>
[Subscribers("monitoring")]
public sealed record UnitRegistered(
    Guid UnitId,
    int Version,
    DateTimeOffset OccurredAt,
    string UnitCode,
    string DistrictCode) : IEvent
{
    Guid IEvent.AggregateId => UnitId;
}
