using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Messaging.Tests;

/// <summary>What the relay and the handlers tell whoever collects metrics when things go wrong.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, double> _sums = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _measured = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private TestDatabase _shopDb = null!;
    private TestDatabase _booksDb = null!;

    public async Task InitializeAsync()
    {
        (_shopDb, _booksDb) = (await TestDatabase.CreateAsync("shop"), await TestDatabase.CreateAsync("books"));
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MessagingTelemetry.SourceName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, 1, tags));
        _listener.Start();
    }

    public async Task DisposeAsync()
    {
        _listener.Dispose();
        await _shopDb.DisposeAsync();
        await _booksDb.DisposeAsync();
    }

    [Fact]
    public async Task Failed_tries_retries_and_duplicates_are_counted_by_message()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        await using var books = await LedgerService.StartBooksAsync(broker, _booksDb);
        await using var shop = await LedgerService.StartShopAsync(broker, _shopDb);
        books.Failures.Times = 1;
        var now = TimeProvider.System.GetUtcNow();

        await shop.WriteAsync(db =>
        {
            for (var account = 0; account < 100; account++)
            {
                db.Publish(new Deposited(Guid.CreateVersion7(now), 1, now, 1));
            }

            var first = db.Outbox.Local.First();
            db.Outbox.Add(new OutboxMessage { MessageId = first.MessageId, Type = first.Type, Payload = first.Payload, OrderingKey = first.OrderingKey, TraceParent = null, OccurredAt = now });
        });

        await Eventually.TrueAsync(async () => await books.HandledAsync() == 100 && Sum("planning.handler.duplicates message=Deposited") >= 1, "100 messages are handled once and one is a duplicate");
        Assert.True(Sum("planning.relay.published message=Deposited") >= 101);
        Assert.True(Sum("planning.relay.batch.duration") >= 1);
        Assert.True(Sum("planning.handler.duration message=Deposited outcome=handled") >= 100);
        Assert.True(Sum("planning.handler.duration message=Deposited outcome=failed") >= 1);
        Assert.True(Sum("planning.handler.retries message=Deposited") >= 1);
    }

    [Fact]
    public async Task A_queue_is_counted_where_there_is_one_and_nobody_asks_for_one_that_there_is_not()
    {
        var node = await PrivateRabbitMq.SharedAsync();
        var broker = await node.CreateVirtualHostAsync();
        KeyValuePair<string, string?> often = new("Messaging:MetricsInterval", "00:00:00.1");
        await using var books = await LedgerService.StartBooksAsync(broker, _booksDb, null, often);
        await books.ReadyAsync();
        // It has no reactions, and so no queue.
        await using var shop = await LedgerService.StartAsync("shop", broker, _shopDb.ConnectionString, [], new SettableTime(), relays: true, [often]);
        await shop.ReadyAsync();

        // Both count their outbox, each before its queue.
        await Eventually.TrueAsync(() => Task.FromResult(Times("planning.queue.messages queue=books") >= 3 && Times("planning.outbox.rows") >= Times("planning.queue.messages queue=books") + 5), "both have counted");

        var virtualHost = new Uri(broker).AbsolutePath.TrimStart('/');
        Assert.DoesNotContain(node.Log(), line => line.Contains($"no queue 'shop' in vhost '{virtualHost}'", StringComparison.Ordinal));
        Assert.DoesNotContain("planning.queue.messages queue=shop", _measured.Keys);
    }

    private int Times(string instrument) => _measured.GetValueOrDefault(instrument);

    private double Sum(string instrument) => _sums.GetValueOrDefault(instrument);

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name;
        foreach (var (key, tag) in tags)
        {
            name += $" {key}={tag}";
        }

        _measured.AddOrUpdate(name, 1, (_, times) => times + 1);
        _sums.AddOrUpdate(name, value, (_, sum) => sum + value);
    }
}
