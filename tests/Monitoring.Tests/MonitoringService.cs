using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Messaging;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.Proposals.Contracts;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Monitoring.Tests;

/// <summary>The running service, the others that tell it what happened, and a manager who looks at it.</summary>
internal sealed class MonitoringService : IAsyncDisposable
{
    private static readonly Uri Summary = new("/api/monitoring/summary", UriKind.Relative);

    private readonly EventPublisher _others;
    private readonly RunningService<Program> _running;
    private readonly HttpClient _manager;
    private int _told;

    private MonitoringService(EventPublisher others, RunningService<Program> running)
    {
        _others = others;
        _running = running;
        _manager = running.CreateClientFor(Roles.ProgramManager);
    }

    /// <param name="before">What the others told before this service ever ran.</param>
    public static async Task<MonitoringService> StartAsync(params IEvent[] before)
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        var others = await EventPublisher.StartAsync(
            broker, typeof(ComplaintReceived).Assembly, typeof(JourneyStateChanged).Assembly, typeof(ProposalSubmitted).Assembly);
        await others.PublishAsync(before);
        return new MonitoringService(others, await RunningService<Program>.StartAsync("monitoring", broker)) { _told = before.Length };
    }

    /// <summary>Tells what happened, in this order for one aggregate, and waits until all that was ever told has been handled.</summary>
    public async Task<JsonElement> TellAsync(params IEvent[] events)
    {
        await _others.PublishAsync(events);
        _told += events.Length;
        await Eventually.TrueAsync(async () => await HandledAsync() == _told, $"{_told} events were handled");
        return await _manager.GetFromJsonAsync<JsonElement>(Summary);
    }

    /// <summary>What somebody with these assignments sees.</summary>
    public async Task<JsonElement> SummaryForAsync(params string[] grants)
    {
        using var client = _running.CreateClientGranted(grants);
        return await client.GetFromJsonAsync<JsonElement>(Summary);
    }

    public async Task<HttpResponseMessage> AskAsync(string? role)
    {
        using var client = role is null ? _running.CreateClient() : _running.CreateClientFor(role);
        return await client.GetAsync(Summary);
    }

    public async ValueTask DisposeAsync()
    {
        _manager.Dispose();
        await _running.DisposeAsync();
        await _others.DisposeAsync();
    }

    private Task<long> HandledAsync() => _running.Database.ValueAsync<long>("SELECT CAST(count(*) AS bigint) FROM \"InboxMessage\"");
}
