namespace PlanningPlatform.Notifications.Domain;

/// <summary>Whoever was told about something was forgotten; what was asked for before and comes late (a replayed message) is not sent.</summary>
internal sealed class Erasure
{
    public required Guid AboutId { get; init; }

    /// <summary>When the forgetting was decided.</summary>
    public required DateTimeOffset At { get; set; }
}
