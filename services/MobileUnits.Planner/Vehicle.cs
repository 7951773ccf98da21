namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>What happens at a stop.</summary>
public enum StopKind
{
    PickUp,
    DropOff,
    Visit,
    Pause,
}

/// <summary>A time in which a vehicle serves nobody, taken exactly once and with nobody on board: a driver's break, or office use.</summary>
/// <param name="Id">Not empty; no two pauses of a vehicle have the same.</param>
/// <param name="EarliestStart">An instant.</param>
/// <param name="LatestStart">An instant, not before <paramref name="EarliestStart"/>; the same for a fixed time.</param>
/// <param name="Duration">0 or more.</param>
/// <param name="Location">Where it has to be; null: where the vehicle stands then, which is where its last stop was.</param>
public sealed record Pause(string Id, double EarliestStart, double LatestStart, double Duration, int? Location = null);

/// <summary>A step of a vehicle's route that has started or been promised: it is neither moved nor reordered.</summary>
/// <param name="Id">Of the request; of the pause where <paramref name="Kind"/> is <see cref="StopKind.Pause"/>.</param>
public readonly record struct FrozenStep(StopKind Kind, string Id);

/// <summary>
/// A vehicle with its driver. One that is already under way has as <see cref="Start"/> and <see cref="AvailableFrom"/> where it is and what time it is now, and names who is
/// <see cref="OnBoard"/>. What cannot be helped any more (frozen steps, drop-offs of those on board, pauses and the way to the end that come too late even if the vehicle takes no
/// new request) is carried out late, but not later than that; see docs/planner.md.
/// </summary>
public sealed record Vehicle
{
    /// <summary>Not empty; no two vehicles of a problem have the same.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands at <see cref="AvailableFrom"/>: an index into the problem's <see cref="ITravel"/>.</summary>
    public required int Start { get; init; }

    /// <summary>Where it has to be at <see cref="ShiftEnd"/>; null: its route ends at its last stop.</summary>
    public required int? End { get; init; }

    /// <summary>For passengers, without the driver's; 0 or more.</summary>
    public required int Seats { get; init; }

    /// <summary>Flags; what a bit means is the caller's.</summary>
    public ulong Capabilities { get; init; }

    /// <summary>Begin of the shift, or now: an instant.</summary>
    public required double AvailableFrom { get; init; }

    /// <summary>An instant, not before <see cref="AvailableFrom"/>.</summary>
    public required double ShiftEnd { get; init; }

    public IReadOnlyList<Pause> Pauses { get; init; } = [];

    /// <summary>Its next steps, in their order; the route begins with exactly these.</summary>
    public IReadOnlyList<FrozenStep> Frozen { get; init; } = [];

    /// <summary>Requests whose passengers sit in it already. Their pick-ups are over; only this vehicle can let them off.</summary>
    public IReadOnlyList<string> OnBoard { get; init; } = [];
}
