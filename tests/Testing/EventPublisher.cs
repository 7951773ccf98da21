using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PlanningPlatform.Messaging;

namespace PlanningPlatform.Testing;

/// <summary>Publishes events as a service does, by an outbox and its relay, for tests of the services that react to them.</summary>
public sealed class EventPublisher : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("planning-publisher-").FullName;
    private readonly string _database;
    private readonly IHost _host;

    private EventPublisher(string broker, Assembly[] contracts)
    {
        _database = $"Data Source={Path.Combine(_folder, "publisher.db")}";
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:publisher-db"] = _database,
            ["ConnectionStrings:messaging"] = broker,
            ["Messaging:QueueSettleTime"] = "00:00:00",
        });
        builder.AddMessaging<PublisherDb>("publisher", contracts);
        _host = builder.Build();
    }

    /// <param name="contracts">Assemblies with the events that will be published.</param>
    public static async Task<EventPublisher> StartAsync(string broker, params Assembly[] contracts)
    {
        var publisher = new EventPublisher(broker, contracts);
        await using (var scope = publisher._host.Services.CreateAsyncScope())
        {
            // It has no migrations: its tables are made from the model and live as long as the test.
            await scope.ServiceProvider.GetRequiredService<PublisherDb>().Database.EnsureCreatedAsync();
        }

        await publisher._host.StartAsync();
        return publisher;
    }

    /// <summary>Commits the events to the outbox in this order; the relay carries them from there.</summary>
    public async Task PublishAsync(params IEvent[] events)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PublisherDb>();
        foreach (var happened in events)
        {
            db.Publish(happened);
        }

        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        using (var connection = new SqliteConnection(_database))
        {
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private sealed class PublisherDb(DbContextOptions<PublisherDb> options) : MessagingDbContext(options);
}
