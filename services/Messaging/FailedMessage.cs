namespace PlanningPlatform.Messaging;

/// <summary>A message that this service could not handle, as it came from the broker; it waits here until somebody replays or discards it.</summary>
internal sealed class FailedMessage
{
    public const int LongestError = 1000;
    public const int LongestType = 200;
    public const int LongestContentType = 200;

    public required Guid MessageId { get; init; }

    /// <summary>The event's type as in <see cref="OutboxMessage.Type"/>; empty when the message names none.</summary>
    public required string Type { get; init; }

    public required byte[] Body { get; init; }

    public required string? ContentType { get; init; }

    /// <summary>The broker's headers that are text, as a JSON object.</summary>
    public required string Headers { get; init; }

    public string Error { get; private set; } = "";

    public int Failures { get; private set; }

    public DateTimeOffset FailedAt { get; private set; }

    /// <summary>On its way again since then; null while it waits for somebody.</summary>
    public DateTimeOffset? ReplayedAt { get; private set; }

    public string? ReplayedBy { get; private set; }

    public void Failed(string error, DateTimeOffset now)
    {
        Error = error.Storable(LongestError);
        Failures++;
        FailedAt = now;
        ReplayedAt = null;
    }

    public void Replayed(string by, DateTimeOffset now) => (ReplayedAt, ReplayedBy) = (now, by);

    /// <summary>The broker did not take it.</summary>
    public void NotReplayed() => ReplayedAt = null;
}
