using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PlanningPlatform.Messaging;
using PlanningPlatform.Persistence;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Load;

/// <summary>
/// How fast the relay empties an outbox, and how long it takes from a commit until the event's effect is committed by its handler, on SQLite and
/// PostgreSQL, beside bare publishes that the broker confirms. The cluster does not wait for the disk; the files do.
/// </summary>
internal static class RelayScenario
{
    private const int Aggregates = 200;
    private const int Window = 256;

    public static async Task RunAsync(int count)
    {
        Console.WriteLine($"Relay: {count} events of {Aggregates} aggregates.");
        List<Measurement> rows = [];
        foreach (var provider in (DatabaseProvider[])[DatabaseProvider.Sqlite, DatabaseProvider.PostgreSql])
        {
            Console.WriteLine($"measuring on {provider} ...");
            rows.Add(await DrainAsync(provider, count));
            rows.Add(await CommitToHandledAsync(provider, Math.Min(count, 500)));
        }

        rows.Add(await ConfirmedPublish.MeasureAsync(count, Window));
        rows.Add(await ConfirmedPublish.MeasureAsync(Math.Min(count, 500), 1));
        Measurement.Print(rows);
    }

    /// <summary>Writes everything while nobody carries, then starts the service and waits until the outbox is empty.</summary>
    private static async Task<Measurement> DrainAsync(DatabaseProvider provider, int count)
    {
        await using var service = await LoadService.CreateAsync(provider);
        var aggregates = Enumerable.Range(0, Aggregates).Select(_ => NewId()).ToArray();
        foreach (var chunk in Enumerable.Range(0, count).Chunk(500))
        {
            await service.PublishAsync(chunk.Select(index => (IEvent)new Carried(aggregates[index % Aggregates], 1 + (index / Aggregates), Now)));
        }

        var total = Stopwatch.StartNew();
        await service.StartAsync();
        await Eventually.TrueAsync(async () => await service.WaitingAsync() == 0, "the outbox is empty");
        return new($"relay, start included, {provider}", count, total.Elapsed, []);
    }

    private static async Task<Measurement> CommitToHandledAsync(DatabaseProvider provider, int count)
    {
        await using var service = await LoadService.CreateAsync(provider);
        await service.StartAsync();
        await OneAsync();
        return await Measurement.OfAsync($"one at a time, from saving to the handler's commit, {provider}", count, 1, _ => OneAsync());

        async Task OneAsync()
        {
            var happened = new Awaited(NewId(), 1, Now);
            var committed = service.CommitOfHandlerAsync(happened.AggregateId);
            await service.PublishAsync([happened]);
            await committed.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static Guid NewId() => Guid.CreateVersion7(Now);
}

/// <summary>Goes to a queue that nobody reads.</summary>
[Subscribers("nobody")]
public sealed record Carried(Guid AggregateId, int Version, DateTimeOffset OccurredAt) : IEvent;

[Subscribers("load")]
public sealed record Awaited(Guid AggregateId, int Version, DateTimeOffset OccurredAt) : IEvent;

/// <summary>Its own effect is nothing; what costs is the mark in the inbox, committed right after.</summary>
internal sealed class WhenAwaited(Handlers handlers, LoadDb db) : IConsumer<Awaited>
{
    public Task Consume(ConsumeContext<Awaited> context)
    {
        handlers.Handling(context.Message.AggregateId, db.Database.CurrentTransaction!.TransactionId);
        return Task.CompletedTask;
    }
}

/// <summary>Sees the transactions of handlers commit, and tells whoever waits for the event that one of them handled.</summary>
internal sealed class Handlers : DbTransactionInterceptor
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _expected = [];
    private readonly ConcurrentDictionary<Guid, Guid> _handling = [];

    public Task CommitOf(Guid aggregate) => _expected.GetOrAdd(aggregate, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Handling(Guid aggregate, Guid transaction) => _handling[transaction] = aggregate;

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (_handling.TryRemove(eventData.TransactionId, out var aggregate) && _expected.TryRemove(aggregate, out var expected))
        {
            expected.SetResult();
        }

        return Task.CompletedTask;
    }
}

internal class LoadDb(DbContextOptions<LoadDb> options) : MessagingDbContext(options);

internal sealed class LoadDbOnPostgreSql(DbContextOptions<LoadDb> options) : LoadDb(options);

/// <summary>A service with outbox, relay and inbox and nothing else.</summary>
internal sealed class LoadService : IAsyncDisposable
{
    private readonly IHost _host;

    private LoadService(IHost host) => _host = host;

    /// <summary>Ends when the handler's transaction has committed.</summary>
    public Task CommitOfHandlerAsync(Guid aggregate) => _host.Services.GetRequiredService<Handlers>().CommitOf(aggregate);

    /// <summary>Its database exists; nothing runs yet.</summary>
    public static async Task<LoadService> CreateAsync(DatabaseProvider provider)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:load-db"] = provider == DatabaseProvider.PostgreSql
                ? (await PrivatePostgreSql.SharedAsync()).NewDatabase()
                : $"Data Source={Path.Combine(Directory.CreateTempSubdirectory("planning-load-").FullName, "load.db")}",
            ["Database:Provider"] = provider.ToString(),
            ["ConnectionStrings:messaging"] = await TestBroker.CreateVirtualHostAsync(),
            // How long it waits before its first publish is a setting, not its speed.
            ["Messaging:QueueSettleTime"] = "00:00:00",
        });
        builder.AddMessaging<LoadDb>("load", typeof(Carried).Assembly);
        builder.Services.AddSingleton<Handlers>();
        builder.Services.ConfigureDbContext<LoadDb>((services, options) => options.AddInterceptors(services.GetRequiredService<Handlers>()));
        var service = new LoadService(builder.Build());
        await service.WithDbAsync(db => db.Database.EnsureCreatedAsync());
        return service;
    }

    public Task StartAsync() => _host.StartAsync();

    public Task PublishAsync(IEnumerable<IEvent> events) => WithDbAsync(db =>
    {
        foreach (var happened in events)
        {
            db.Publish(happened);
        }

        return db.SaveChangesAsync();
    });

    public Task<int> WaitingAsync() => WithDbAsync(db => db.Database.SqlQuery<int>($"""SELECT CAST(COUNT(*) AS INTEGER) AS "Value" FROM "OutboxMessage" """).SingleAsync());

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task<T> WithDbAsync<T>(Func<LoadDb, Task<T>> work)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<LoadDb>());
    }
}
