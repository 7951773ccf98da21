using PlanningPlatform.Messaging;

namespace PlanningPlatform.Complaints.Contracts;

/// <summary>
/// A complaint was taken in. Carries nothing that visibility protects: neither who reported nor what was written.
/// </summary>
/// <param name="Visibility">Public, Anonymous or Secret.</param>
/// <param name="VillageCode">Null when the place lies outside every known village.</param>
[Subscribers("monitoring")]
public sealed record ComplaintReceived(
    Guid ComplaintId,
    int Version,
    DateTimeOffset OccurredAt,
    string CategoryCode,
    string? VillageCode,
    string Visibility) : IEvent
{
    Guid IEvent.AggregateId => ComplaintId;
}

/// <summary>A complaint moved to another state.</summary>
/// <param name="Status">Verified, Forwarded, InProgress, Resolved, ...</param>
[Subscribers("monitoring")]
public sealed record ComplaintStatusChanged(
    Guid ComplaintId,
    int Version,
    DateTimeOffset OccurredAt,
    string Status) : IEvent
{
    Guid IEvent.AggregateId => ComplaintId;
}

/// <summary>A limit is over and nobody has done what was due: whoever has to hear of it does.</summary>
/// <param name="Level">Supervisor (the whole limit is over) or Leaders (half as much again).</param>
/// <param name="VillageCode">Null when the place lies outside every known village.</param>
/// <param name="AgencyCode">The agency that leads; null while the desk has it.</param>
[Subscribers("identity")]
public sealed record ComplaintEscalated(
    Guid ComplaintId,
    int Version,
    DateTimeOffset OccurredAt,
    string TrackingNumber,
    string Level,
    string? VillageCode,
    string? AgencyCode) : IEvent
{
    Guid IEvent.AggregateId => ComplaintId;
}

/// <summary>An operator asked for a Mobmas. The operator's note stays behind: a trip's reason can reveal an illness (UU 27/2022).</summary>
/// <param name="Purpose">Health, Social, Administration or Other.</param>
/// <param name="Latitude">Degrees; null when only the village is known.</param>
/// <param name="Passengers">Seats needed, 1 or more.</param>
/// <param name="PickUpFrom">Between when they can be fetched; null for as soon as possible, as in events from before it was told.</param>
/// <param name="DestinationCode">One of the region's destinations; null for a visit, or where only the village is known.</param>
/// <param name="DropOffVillageCode">The village that they go to; null likewise.</param>
[Subscribers("mobile-units")]
public sealed record MobileUnitRequested(
    Guid ComplaintId,
    int Version,
    DateTimeOffset OccurredAt,
    string TrackingNumber,
    string Purpose,
    string? VillageCode,
    double? Latitude,
    double? Longitude,
    int Passengers,
    bool NeedsWheelchair,
    DateTimeOffset? PickUpFrom = null,
    DateTimeOffset? PickUpUntil = null,
    string? DestinationCode = null,
    string? DropOffVillageCode = null) : IEvent
{
    Guid IEvent.AggregateId => ComplaintId;
}

/// <summary>What a reporter wrote was erased at their request: whoever keeps the exact place of the complaint removes it.</summary>
[Subscribers("mobile-units", "proposals")]
public sealed record ComplaintErased(
    Guid ComplaintId,
    int Version,
    DateTimeOffset OccurredAt) : IEvent
{
    Guid IEvent.AggregateId => ComplaintId;
}

/// <summary>
/// The desk made a proposal for the plan of a complaint and of all that follows it. Never of a secret one. Its words are the desk's own, for
/// everybody; nothing of what a reporter wrote is in it.
/// </summary>
/// <param name="Title">One line.</param>
/// <param name="Problem">What is wrong today, up to 4,000 characters.</param>
/// <param name="Sector">Code of one of the city's sectors; null when the desk left that to the planners.</param>
/// <param name="Latitude">Degrees (WGS 84), where the place is public; null otherwise.</param>
/// <param name="Affected">How many reported it, 1 or more.</param>
[Subscribers("proposals")]
public sealed record ComplaintProposed(
    Guid ComplaintId,
    int Version,
    DateTimeOffset OccurredAt,
    string TrackingNumber,
    string Title,
    string Problem,
    string VillageCode,
    string? Sector,
    double? Latitude,
    double? Longitude,
    int Affected) : IEvent
{
    Guid IEvent.AggregateId => ComplaintId;
}
