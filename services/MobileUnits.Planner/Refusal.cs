namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>Why a request is not served. Each is tested on the vehicles that pass those before it.</summary>
public enum RefusalCode
{
    /// <summary>A window of the request ends before it starts, or the drop-off's before the pick-up's starts.</summary>
    WindowEndsBeforeItStarts,

    /// <summary>The request is pinned to another vehicle. Only in <see cref="Insertion.Rank"/>.</summary>
    PinnedToAnother,

    /// <summary>No vehicle has what is needed: <see cref="Refusal.MissingCapabilities"/>.</summary>
    CapabilityMissing,

    /// <summary>More passengers than any such vehicle seats: <see cref="Refusal.SeatsMissing"/>.</summary>
    TooManyPassengers,

    /// <summary>The window lies outside the shift of every such vehicle, or none would be back before its shift ends: <see cref="Refusal.MissedBy"/>.</summary>
    OutsideShift,

    /// <summary>No vehicle that has nothing else to do would arrive in time from where it starts: <see cref="Refusal.MissedBy"/>.</summary>
    OutOfReach,

    /// <summary>Breaks or office use leave no room on the route that each such vehicle has to drive at any rate, without other requests: <see cref="Refusal.MissedBy"/>.</summary>
    TakenByPauses,

    /// <summary>
    /// Every vehicle that could is taken then, by frozen steps or other requests: <see cref="Refusal.MissedBy"/> of where it has seats, <see cref="Refusal.SeatsMissing"/> of where it
    /// has time; either would do.
    /// </summary>
    Taken,

    /// <summary>The time was up before it was known whether a vehicle can take it.</summary>
    NotTriedInTime,
}

/// <summary>Why not, with the facts behind it.</summary>
/// <param name="VehicleId">The vehicle that comes nearest; null where there is none to name.</param>
/// <param name="MissedBy">By how much time that vehicle misses: the least by which a window, a pause or the end of the shift would have to give.</param>
/// <param name="SeatsMissing">How many seats too few that vehicle has.</param>
/// <param name="MissingCapabilities">Flags that the vehicle which has most of them lacks.</param>
public sealed record Refusal(RefusalCode Code, string? VehicleId = null, double? MissedBy = null, int? SeatsMissing = null, ulong? MissingCapabilities = null);

/// <summary>A request that is on no route.</summary>
public sealed record Unserved(string RequestId, Refusal Reason);
