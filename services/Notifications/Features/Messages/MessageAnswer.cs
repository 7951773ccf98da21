using PlanningPlatform.Notifications.Domain;

namespace PlanningPlatform.Notifications.Features.Messages;

/// <param name="Recipient">Masked: <c>s***@contoh.id</c>; null when there was no address or it was removed.</param>
/// <param name="DueAt">When it is tried next, while it waits.</param>
/// <param name="Error">Why it was not sent: a code (<c>opted_out</c>, <c>expired</c>, <c>no_address</c>, <c>erased</c>) or what the provider said.</param>
internal sealed record MessageAnswer(
    Guid Id, string Template, string Language, Channel Channel, string? Recipient, NotificationState State, DateTimeOffset CreatedAt, DateTimeOffset DueAt, DateTimeOffset? SentAt,
    DateTimeOffset? DeliveredAt, int Attempts, string? Error, bool CanBeSentAgain)
{
    public static MessageAnswer Of(Notification notification) => new(
        notification.Id, notification.Template, notification.Language, notification.Channel, notification.MaskedRecipient, notification.State, notification.CreatedAt, notification.DueAt,
        notification.SentAt, notification.DeliveredAt, notification.Attempts, notification.Error, notification.CanBeSentAgain);
}
