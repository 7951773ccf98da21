using System.Diagnostics;
using MassTransit;

namespace PlanningPlatform.Messaging;

/// <summary>Measures each try to handle a message. Sits inside the retry filters and around the inbox.</summary>
internal sealed class HandlerMetrics<TMessage> : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    private static readonly string Name = typeof(TMessage).Name;

    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        var message = new KeyValuePair<string, object?>("message", Name);
        if (context.GetRetryAttempt() > 0)
        {
            MessagingTelemetry.Retries.Add(1, message);
        }

        var started = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            await next.Send(context);
            outcome = "handled";
        }
        finally
        {
            MessagingTelemetry.HandlerDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, message, new("outcome", outcome));
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("metrics");
}
