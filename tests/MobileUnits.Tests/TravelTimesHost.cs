using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using PlanningPlatform.MobileUnits.Travel;
using PlanningPlatform.Regions;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>The travel times as the service registers them, with these settings and a log that keeps everything down to Trace.</summary>
internal sealed class TravelTimesHost : ILoggerProvider, IAsyncDisposable
{
    private const string Own = "PlanningPlatform.MobileUnits.Travel.Circuit: ";

    private readonly WebApplication _app;

    private TravelTimesHost(IEnumerable<(string Name, string Value)> settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        foreach (var (name, value) in settings)
        {
            builder.Configuration[$"Travel:{name}"] = value;
        }

        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(this);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.AddTravelTimes();
        _app = builder.Build();
    }

    public SettableTime Time { get; } = new();

    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>What the travel times themselves said.</summary>
    public IEnumerable<string> Said => Log.Where(line => line.StartsWith(Own, StringComparison.Ordinal)).Select(line => line[Own.Length..].Trim());

    /// <summary>Patient, because a busy machine is no fault of the service; a test of patience says so itself.</summary>
    public static async Task<TravelTimesHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var host = new TravelTimesHost([("Timeout", "00:00:50"), .. settings]);
        try
        {
            await host._app.StartAsync();
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        return host;
    }

    public Task<TravelMatrix> BetweenAsync(IReadOnlyList<GeoPoint> places, CancellationToken cancellationToken = default)
        => _app.Services.GetRequiredService<ITravelTimes>().BetweenAsync(places, cancellationToken);

    public Drive Estimate(GeoPoint from, GeoPoint to) => _app.Services.GetRequiredService<EstimatedTravelTimes>().Between(from, to);

    public async Task<HealthReportEntry> HealthAsync() => (await _app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["travel-times"];

    public ILogger CreateLogger(string categoryName) => new Keeper(categoryName, Log);

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class Keeper(string category, ConcurrentQueue<string> log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            log.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => log.Enqueue($"{category}: {logLevel}: {formatter(state, exception)} {exception}");
    }
}
