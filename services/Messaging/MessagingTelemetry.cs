using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PlanningPlatform.Messaging;

/// <summary>The activity source and the meter that ServiceDefaults exports; what each instrument says stands in docs/operations.md.</summary>
public static class MessagingTelemetry
{
    public const string SourceName = "PlanningPlatform.Messaging";

    internal static readonly ActivitySource Source = new(SourceName);

    private static readonly Meter Meter = new(SourceName);

    internal static readonly Gauge<long> OutboxRows = Meter.CreateGauge<long>("planning.outbox.rows", "{message}", "Events that wait for the broker.");
    internal static readonly Gauge<long> OutboxParked = Meter.CreateGauge<long>("planning.outbox.parked", "{message}", "Events that were parked because they cannot be published.");
    internal static readonly Gauge<long> FailedMessages = Meter.CreateGauge<long>("planning.messages.failed", "{message}", "Messages that could not be handled and wait for somebody.");
    internal static readonly Gauge<double> OutboxAge = Meter.CreateGauge<double>("planning.outbox.oldest.age", "s", "Age of the oldest event that waits.");
    internal static readonly Gauge<long> QueueMessages = Meter.CreateGauge<long>("planning.queue.messages", "{message}", "Messages ready in a queue.");
    internal static readonly Counter<long> Published = Meter.CreateCounter<long>("planning.relay.published", "{message}", "Events that the broker confirmed.");
    internal static readonly Histogram<double> BatchDuration = Meter.CreateHistogram<double>("planning.relay.batch.duration", "s", "From reading a batch of the outbox to removing it.");
    internal static readonly Histogram<double> HandlerDuration = Meter.CreateHistogram<double>("planning.handler.duration", "s", "One try to handle a message, commit included.");
    internal static readonly Counter<long> Retries = Meter.CreateCounter<long>("planning.handler.retries", "{try}", "Tries after the first.");
    internal static readonly Counter<long> Duplicates = Meter.CreateCounter<long>("planning.handler.duplicates", "{message}", "Messages that had been handled before and were left alone.");
}

internal static class MessageHeaders
{
    public const string OrderingKey = "Ordering-Key";

    /// <summary>An administrator sent it again: once handled, it leaves the list of failed messages.</summary>
    public const string Replayed = "Planning-Replayed";
}
