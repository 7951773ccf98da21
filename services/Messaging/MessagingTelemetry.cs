using System.Diagnostics;

namespace PlanningPlatform.Messaging;

/// <summary>The activity source that ServiceDefaults listens to.</summary>
public static class MessagingTelemetry
{
    public const string SourceName = "PlanningPlatform.Messaging";

    internal static readonly ActivitySource Source = new(SourceName);
}

internal static class MessageHeaders
{
    public const string OrderingKey = "Ordering-Key";
}
