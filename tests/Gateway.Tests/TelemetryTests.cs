using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace PlanningPlatform.Gateway.Tests;

/// <summary>What is set up to be exported, by the usual variables.</summary>
public sealed class TelemetryTests
{
    [Theory]
    [InlineData(null, false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", false, true)]
    public async Task Only_what_has_an_endpoint_is_collected(string? variable, bool spansOrMetrics, bool logs)
    {
        await using var door = new GatewayDoor().LeadingTo("http://127.0.0.1:1");
        if (variable is not null)
        {
            door.With(variable, "http://127.0.0.1:1");
        }

        Assert.Equal(spansOrMetrics, door.Services.GetService<OpenTelemetrySdk>() is not null);
        Assert.Equal(spansOrMetrics, door.Services.GetServices<IStartupFilter>().Any(filter => filter.GetType().Name == "RequestSpans"));
        Assert.Equal(logs, door.Services.GetServices<ILoggerProvider>().Any(provider => provider.GetType().Namespace?.StartsWith("OpenTelemetry", StringComparison.Ordinal) == true));
    }
}
