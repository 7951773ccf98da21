using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PlanningPlatform.Persistence;
using PlanningPlatform.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
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
    public async Task Of_3000_messages_every_effect_happens_once_under_duplicates_and_failures_before_commit()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        var books = await LedgerService.StartBooksAsync(broker, _booksDb);
        await using var shop = await LedgerService.StartShopAsync(broker, _shopDb);
        books.Failures.Times = 1;
        var accounts = Enumerable.Range(0, 60).Select(_ => NewId()).ToArray();

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
            await shop.WriteAsync(db => db.Outbox.AddRange(written.Take(6).Select(Again)));
        }

        await Eventually.TrueAsync(async () => await shop.WaitingAsync() == 0 && await books.HandledAsync() == 3000, "3,000 messages were handled", minutes: 4);
        // Stopping finishes what was taken from the queue: after that no duplicate is still on its way.
        await Eventually.TrueAsync(async () => await WaitingInAsync(broker, "books") == 0, "the queue is empty");
        await books.DisposeAsync();
        await using var after = await LedgerService.StartBooksAsync(broker, _booksDb);
        var balances = await after.ReadAsync(db => db.Accounts.Select(account => account.Balance).ToListAsync());
        Assert.Equal(60, balances.Count);
        Assert.All(balances, balance => Assert.Equal(50, balance));
        Assert.Equal(0, await after.ReadAsync(db => db.Failed.CountAsync()));
    }

    [Fact]
    public async Task Eight_handlers_at_once_on_one_aggregate_lose_no_update()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        await using var books = await LedgerService.StartBooksAsync(broker, _booksDb);
        await using var shop = await LedgerService.StartShopAsync(broker, _shopDb);
        var account = NewId();

        // Each with an ordering key of its own, so that nothing keeps them from being handled side by side.
        await shop.WriteAsync(db =>
        {
            for (var version = 1; version <= 200; version++)
            {
                db.Publish(new Deposited(account, version, Now, 1));
            }

            foreach (var message in db.Outbox.Local)
            {
                db.Entry(message).Property(row => row.OrderingKey).CurrentValue = NewId();
            }
        });

        await Eventually.TrueAsync(async () => await books.HandledAsync() + await books.ReadAsync(db => db.Failed.CountAsync()) == 200, "200 messages were handled");
        Assert.Equal(0, await books.ReadAsync(db => db.Failed.CountAsync()));
        Assert.Equal(200, await books.ReadAsync(db => db.Accounts.Select(row => row.Balance).SingleAsync()));
    }

    [Fact]
    public async Task A_message_waits_as_long_as_the_database_fails_and_is_not_overtaken_meanwhile()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        await using var books = await LedgerService.StartBooksAsync(broker, _booksDb, null, new KeyValuePair<string, string?>("Messaging:PatientInterval", "00:00:00.1"));
        await using var shop = await LedgerService.StartShopAsync(broker, _shopDb);
        var account = NewId();
        // More often than other failures are tried again.
        books.Failures.Outages = 20;

        for (var version = 1; version <= 3; version++)
        {
            await shop.WriteAsync(db => db.Publish(new Deposited(account, version, Now, 1)));
        }

        await Eventually.TrueAsync(async () => await books.HandledAsync() + await books.ReadAsync(db => db.Failed.CountAsync()) == 3, "three messages were handled");
        Assert.Equal(0, await books.ReadAsync(db => db.Failed.CountAsync()));
        Assert.Equal((3, false), await books.ReadAsync(async db => await db.Accounts.Select(row => new { row.Balance, row.SawDisorder }).SingleAsync() is var row ? ((int)row.Balance, row.SawDisorder) : default));
    }

    [Theory]
    [InlineData("pause", 0)]
    [InlineData("kill", 30)]
    public async Task Two_relays_of_which_one_is_killed_or_paused_lose_nothing_and_keep_the_order(string what, int clockAhead)
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        await using var shop = await LedgerService.StartShopAsync(broker, _shopDb, relays: false);
        await shop.ReadyAsync();
        await using var queue = await QueueWatcher.StartAsync(broker, "books");
        await using var one = Relay(broker, clockAhead);
        await using var other = Relay(broker, -clockAhead);
        var accounts = Enumerable.Range(0, 6).Select(_ => NewId()).ToArray();
        using var stop = new CancellationTokenSource();

        var written = 0;
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                written++;
                await shop.WriteAsync(db =>
                {
                    foreach (var account in accounts)
                    {
                        db.Publish(new Deposited(account, written, Now, 1));
                    }
                });
                await Task.Delay(10);
            }
        });
        foreach (var relay in (TestProcess[])[one, other, one, other])
        {
            // Until something was carried: then one of the two leads.
            var carried = queue.Events.Count;
            await Eventually.TrueAsync(() => Task.FromResult(queue.Events.Count > carried + 60), "a relay carries messages");
            if (what == "kill")
            {
                await relay.KillAndStartAgainAsync();
                continue;
            }

            // Well past its lease: whichever of them led, somebody carries on meanwhile.
            var paused = relay.PauseAsync(TimeSpan.FromSeconds(6));
            await Task.Delay(TimeSpan.FromSeconds(2.5));
            carried = queue.Events.Count;
            await Eventually.TrueAsync(() => Task.FromResult(queue.Events.Count > carried), "the other relay leads");
            Assert.False(paused.IsCompleted, "It was carried only after the pause.");
            await paused;
        }

        await stop.CancelAsync();
        await writing;
        await Eventually.TrueAsync(async () => await shop.WaitingAsync() == 0 && Arrived().Count == written * accounts.Length, "everything written was carried");
        foreach (var account in accounts)
        {
            Assert.Equal(Enumerable.Range(1, written), Arrived().Where(deposit => deposit.Account == account).Select(deposit => deposit.Version));
        }

        // A repetition is the inbox's affair; what counts is when each came first.
        List<(Guid Account, int Version)> Arrived()
            => [.. queue.Events.Select(happened => happened.GetProperty("message")).Select(message => (message.GetProperty("accountId").GetGuid(), message.GetProperty("version").GetInt32())).Distinct()];
    }

    [Fact]
    public async Task What_the_broker_confirmed_when_the_relay_died_leaves_again_and_takes_effect_once()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        await using var books = await LedgerService.StartBooksAsync(broker, _booksDb);
        await using var shop = await LedgerService.StartShopAsync(broker, _shopDb, relays: false);
        var accounts = Enumerable.Range(0, 10).Select(_ => NewId()).ToArray();
        for (var version = 1; version <= 10; version++)
        {
            await shop.WriteAsync(db =>
            {
                foreach (var account in accounts)
                {
                    db.Publish(new Deposited(account, version, Now, 1));
                }
            });
        }

        // Twenty leave at a time.
        await using (var dying = Relay(broker, clockAhead: 0, "dies"))
        {
            await dying.EndedAsync().WaitAsync(TimeSpan.FromMinutes(1));
            await Eventually.TrueAsync(async () => await books.HandledAsync() == 20, "what was confirmed was handled");
            Assert.Equal(100, await shop.WaitingAsync());
        }

        await using var relay = Relay(broker, clockAhead: 0);
        await Eventually.TrueAsync(async () => await shop.WaitingAsync() == 0 && await books.HandledAsync() == 100 && await WaitingInAsync(broker, "books") == 0, "all were handled");
        Assert.All(await books.ReadAsync(db => db.Accounts.ToListAsync()), account => Assert.Equal((10, false), (account.Balance, account.SawDisorder)));
    }

    [Fact]
    public async Task A_lease_has_one_owner_until_it_ends_by_the_clock_of_the_database()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        await using var shop = await LedgerService.StartShopAsync(broker, _shopDb, relays: false);
        var (one, other) = (NewId(), NewId());
        Task<bool> HoldAsync(Guid owner, double seconds) => shop.ReadAsync(db => db.TryHoldLeaseAsync("test", owner, TimeSpan.FromSeconds(seconds), CancellationToken.None));

        Assert.True(await HoldAsync(one, 2));
        Assert.False(await HoldAsync(other, 2));
        Assert.True(await HoldAsync(one, 2));
        var held = TimeProvider.System.GetTimestamp();
        await Eventually.TrueAsync(() => HoldAsync(other, 60), "the lease has run out");
        Assert.True(TimeProvider.System.GetElapsedTime(held) > TimeSpan.FromSeconds(1.9), "It was given away early.");
        Assert.False(await HoldAsync(one, 60));

        // The database's clock was set back: one that would end in days counts as run out.
        Assert.True(await HoldAsync(one, 2));
        await shop.ReadAsync(async db =>
        {
            await db.ReleaseLeaseAsync("test", one, CancellationToken.None);
            return 0;
        });
        Assert.True(await HoldAsync(other, 2));
    }

    [Fact]
    public async Task A_relay_carries_nothing_while_somebody_else_holds_the_lease()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        await using var shop = await LedgerService.StartShopAsync(broker, _shopDb, relays: false);
        var leader = NewId();
        Assert.True(await shop.ReadAsync(db => db.TryHoldLeaseAsync("relay", leader, TimeSpan.FromMinutes(5), CancellationToken.None)));
        await shop.WriteAsync(db => db.Publish(new Deposited(NewId(), 1, Now, 1)));

        // Its clock is hours ahead; the lease goes by the database's.
        var time = new SettableTime();
        time.Advance(TimeSpan.FromHours(30));
        await using var relay = await LedgerService.StartAsync("shop", broker, _shopDb.ConnectionString, [], time, relays: true,
            [new("Messaging:LeaseDuration", "00:05:00"), new("Messaging:PollInterval", "00:00:00.1")]);
        await relay.ReadyAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));

        Assert.Equal(1, await shop.WaitingAsync());
        await shop.ReadAsync(async db =>
        {
            await db.ReleaseLeaseAsync("relay", leader, CancellationToken.None);
            return 0;
        });
        await Eventually.TrueAsync(async () => await shop.WaitingAsync() == 0, "it leads once the lease is given back");
    }

    [Fact]
    public async Task A_message_that_comes_again_after_thirty_days_changes_nothing_and_old_marks_go_after_ninety()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        var time = new SettableTime();
        await using var books = await LedgerService.StartBooksAsync(broker, _booksDb, time, new KeyValuePair<string, string?>("Messaging:CleanupInterval", "00:00:00.2"));
        await using var shop = await LedgerService.StartShopAsync(broker, _shopDb);
        OutboxMessage? written = null;
        await shop.WriteAsync(db =>
        {
            db.Publish(new Deposited(NewId(), 1, Now, 5));
            written = db.Outbox.Local.Single();
        });
        await Eventually.TrueAsync(async () => await books.HandledAsync() == 1, "it was handled");

        time.Advance(TimeSpan.FromDays(30));
        await shop.WriteAsync(db => db.Outbox.Add(Again(written!)));
        await shop.WriteAsync(db => db.Publish(new Deposited(NewId(), 1, Now, 1)));
        await Eventually.TrueAsync(async () => await books.HandledAsync() == 2 && await WaitingInAsync(broker, "books") == 0, "the message behind it was handled");
        Assert.Equal([1, 5], await books.ReadAsync(db => db.Accounts.Select(account => account.Balance).Order().ToListAsync()));

        time.Advance(TimeSpan.FromDays(61));
        await Eventually.TrueAsync(async () => await books.HandledAsync() == 1, "the mark of the first is gone, that of the second is not");
    }

    [Fact]
    public async Task Old_marks_also_go_where_a_service_never_runs_as_long_as_the_time_between_two_cleanups()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        await using (var before = await LedgerService.StartBooksAsync(broker, _booksDb))
        {
            await before.WriteAsync(db => db.Inbox.Add(new InboxMessage { MessageId = NewId(), Consumer = "books", HandledAt = Now.AddDays(-91) }));
        }

        await using var books = await LedgerService.StartBooksAsync(broker, _booksDb);

        await Eventually.TrueAsync(async () => await books.HandledAsync() == 0, "the old mark is gone");
    }

    [Fact]
    public async Task A_failed_message_stays_until_somebody_decides_also_when_it_was_replayed_and_never_came_back()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        var time = new SettableTime();
        await using var books = await LedgerService.StartBooksAsync(broker, _booksDb, time, new KeyValuePair<string, string?>("Messaging:CleanupInterval", "00:00:00.2"));
        FailedMessage Failed(string error)
        {
            var message = new FailedMessage { MessageId = NewId(), Type = "", Body = [], ContentType = null, Headers = "{}" };
            message.Failed(error, time.GetUtcNow());
            return message;
        }

        var replayed = Failed("replayed");
        replayed.Replayed("admin", time.GetUtcNow());
        await books.WriteAsync(db => db.Failed.AddRange(replayed, Failed("waits")));
        await books.WriteAsync(db => db.Inbox.Add(new InboxMessage { MessageId = NewId(), Consumer = "books", HandledAt = time.GetUtcNow() }));

        time.Advance(TimeSpan.FromDays(400));

        await Eventually.TrueAsync(async () => await books.HandledAsync() == 0, "clean-up has been here");
        Assert.Equal(2, await books.ReadAsync(db => db.Failed.CountAsync()));
        Assert.Contains("2 messages", (await books.HealthAsync()).Entries["failed messages"].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_of_one_aggregate_arrive_in_the_order_they_happened()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
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
    public async Task The_order_is_kept_also_after_the_connection_broke()
    {
        await using var node = await PrivateRabbitMq.StartAsync();
        await using var books = await LedgerService.StartBooksAsync(node.ConnectionString, _booksDb);
        await using var shop = await LedgerService.StartShopAsync(node.ConnectionString, _shopDb);
        var account = NewId();
        var version = 0;
        await DepositAsync(100);
        await Eventually.TrueAsync(async () => await books.HandledAsync() == version, "the first were handled");

        for (var broken = 1; broken <= 3; broken++)
        {
            // Next in line for the queue, and takes nothing off it: so the rest comes at once when it leaves.
            await using (var meanwhile = await new ConnectionFactory { Uri = new Uri(node.ConnectionString) }.CreateConnectionAsync())
            {
                var channel = await meanwhile.CreateChannelAsync();
                await channel.BasicQosAsync(0, 1, global: false);
                await channel.BasicConsumeAsync("books", autoAck: false, "meanwhile", new AsyncEventingBasicConsumer(channel));
                await node.EvaluateAsync(
                    "{ok, Queue} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\"/\">>, queue, <<\"books\">>)), " +
                    "[rabbit_networking:close_connection(Pid, \"broken\") || Consumer <- rabbit_amqqueue:consumers(Queue), element(2, Consumer) =/= <<\"meanwhile\">>, " +
                    "{connection, Pid} <- rabbit_channel:info(element(1, Consumer), [connection])], ok.");
                await DepositAsync(60);
                await Eventually.TrueAsync(async () => await shop.WaitingAsync() == 0, "the broker took the events");
                await books.ReadyAsync();
            }

            await Eventually.TrueAsync(async () => await books.HandledAsync() == version, $"{version} were handled");
        }

        Assert.Equal((280, false), await books.ReadAsync(async db => await db.Accounts.SingleAsync() is var row ? ((int)row.Balance, row.SawDisorder) : default));

        async Task DepositAsync(int times)
        {
            for (var last = version + times; version < last;)
            {
                version++;
                await shop.WriteAsync(db => db.Publish(new Deposited(account, version, Now, 1)));
            }
        }
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
        Assert.Equal((300, false), await books.ReadAsync(async db => await db.Accounts.SingleAsync() is var row ? ((int)row.Balance, row.SawDisorder) : default));
    }

    [Fact]
    public async Task What_a_broker_confirmed_survives_its_kill_also_right_after_it_first_heard_of_the_queue()
    {
        await using var node = await PrivateRabbitMq.StartAsync();
        // The second finds all code compiled: so the broker dies as early as can be.
        await PublishOneAsync(await node.CreateVirtualHostAsync(), () => Task.CompletedTask);
        var broker = await node.CreateVirtualHostAsync();
        await PublishOneAsync(broker, node.KillNodeAsync);

        await node.StartNodeAsync();
        await using var books = await LedgerService.StartBooksAsync(broker, _booksDb);
        await Eventually.TrueAsync(async () => await books.HandledAsync() == 1, "the event was handled");

        async Task PublishOneAsync(string broker, Func<Task> then)
        {
            await using var shop = await LedgerService.StartAsync("shop", broker, _shopDb.ConnectionString, [], new(), relays: true,
                [new("Messaging:QueueSettleTime", new MessagingOptions().QueueSettleTime.ToString())]);
            await shop.WriteAsync(db => db.Publish(new Deposited(NewId(), 1, Now, 7)));
            await Eventually.TrueAsync(async () => await shop.WaitingAsync() == 0, "the broker took the event");
            await then();
        }
    }

    [Fact]
    public async Task What_waited_for_the_broker_comes_in_order_also_when_its_types_differ()
    {
        await using var node = await PrivateRabbitMq.StartAsync();
        await using var shop = await LedgerService.StartShopAsync(node.ConnectionString, _shopDb);
        await shop.ReadyAsync();
        var (one, other) = (NewId(), NewId());
        await node.StopNodeAsync();
        await shop.WriteAsync(db => db.Publish(new Deposited(one, 1, Now, 1)));
        await shop.WriteAsync(db => db.Publish(new Deposited(other, 1, Now, 1)));
        await shop.WriteAsync(db => db.Publish(new Closed(other, 2, Now)));
        // Until the relay has tried and knows that nobody answers.
        await Task.Delay(TimeSpan.FromSeconds(5));

        await node.StartNodeAsync();

        await Eventually.TrueAsync(async () => await shop.WaitingAsync() == 0, "everything was carried");
        await using var queue = await QueueWatcher.StartAsync(node.ConnectionString, "books");
        await Eventually.TrueAsync(() => Task.FromResult(queue.Events.Count >= 3), "all three arrived");
        Assert.Equal([1, 2], queue.Events.Select(happened => happened.GetProperty("message")).Where(message => message.GetProperty("accountId").GetGuid() == other).Select(message => message.GetProperty("version").GetInt32()).Distinct());
    }

    [Fact]
    public async Task An_event_published_before_its_consumer_ever_started_still_arrives()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
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
        var broker = await TestBroker.CreateVirtualHostAsync();
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
        var broker = await TestBroker.CreateVirtualHostAsync();
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
    public async Task A_message_that_cannot_be_handled_stops_nobody_else_and_is_handled_once_when_replayed()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        await using var books = await LedgerService.StartBooksAsync(broker, _booksDb, null, new KeyValuePair<string, string?>("Messaging:HandlerRetries", "1"));
        await using var shop = await LedgerService.StartShopAsync(broker, _shopDb);
        await shop.WriteAsync(db => db.Publish(new Deposited(NewId(), 1, Now, WhenDeposited.Poison)));
        await shop.WriteAsync(db => db.Publish(new Deposited(NewId(), 1, Now, 1)));

        await Eventually.TrueAsync(async () => await books.HandledAsync() == 1, "the message behind it was handled");
        await Eventually.TrueAsync(async () => await books.ReadAsync(db => db.Failed.CountAsync()) == 1, "it is kept");
        var failed = await books.ReadAsync(db => db.Failed.SingleAsync());
        Assert.Equal((typeof(Deposited).FullName, "InvalidOperationException: Nobody can pay that in.", 1), (failed.Type, failed.Error, failed.Failures));
        var health = await books.HealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("wait for an administrator", health.Entries["failed messages"].Description, StringComparison.Ordinal);

        await books.Get<ReplayToQueue>().SendAsync(failed, CancellationToken.None);
        await Eventually.TrueAsync(async () => await books.ReadAsync(db => db.Failed.AnyAsync(message => message.Failures == 2)), "it failed a second time");

        books.Failures.PoisonWorks = false;
        // Twice: somebody is impatient.
        await books.Get<ReplayToQueue>().SendAsync(failed, CancellationToken.None);
        await books.Get<ReplayToQueue>().SendAsync(failed, CancellationToken.None);
        await Eventually.TrueAsync(async () => await books.HandledAsync() == 2 && await books.ReadAsync(db => db.Failed.CountAsync()) == 0, "it was handled and is stuck no longer");
        Assert.Equal(WhenDeposited.Poison + 1, await books.ReadAsync(db => db.Accounts.SumAsync(account => account.Balance)));
        await Eventually.TrueAsync(async () => (await books.HealthAsync()).Status == HealthStatus.Healthy, "health is good again");
    }

    [Fact]
    public async Task What_no_reaction_takes_and_what_is_no_message_at_all_is_kept_and_stops_nobody_else()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        await using var books = await LedgerService.StartBooksAsync(broker, _booksDb, null, new KeyValuePair<string, string?>("Messaging:HandlerRetries", "1"));
        await using var shop = await LedgerService.StartShopAsync(broker, _shopDb);
        await books.ReadyAsync();

        await SendRawAsync(broker, "books", """{"messageId":"019a8f3c-0000-7000-8000-000000000001","messageType":["urn:message:PlanningPlatform:Gone"],"message":{}}""");
        await SendRawAsync(broker, "books", "not even JSON");
        // No engine but SQLite stores this character as text.
        await SendRawAsync(broker, "books", """{"messageId":"019a8f3c-0000-7000-8000-000000000002","messageType":["urn:message:PlanningPlatform:Go\u0000ne"],"message":{}}""");
        await shop.WriteAsync(db => db.Publish(new Deposited(NewId(), 1, Now, 1)));

        await Eventually.TrueAsync(async () => await books.HandledAsync() == 1, "the message behind them was handled");
        string[] all = ["", "PlanningPlatform.Go ne", "PlanningPlatform.Gone"];
        await Eventually.TrueAsync(async () => all.SequenceEqual((await books.ReadAsync(db => db.Failed.Select(message => message.Type).ToListAsync())).Order(StringComparer.Ordinal)), "all are kept");
        Assert.Equal(0u, await WaitingInAsync(broker, "books"));
    }

    [Fact]
    public async Task A_service_killed_while_it_migrated_starts_again()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
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

    /// <summary>A replica of the shop whose clock is wrong by some hours: see Program.cs.</summary>
    private TestProcess Relay(string broker, int clockAhead, string death = "")
        => new(typeof(ConformanceTests).Assembly, broker, _shopDb.ConnectionString, clockAhead.ToString(System.Globalization.CultureInfo.InvariantCulture), death);

    private static async Task SendRawAsync(string broker, string queue, string body)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { ContentType = "application/vnd.masstransit+json" }, System.Text.Encoding.UTF8.GetBytes(body));
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
