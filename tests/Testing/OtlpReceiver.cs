using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PlanningPlatform.Testing;

/// <summary>A span as it was exported; ids in hexadecimal, an empty parent for a root.</summary>
public sealed record ReceivedSpan(
    string Service, string Source, string TraceId, string SpanId, string ParentId, string Name, IReadOnlyDictionary<string, string> Tags);

/// <summary>One value of an instrument: of a histogram, how many were recorded.</summary>
public sealed record ReceivedMetric(string Service, string Meter, string Name, double Value, IReadOnlyDictionary<string, string> Tags);

/// <summary>
/// Stands where a city's OpenTelemetry collector stands: takes traces, metrics and logs by OTLP (http/protobuf) on a loopback port
/// and keeps them. Give what is to be watched <see cref="Settings"/> as its environment.
/// </summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly List<ReceivedSpan> spans = [];
    private readonly List<byte[]> payloads = [];
    private readonly Dictionary<string, ReceivedMetric> metrics = new(StringComparer.Ordinal);

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/v1/traces", context => TakeAsync(context, payload => Read(payload, ReadSpans)));
        app.MapPost("/v1/logs", context => TakeAsync(context, payload => Read(payload, _ => { })));
        // Not kept as they came: every second each process sends all its instruments again.
        app.MapPost("/v1/metrics", context => TakeAsync(context, payload => ReadMetrics(new(payload))));
    }

    /// <summary>The variables that make a process export here, at once rather than every few seconds.</summary>
    public IEnumerable<(string Name, string Value)> Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", app.Urls.Single()),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_BSP_SCHEDULE_DELAY", "500"),
        ("OTEL_BLRP_SCHEDULE_DELAY", "500"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "1000"),
        ("Messaging__MetricsInterval", "00:00:01"),
    ];

    public IReadOnlyList<ReceivedSpan> Spans
    {
        get
        {
            lock (gate)
            {
                return [.. spans];
            }
        }
    }

    /// <summary>The latest value of every instrument, service and set of tags.</summary>
    public IReadOnlyList<ReceivedMetric> Metrics
    {
        get
        {
            lock (gate)
            {
                return [.. metrics.Values];
            }
        }
    }

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>Whether a text occurs anywhere in the spans and logs received (protobuf keeps text as it is), or in a tag of a metric.</summary>
    public bool Received(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        lock (gate)
        {
            return payloads.Exists(payload => payload.AsSpan().IndexOf(bytes) >= 0) || metrics.Keys.Any(key => key.Contains(text, StringComparison.Ordinal));
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context, Action<byte[]> take)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        lock (gate)
        {
            take(body.ToArray());
        }

        context.Response.ContentType = "application/x-protobuf";
    }

    private void Read(byte[] payload, Action<ProtobufMessage> read)
    {
        payloads.Add(payload);
        read(new(payload));
    }

    // Numbers of fields: opentelemetry/proto/trace/v1/trace.proto, metrics/v1/metrics.proto and common/v1/common.proto.
    private void ReadSpans(ProtobufMessage request)
    {
        foreach (var (service, source, span) in Items(request))
        {
            spans.Add(new(service, source, span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), Attributes(span, 9)));
        }
    }

    private void ReadMetrics(ProtobufMessage request)
    {
        const int gauge = 5, sum = 7, histogram = 9;
        foreach (var (service, meter, metric) in Items(request))
        {
            foreach (var point in metric.Messages(gauge).Concat(metric.Messages(sum)).SelectMany(data => data.Messages(1)))
            {
                Keep(new(service, meter, metric.Text(1), point.Has(4) ? point.Double(4) : point.Integer(6), Attributes(point, 7)));
            }

            foreach (var point in metric.Messages(histogram).SelectMany(data => data.Messages(1)))
            {
                Keep(new(service, meter, metric.Text(1), point.Integer(4), Attributes(point, 9)));
            }
        }

        void Keep(ReceivedMetric metric)
            => metrics[$"{metric.Service} {metric.Name} {string.Join(' ', metric.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))}"] = metric;
    }

    /// <summary>Requests of all three kinds nest alike: resource, scope, item.</summary>
    private static IEnumerable<(string Service, string Scope, ProtobufMessage Item)> Items(ProtobufMessage request)
        => from resource in request.Messages(1)
           let service = resource.Messages(1).Select(attributes => Attributes(attributes, 1)["service.name"]).Single()
           from scope in resource.Messages(2)
           let name = scope.Messages(1).Select(about => about.Text(1)).FirstOrDefault("")
           from item in scope.Messages(2)
           select (service, name, item);

    private static Dictionary<string, string> Attributes(ProtobufMessage message, int field)
        => message.Messages(field).ToDictionary(pair => pair.Text(1), pair => pair.Messages(2).Select(ValueOf).FirstOrDefault(""), StringComparer.Ordinal);

    private static string ValueOf(ProtobufMessage value)
        => value.Has(3) ? $"{value.Integer(3)}" : value.Has(4) ? $"{value.Double(4)}" : value.Has(2) ? $"{value.Integer(2) != 0}" : value.Text(1);
}
