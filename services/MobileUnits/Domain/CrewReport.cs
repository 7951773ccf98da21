namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>
/// What a crew's phone said was done, by an id that the phone chose: what it says again after a dead spot has been done already.
/// </summary>
internal sealed class CrewReport
{
    public required Guid Id { get; init; }
    public required Guid JourneyId { get; init; }
    public required string Step { get; init; }
    public required string Crew { get; init; }

    /// <summary>When it was done, by the phone's clock.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}
