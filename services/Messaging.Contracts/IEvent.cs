namespace PlanningPlatform.Messaging;

/// <summary>
/// Something that happened to an aggregate, told to other services. Implementations are immutable records of
/// primitives; changes are additive only, because events of the previous release are still on their way.
/// </summary>
public interface IEvent
{
    /// <summary>The aggregate it happened to. Events of one aggregate are published in the order they happened.</summary>
    Guid AggregateId { get; }

    /// <summary>The aggregate's version after the change, starting at 1. A consumer ignores what is older than what it has seen.</summary>
    int Version { get; }

    /// <summary>When it happened (UTC), which is not when it was published.</summary>
    DateTimeOffset OccurredAt { get; }
}
