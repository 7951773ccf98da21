using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PlanningPlatform.Persistence;
using PlanningPlatform.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PlanningPlatform.Messaging.Tests;

/// <summary>What messages must do, whatever the implementation; over a real RabbitMQ and a real database file.</summary>
public sealed class ConformanceTests : IAsyncLifetime
{
    private TestDatabase _shopDb = null!;
    private TestDatabase _booksDb = null!;

    public async Task InitializeAsync() => (_shopDb, _booksDb) = (await TestDatabase.CreateAsync("shop"), await TestDatabase.CreateAsync("books"));

    public async Task DisposeAsync()
    {
        await _shopDb.DisposeAsync();
        await _booksDb.DisposeAsync();
    }

    [Fact]
    public async Task Every_effect_happens_once_under_duplicates_and_failures_before_commit()
    {
        var broker = await (await PrivateRabbitMq.SharedAsync()).CreateVirtualHostAsync();
        var books = await LedgerService.StartBooksAsync(broker, _booksDb);
        await using var shop = await LedgerService.StartShopAsync(broker, _shopDb);
        books.Failures.Times = 2;
        var accounts = Enumerable.Range(0, 10).Select(_ => NewId()).ToArray();

        for (var version = 1; version <= 50; version++)
        {
            OutboxMessage[] written = [];
            await shop.WriteAsync(db =>
            {
                foreach (var account in accounts)
                {
                    db.Publish(new Deposited(account, version, Now, 1));
                }

                written = [.. db.Outbox.Local];
            });
            // What a relay that was killed between confirm and delete leaves behind: the same messages again.
            await shop.WriteAsync(db => db.Outbox.AddRange(written.Take(3).Select(Again)));
        }

        await Eventually.TrueAsync(async () => await shop.WaitingAsync() == 0 && await books.HandledAsync() == 500, "500 messages were handled");
        // Stopping finishes what was taken from the queue: after that no duplicate is still on its way.
        await Eventually.TrueAsync(async () => await WaitingInAsync(broker, "books") == 0, "the queue is empty");
        await books.DisposeAsync();
        await using var after = await LedgerService.StartBooksAsync(broker, _booksDb);
        var balances = await after.ReadAsync(db => db.Accounts.Select(account => account.Balance).ToListAsync());
        Assert.Equal(10, balances.Count);
        Assert.All(balances, balance => Assert.Equal(50, balance));
        Assert.Equal(0u, await WaitingInAsync(broker, "books_error"));
    }

    [Fact]
    public async Task Events_of_one_aggregate_arrive_in_the_order_they_happened()
    {
        var broker = await (await PrivateRabbitMq.SharedAsync()).CreateVirtualHostAsync();
        await using var books = await LedgerService.StartBooksAsync(broker, _booksDb);
        await using var shop = await LedgerService.StartShopAsync(broker, _shopDb);
        books.Failures.Times = 1;
        var accounts = Enumerable.Range(0, 8).Select(_ => NewId()).ToArray();

        await Task.WhenAll(accounts.Select(async account =>
        {
            for (var version = 1; version <= 50; version++)
            {
                await shop.WriteAsync(db => db.Publish(new Deposited(account, version, Now, 1)));
            }
        }));

        await Eventually.TrueAsync(async () => await books.HandledAsync() == 400, "400 messages were handled");
        Assert.Equal(0, await books.ReadAsync(db => db.Accounts.CountAsync(account => account.SawDisorder)));
        Assert.Equal(8, await books.ReadAsync(db => db.Accounts.CountAsync(account => account.Version == 50)));
    }

    [Fact]
    public async Task While_the_broker_is_down_300_writes_succeed_and_drain_by_themselves_afterwards()
    {
        await using var node = await PrivateRabbitMq.StartAsync();
        await using var books = await LedgerService.StartBooksAsync(node.ConnectionString, _booksDb);
        await using var shop = await LedgerService.StartShopAsync(node.ConnectionString, _shopDb);
        await shop.ReadyAsync();
        await books.ReadyAsync();
        var account = NewId();

        await node.StopNodeAsync();
        for (var version = 1; version <= 300; version++)
        {
            await shop.WriteAsync(db => db.Publish(new Deposited(account, version, Now, 1)));
        }

        Assert.Equal(300, await shop.WaitingAsync());
        await Eventually.TrueAsync(async () => (await shop.HealthAsync()).Status == HealthStatus.Degraded, "health says Degraded, not Unhealthy");
        await node.StartNodeAsync();

        await Eventually.TrueAsync(async () => await shop.WaitingAsync() == 0 && await books.HandledAsync() == 300, "300 messages were handled");
        Assert.Equal(300, await books.ReadAsync(db => db.Accounts.Select(row => row.Balance).SingleAsync()));
    }

    [Fact]
    public async Task An_event_published_before_its_consumer_ever_started_still_arrives()
    {
        var broker = await (await PrivateRabbitMq.SharedAsync()).CreateVirtualHostAsync();
        var account = NewId();
        await using (var shop = await LedgerService.StartShopAsync(broker, _shopDb))
        {
            await shop.WriteAsync(db => db.Publish(new Deposited(account, 1, Now, 7)));
            await Eventually.TrueAsync(async () => await shop.WaitingAsync() == 0, "the broker took the event");
        }

        await using var books = await LedgerService.StartBooksAsync(broker, _booksDb);

        await Eventually.TrueAsync(async () => await books.HandledAsync() == 1, "the event arrived");
        Assert.Equal(7, await books.ReadAsync(db => db.Accounts.Select(row => row.Balance).SingleAsync()));
    }

    [Fact]
    public async Task Publishing_after_saving_is_caught()
    {
        var broker = await (await PrivateRabbitMq.SharedAsync()).CreateVirtualHostAsync();
        await using var shop = await LedgerService.StartShopAsync(broker, _shopDb);

        var caught = await Assert.ThrowsAsync<InvalidOperationException>(() => shop.ReadAsync(async db =>
        {
            db.Accounts.Add(new Account { Id = NewId() });
            await db.SaveChangesAsync();
            db.Publish(new Deposited(NewId(), 1, Now, 1));
            return 0;
        }));

        Assert.Contains("call Publish before SaveChanges", caught.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_of_unknown_type_is_parked_and_stops_nobody_else()
    {
        var broker = await (await PrivateRabbitMq.SharedAsync()).CreateVirtualHostAsync();
        await using var books = await LedgerService.StartBooksAsync(broker, _booksDb);
        await using var shop = await LedgerService.StartShopAsync(broker, _shopDb);
        await shop.WriteAsync(db => db.Outbox.Add(Message("PlanningPlatform.Gone", "{}")));
        await shop.WriteAsync(db => db.Publish(new Deposited(NewId(), 1, Now, 1)));

        await Eventually.TrueAsync(async () => await books.HandledAsync() == 1, "the message behind it was handled");
        await Eventually.TrueAsync(async () => await shop.ReadAsync(db => db.Outbox.AnyAsync(message => message.ParkedAt != null)), "it was parked");
        var health = await shop.HealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("parked", health.Entries["outbox"].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_cannot_be_handled_stops_nobody_else_and_health_says_where_it_waits()
    {
        var broker = await (await PrivateRabbitMq.SharedAsync()).CreateVirtualHostAsync();
        await using var books = await LedgerService.StartBooksAsync(broker, _booksDb);
        await using var shop = await LedgerService.StartShopAsync(broker, _shopDb);
        await shop.WriteAsync(db => db.Publish(new Deposited(NewId(), 1, Now, WhenDeposited.Poison)));
        await shop.WriteAsync(db => db.Publish(new Deposited(NewId(), 1, Now, 1)));

        await Eventually.TrueAsync(async () => await books.HandledAsync() == 1, "the message behind it was handled");
        await Eventually.TrueAsync(async () => await WaitingInAsync(broker, "books_error") == 1, "it is in the error queue");
        var health = await books.HealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("books_error", health.Entries["error queue"].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_killed_while_it_migrated_starts_again()
    {
        var broker = await (await PrivateRabbitMq.SharedAsync()).CreateVirtualHostAsync();
        await using (await LedgerService.StartShopAsync(broker, _shopDb))
        {
        }

        if (TestDatabase.Provider == DatabaseProvider.Sqlite)
        {
            // What EF Core's migration leaves in the database when the process dies at the wrong moment; the other engines' locks end with the connection.
            await _shopDb.ExecuteAsync("INSERT INTO __EFMigrationsLock (Id, Timestamp) VALUES (1, '2026-01-01')");
        }

        await using var again = await LedgerService.StartShopAsync(broker, _shopDb).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, await again.WaitingAsync());
    }

    private static async Task<uint> WaitingInAsync(string broker, string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return await channel.MessageCountAsync(queue);
        }
        catch (OperationInterruptedException)
        {
            // It does not exist: nothing ever came into it.
            return 0;
        }
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static Guid NewId() => Guid.CreateVersion7(Now);

    private static OutboxMessage Again(OutboxMessage message) => new()
    {
        MessageId = message.MessageId,
        Type = message.Type,
        Payload = message.Payload,
        OrderingKey = message.OrderingKey,
        TraceParent = message.TraceParent,
        OccurredAt = message.OccurredAt,
    };

    private static OutboxMessage Message(string type, string payload) => new()
    {
        MessageId = NewId(),
        Type = type,
        Payload = payload,
        OrderingKey = NewId(),
        TraceParent = null,
        OccurredAt = Now,
    };
}
