using PlanningPlatform.Messaging;

namespace PlanningPlatform.Notifications.Contracts;

/// <summary>Somebody is to be told something. Who and what is sealed: neither outbox nor broker nor log shows an address or a link.</summary>
/// <param name="NotificationId">Chosen by who asks; the same one is sent once, however often it is asked for.</param>
/// <param name="AboutId">The complaint, proposal or account that it is about.</param>
/// <param name="Template">One of <see cref="NotificationTemplates"/>.</param>
/// <param name="SealedContent">A <see cref="NotificationContent"/>, sealed by <see cref="NotificationSeal"/>.</param>
[Publishers("complaints", "identity", "mobile-units", "proposals")]
[Subscribers("notifications")]
public sealed record NotificationRequested(
    Guid NotificationId,
    int Version,
    DateTimeOffset OccurredAt,
    Guid AboutId,
    string Template,
    string SealedContent) : IEvent
{
    Guid IEvent.AggregateId => AboutId;
}

/// <summary>
/// Whoever was told about something no longer wants to be, or the time for keeping their address is over: what waits is not sent and
/// every address that was used about it is removed.
/// </summary>
/// <param name="AboutId">The complaint, proposal or account that it is about.</param>
[Publishers("complaints", "identity", "mobile-units", "proposals")]
[Subscribers("notifications")]
public sealed record RecipientErased(
    Guid AboutId,
    int Version,
    DateTimeOffset OccurredAt) : IEvent
{
    Guid IEvent.AggregateId => AboutId;
}
