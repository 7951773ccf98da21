namespace PlanningPlatform.MobileUnits.Planner;

/// <summary>Where a vehicle halts for a request, and when it may begin there.</summary>
/// <param name="Location">Index into the problem's <see cref="ITravel"/>.</param>
/// <param name="Earliest">Begin of the window, an instant; a vehicle that arrives before waits.</param>
/// <param name="Latest">End of the window: the halt begins by then at the latest. Before <paramref name="Earliest"/> the request stays unserved, with that reason.</param>
/// <param name="Service">How long the halt takes once begun; 0 or more.</param>
public sealed record Halt(int Location, double Earliest, double Latest, double Service = 0);

/// <summary>Somebody's wish: a ride from a pick-up to a drop-off, or (without a drop-off) a visit at one place.</summary>
public sealed record Request
{
    /// <summary>Not empty; no two requests of a problem have the same.</summary>
    public required string Id { get; init; }

    /// <summary>Where passengers get on; of a visit the place visited.</summary>
    public required Halt PickUp { get; init; }

    /// <summary>Where the same vehicle lets them off; null for a visit.</summary>
    public Halt? DropOff { get; init; }

    /// <summary>Seats taken from pick-up to drop-off, 0 or more; 0 for a visit.</summary>
    public int Passengers { get; init; }

    /// <summary>Flags that the vehicle must all have; what a bit means is the caller's.</summary>
    public ulong Capabilities { get; init; }

    /// <summary>What leaving it unserved weighs beside others, above 0.</summary>
    public double Priority { get; init; } = 1;

    /// <summary>The only vehicle that may serve it; null for any.</summary>
    public string? PinnedTo { get; init; }
}
