using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace PlanningPlatform.ServiceDefaults;

internal static class Telemetry
{
    /// <summary>
    /// Exports traces, metrics and logs by OTLP as the usual variables say (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> or, for one of the three,
    /// <c>OTEL_EXPORTER_OTLP_TRACES_ENDPOINT</c> and so on; <c>OTEL_TRACES_SAMPLER</c>; ...). Without an endpoint it costs nothing.
    /// </summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, string service)
    {
        var name = builder.Configuration["OTEL_SERVICE_NAME"] ?? service;
        var (traces, metrics) = (Exports("TRACES"), Exports("METRICS"));
        if (traces)
        {
            TraceIds.AlwaysCarry();
        }

        if (traces || metrics)
        {
#if ASPIRE
            Configure(builder.Services.AddOpenTelemetry());
#else
            builder.Services.AddSingleton(_ => OpenTelemetrySdk.Create(Configure));
            builder.Services.AddHostedService<TelemetryLifetime>();
#endif
            builder.Services.AddSingleton<IStartupFilter, RequestSpans>();
        }

        if (Exports("LOGS"))
        {
            builder.Logging.AddOpenTelemetry(logging => logging.SetResourceBuilder(ResourceBuilder.CreateDefault().AddService(name)).AddOtlpExporter());
        }

        void Configure(IOpenTelemetryBuilder telemetry)
        {
            telemetry.ConfigureResource(resource => resource.AddService(name));
            if (traces)
            {
                telemetry.WithTracing(tracing => tracing
                    .AddSource("Microsoft.AspNetCore", "System.Net.Http", "Yarp.ReverseProxy", "MassTransit", "Npgsql", "PlanningPlatform.*")
                    .AddProcessor(new WithoutAddresses())
                    .AddOtlpExporter());
            }

            if (metrics)
            {
                telemetry.WithMetrics(metrics => metrics
                    .AddMeter("Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime", "MassTransit", "Npgsql", "PlanningPlatform.*")
                    .AddOtlpExporter());
            }
        }

        bool Exports(string signal)
            => !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]) || !string.IsNullOrEmpty(builder.Configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"]);
    }

    /// <summary>Paths hold tracking numbers. The name of the route says enough, and the span of the called service has it.</summary>
    private sealed class WithoutAddresses : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => data.SetTag("url.full", null);
    }

#if !ASPIRE
    /// <summary>Creates the SDK at start and flushes it at the end, as OpenTelemetry.Extensions.Hosting does (which our feed does not have).</summary>
    private sealed class TelemetryLifetime(OpenTelemetrySdk sdk) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            sdk.Dispose();
            return Task.CompletedTask;
        }
    }
#endif
}
