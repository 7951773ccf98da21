namespace PlanningPlatform.Notifications.Domain;

internal enum NotificationState
{
    /// <summary>Not due yet, or to be tried again.</summary>
    Waiting,

    /// <summary>Handed to a provider at this moment.</summary>
    Sending,

    /// <summary>The provider took it.</summary>
    Sent,

    /// <summary>The provider says that it arrived.</summary>
    Delivered,

    /// <summary>The provider refused it, or nobody took it for too long.</summary>
    Failed,

    /// <summary>The connection or the process broke in between: it may have been taken. Not repeated by itself, or somebody would get it twice.</summary>
    Uncertain,

    /// <summary>Not sent, for the reason in <see cref="Notification.Error"/>.</summary>
    Suppressed,
}
