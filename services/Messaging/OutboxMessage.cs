namespace PlanningPlatform.Messaging;

/// <summary>An event that committed together with the change that caused it and waits for the broker's confirm.</summary>
internal sealed class OutboxMessage
{
    public long Sequence { get; init; }
    public required Guid MessageId { get; init; }
    public required string Type { get; init; }
    public required string Payload { get; init; }
    public required Guid OrderingKey { get; init; }
    public required string? TraceParent { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public int Attempts { get; private set; }
    public DateTimeOffset? ParkedAt { get; private set; }
    public string? LastError { get; private set; }

    /// <summary>Counts an attempt that failed because of the message itself and parks it when there were enough.</summary>
    public void Failed(string error, int limit, DateTimeOffset now)
    {
        Attempts++;
        LastError = error.Storable(1000);
        if (Attempts >= limit)
        {
            ParkedAt = now;
        }
    }

    /// <summary>Lets it try again, as often as at first.</summary>
    public void Unpark() => (ParkedAt, Attempts) = (null, 0);
}

/// <summary>Says that a message was handled here; committed together with its effects.</summary>
internal sealed class InboxMessage
{
    public required Guid MessageId { get; init; }
    public required string Consumer { get; init; }
    public required DateTimeOffset HandledAt { get; init; }
}

internal sealed class OutboxLease
{
    public required string Name { get; init; }
    public required string Owner { get; init; }
    public required long ExpiresAt { get; init; }
}
