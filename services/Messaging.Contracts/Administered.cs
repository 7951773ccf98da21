namespace PlanningPlatform.Messaging;

/// <summary>Somebody administered something in the service that tells it. The audit log of the identity service takes it in.</summary>
/// <param name="ActId">Of its own for each act.</param>
/// <param name="Version">1: an act does not change.</param>
/// <param name="Actor">User name.</param>
/// <param name="Action">Stable, for programs: <c>message_discarded</c>.</param>
/// <param name="Target">What was acted on, by a name that protects nothing.</param>
/// <param name="CallerAddress">IP address as the gateway saw it.</param>
/// <param name="Detail">Facts in the words of the interface; never what opens something or what visibility protects.</param>
[Subscribers("identity")]
[Publishers("complaints", "identity", "mobile-units", "monitoring", "notifications", "proposals")]
public sealed record Administered(
    Guid ActId,
    int Version,
    DateTimeOffset OccurredAt,
    string Actor,
    string Action,
    string Target,
    string? CallerAddress,
    string? Detail) : IEvent
{
    Guid IEvent.AggregateId => ActId;
}
