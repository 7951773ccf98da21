namespace PlanningPlatform.MobileUnits.Domain;

public enum ProofKind
{
    Signature,
    Photo,
}

/// <summary>That somebody was brought: their signature or a photo, taken by the crew.</summary>
internal sealed class JourneyProof
{
    /// <summary>Chosen by the phone, so that it is kept once however often it is sent.</summary>
    public required Guid Id { get; init; }

    public required Guid JourneyId { get; init; }
    public required Guid RequestId { get; init; }
    public required ProofKind Kind { get; init; }

    /// <summary>Name of the file in the store.</summary>
    public required string FileName { get; init; }

    public required DateTimeOffset At { get; init; }
    public required string TakenBy { get; init; }
}
