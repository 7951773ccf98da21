namespace PlanningPlatform.MobileUnits.Domain;

/// <summary>When a dispatcher last looked at the queue: one that nobody looks at alarms.</summary>
internal sealed class DispatcherWatch
{
    public required string UserName { get; init; }
    public DateTimeOffset LastSeenAt { get; set; }
}

/// <summary>That nobody looks is told once, and again only after somebody looked; one row.</summary>
internal sealed class QueueAlarm
{
    public const int TheOne = 1;

    public required int Id { get; init; }

    /// <summary>Null while somebody looks, or nobody waits.</summary>
    public DateTimeOffset? RaisedAt { get; set; }

    public int Version { get; set; }
}
