namespace PlanningPlatform.Messaging;

/// <summary>Settings under <c>Messaging:</c>. The defaults are what was measured to work on two cores.</summary>
public sealed class MessagingOptions
{
    /// <summary>Rows taken from the outbox at once.</summary>
    public int BatchSize { get; set; } = 500;

    /// <summary>Publishes that may wait for their confirm at the same time.</summary>
    public int PublishWindow { get; set; } = 256;

    /// <summary>How long a relay leads without renewing; also how long another waits after its kill.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The safety net behind the signal that follows each commit.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Between declaring queues at start and publishing. See <see cref="QueuesSettled"/>; a crash loses nothing from 1.2 s on (measured on RabbitMQ 3.10.8).</summary>
    public TimeSpan QueueSettleTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Tries before an unreadable row is parked.</summary>
    public int AttemptsBeforeParking { get; set; } = 3;

    /// <summary>Messages handled side by side. Those of one aggregate are handled one after the other.</summary>
    public int ConcurrentHandlers { get; set; } = 8;

    /// <summary>
    /// Further tries while the database or the disk fails; 240 are twenty minutes and how long the tries themselves take. RabbitMQ takes back what
    /// a consumer holds for half an hour, and it comes again.
    /// </summary>
    public int PatientRetries { get; set; } = 240;

    /// <summary>Between two of <see cref="PatientRetries"/>.</summary>
    public TimeSpan PatientInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a handled message is remembered. It must be longer than a message can stay on its way: a service that is down for longer,
    /// with an event that the broker confirmed and that was not removed yet, would have it handled twice.
    /// </summary>
    public TimeSpan InboxRetention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How often what is older is removed.</summary>
    public TimeSpan CleanupInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Further tries, with growing pauses, before a message is kept as failed.</summary>
    public int HandlerRetries { get; set; } = 5;

    /// <summary>Further tries, 10 ms apart, while others change the same rows at the same time. Eight that always do lose a hundred in a row once in 600,000 times.</summary>
    public int OvertakenRetries { get; set; } = 100;

    /// <summary>Between two counts of what waits, while metrics are collected.</summary>
    public TimeSpan MetricsInterval { get; set; } = TimeSpan.FromSeconds(15);
}
