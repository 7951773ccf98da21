namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>Somebody asked for a trip and did not get it: it counts for the village. Nothing in it leads to a person.</summary>
internal sealed class UnmetDemand
{
    public Guid Id { get; init; }
    public required string VillageCode { get; init; }

    /// <summary>The code of the refusal, or <c>no_unit</c>.</summary>
    public required string Reason { get; init; }

    public required int Passengers { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Keyed hash of who asked for which day and was refused why, so that whoever tries again is counted once. Null where a dispatcher ended a request.</summary>
    public byte[]? OnceKey { get; init; }
}
