using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Messaging.Tests;

/// <summary>A real service process in miniature: own database, relay, queue. <c>shop</c> publishes, <c>books</c> reacts.</summary>
internal sealed class LedgerService : IAsyncDisposable
{
    private readonly IHost _host;

    private LedgerService(IHost host) => _host = host;

    /// <param name="relays">False: writes only, and others carry what it wrote.</param>
    public static Task<LedgerService> StartShopAsync(string broker, TestDatabase database, bool relays = true)
        => StartAsync("shop", broker, database.ConnectionString, [], new(), relays, []);

    public static Task<LedgerService> StartBooksAsync(string broker, TestDatabase database, SettableTime? time = null, params KeyValuePair<string, string?>[] settings)
        => StartAsync("books", broker, database.ConnectionString, [typeof(WhenDeposited)], time ?? new(), relays: true, settings);

    public InjectedFailures Failures => _host.Services.GetRequiredService<InjectedFailures>();

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <param name="change">More services, or others.</param>
    public static async Task<LedgerService> StartAsync(
        string name, string broker, string database, Type[] reactions, SettableTime time, bool relays, KeyValuePair<string, string?>[] settings, Action<IServiceCollection>? change = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.Configuration.AddInMemoryCollection(
        [
            new($"ConnectionStrings:{name}-db", database),
            new("Database:Provider", TestDatabase.Provider.ToString()),
            new("ConnectionStrings:messaging", broker),
            // Few tests end the broker; the others need not wait for that case.
            new("Messaging:QueueSettleTime", "00:00:00"),
        ]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.AddMessaging<LedgerDb>(name, [typeof(Deposited).Assembly], reactions);
        builder.Services.AddSingleton<InjectedFailures>();
        if (!relays)
        {
            builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(OutboxRelay<LedgerDb>)));
        }

        change?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new LedgerService(host);
    }

    /// <summary>Writes in a unit of work of its own, as a request would.</summary>
    public async Task WriteAsync(Action<LedgerDb> change)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LedgerDb>();
        change(db);
        await db.SaveChangesAsync();
    }

    public async Task<T> ReadAsync<T>(Func<LedgerDb, Task<T>> read)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<LedgerDb>());
    }

    public Task<int> HandledAsync() => ReadAsync(db => db.Inbox.CountAsync());

    public Task<int> WaitingAsync() => ReadAsync(db => db.Outbox.CountAsync(message => message.ParkedAt == null));

    public async Task<HealthReport> HealthAsync()
        => await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    /// <summary>Waits until the bus is connected and its queue consumes.</summary>
    public Task ReadyAsync() => Eventually.TrueAsync(
        () => Task.FromResult(_host.Services.GetRequiredService<IBusControl>().CheckHealth().Status == BusHealthStatus.Healthy), "the bus is ready");

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
