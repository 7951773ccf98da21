using PlanningPlatform.Messaging;

namespace PlanningPlatform.MobileUnits.Contracts;

/// <summary>What a unit does for one request came to a new state; the first is Assigned. A ride that several share is told once for each of them.</summary>
/// <param name="Version">That of the request, which goes on when another unit takes over.</param>
/// <param name="ComplaintId">The complaint that asked for it; null for a booking.</param>
/// <param name="State">
/// Assigned, Accepted, EnRoute, Arrived, OnBoard or Completed; Unassigned and Failed when the unit no longer has it and it waits again; Cancelled when nobody goes any more.
/// </param>
/// <param name="UnitCode">What residents read on the timeline: <c>MB-09</c>.</param>
/// <param name="RequestedAt">Since when they wait, not before the time for which they asked; waiting times count from here.</param>
/// <param name="VillageCode">Where the visit was asked for; null when nobody knows, and in events from before it was told.</param>
/// <param name="RequestId">Whose version it is: several share a journey, and a request goes to another one. Null in events from before it was told, when a journey had one request.</param>
[Subscribers("complaints", "monitoring")]
public sealed record JourneyStateChanged(
    Guid JourneyId,
    int Version,
    DateTimeOffset OccurredAt,
    Guid? ComplaintId,
    Guid UnitId,
    string UnitCode,
    string State,
    DateTimeOffset RequestedAt,
    string? VillageCode = null,
    Guid? RequestId = null) : IEvent
{
    Guid IEvent.AggregateId => JourneyId;
}

/// <summary>A journey is over: what it took.</summary>
/// <param name="Minutes">From departure to the end.</param>
/// <param name="Kilometres">By the odometer, or as planned when nobody read it.</param>
/// <param name="IsMeasured">True when the kilometres are the odometer's.</param>
/// <param name="Passengers">How many were brought.</param>
[Subscribers("monitoring")]
public sealed record JourneyEnded(
    Guid JourneyId,
    int Version,
    DateTimeOffset OccurredAt,
    Guid UnitId,
    string DistrictCode,
    int Trips,
    int Passengers,
    double Minutes,
    double Kilometres,
    bool IsMeasured) : IEvent
{
    Guid IEvent.AggregateId => JourneyId;
}

/// <summary>Somebody asked for a trip and did not get it.</summary>
/// <param name="Reason">Code of the refusal, or <c>no_unit</c>.</param>
[Subscribers("monitoring")]
public sealed record TripNotServed(
    Guid DemandId,
    int Version,
    DateTimeOffset OccurredAt,
    string VillageCode,
    string Reason,
    int Passengers) : IEvent
{
    Guid IEvent.AggregateId => DemandId;
}

/// <summary>Somebody waits for a Mobmas, is due soon, and no dispatcher looks at the queue. Told once, and again only after somebody looked.</summary>
/// <param name="Version">Grows from one alarm to the next.</param>
/// <param name="Waiting">How many.</param>
/// <param name="LongestMinutes">How long the first of them has waited.</param>
[Subscribers("identity")]
public sealed record DispatchQueueUnmanned(
    Guid AlarmId,
    int Version,
    DateTimeOffset OccurredAt,
    int Waiting,
    int LongestMinutes) : IEvent
{
    Guid IEvent.AggregateId => AlarmId;
}

/// <summary>A unit joined the fleet, or what is written down about it changed.</summary>
/// <param name="DistrictCode">The district it is counted in: <c>35.71.03</c>.</param>
/// <param name="VillageCode">The village that it serves first: its owner's, or where it stands; null for a unit of the district, and in events from before it was told.</param>
/// <param name="HasLeft">It is no longer part of the fleet.</param>
[Subscribers("monitoring")]
public sealed record UnitRegistered(
    Guid UnitId,
    int Version,
    DateTimeOffset OccurredAt,
    string UnitCode,
    string DistrictCode,
    string? VillageCode = null,
    bool HasLeft = false) : IEvent
{
    Guid IEvent.AggregateId => UnitId;
}

/// <summary>Money was spent on a unit, or an entry of the books was taken back by another one.</summary>
/// <param name="Kind">Fuel, DriverAllowance, Service, Tax or Other.</param>
/// <param name="Rupiah">Whole rupiah; below 0 for what takes an entry back, on the day of that entry.</param>
[Subscribers("monitoring")]
public sealed record UnitExpenseRecorded(
    Guid ExpenseId,
    int Version,
    DateTimeOffset OccurredAt,
    Guid UnitId,
    string DistrictCode,
    string Kind,
    long Rupiah,
    DateOnly On) : IEvent
{
    Guid IEvent.AggregateId => ExpenseId;
}
