namespace PlanningPlatform.Notifications.Domain;

internal enum Channel
{
    Email,
    Sms,
    WhatsApp,
}
