using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PlanningPlatform.Persistence;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Messaging.Tests;

public sealed class MigrationTests
{
    [Fact]
    public async Task Replicas_that_start_together_on_a_new_server_take_turns_and_none_has_to_try_again()
    {
        await using var database = await TestDatabase.CreateAsync("shop");
        if (TestDatabase.Provider == DatabaseProvider.SqlServer)
            return;
        using var said = new Said();
        var hosts = Enumerable.Range(0, 6).Select(_ => Replica(database.ConnectionString, said)).ToList();

        await Task.WhenAll(hosts.Select(host => Task.Run(() => host.StartAsync())));

        Assert.Empty(said.Lines);
        foreach (var host in hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    /// <summary>The caller hears of it and says it in a line; EF Core would add a page for each.</summary>
    [Fact]
    public async Task A_query_that_fails_is_not_logged_on_its_way_to_whoever_asked()
    {
        await using var database = await TestDatabase.CreateAsync("shop");
        using var said = new Said();
        using var host = Replica(database.ConnectionString, said);
        await host.StartAsync();
        await database.ExecuteAsync("""DROP TABLE "Accounts" """);

        await using var scope = host.Services.CreateAsyncScope();
        await Assert.ThrowsAnyAsync<DbException>(() => scope.ServiceProvider.GetRequiredService<LedgerDb>().Accounts.ToListAsync());

        Assert.Empty(said.Lines);
        await host.StopAsync();
    }

    private static IHost Replica(string database, ILoggerProvider said)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(said).SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:shop-db", database), new("Database:Provider", TestDatabase.Provider.ToString())]);
        builder.Services.AddSingleton<TimeProvider>(new SettableTime());
        builder.AddDatabase<LedgerDb>("shop-db");
        return builder.Build();
    }

    private sealed class Said : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
