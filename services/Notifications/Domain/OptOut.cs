namespace PlanningPlatform.Notifications.Domain;

/// <summary>Whoever has this address wants no more messages that they can do without.</summary>
internal sealed class OptOut
{
    public required byte[] RecipientHash { get; init; }

    public required DateTimeOffset At { get; init; }
}
