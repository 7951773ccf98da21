using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Notifications.Data;
using PlanningPlatform.Notifications.Domain;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Notifications.Tests;

/// <summary>The running service, another one that asks it to tell people something, and an administrator who looks on.</summary>
internal sealed class Told : IAsyncDisposable
{
    private readonly EventPublisher _others;
    private readonly TimeProvider _time;
    private int _version;

    private Told(EventPublisher others, RunningService<Program> running, string broker, TimeProvider time)
    {
        (_others, Running, Broker, _time) = (others, running, broker, time);
        Admin = running.CreateClientFor(Roles.Admin);
        Anybody = running.CreateClient();
    }

    public RunningService<Program> Running { get; }

    public string Broker { get; }

    /// <summary>For another process beside this one: the same database, broker and keys.</summary>
    public IReadOnlyDictionary<string, string> Settings => Running.Settings;

    public HttpClient Admin { get; }

    public HttpClient Anybody { get; }

    /// <summary>Where messages lie for which there is no provider.</summary>
    public string MailFolder => Path.Combine(Running.Services.GetRequiredService<IConfiguration>()["Data:Folder"]!, "mail");

    public static Task<Told> StartAsync(params (string Name, string Value)[] settings) => StartAtAsync(time: null, settings);

    public static async Task<Told> StartAtAsync(TimeProvider? time, params (string Name, string Value)[] settings)
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        var others = await EventPublisher.StartAsync(broker, typeof(NotificationRequested).Assembly);
        var usual = new (string Name, string Value)[] { ("PollInterval", "00:00:00.1"), ("RetryAfter", "00:00:00.2"), ("QuietFrom", "00:00"), ("QuietUntil", "00:00") };
        var running = await RunningService<Program>.StartAtAsync(time, "notifications", broker, [.. usual.Concat(settings)
            .GroupBy(setting => setting.Name).Select(setting => new KeyValuePair<string, string>(setting.Key.StartsWith("Retention:", StringComparison.Ordinal) ? setting.Key : $"Notifications:{setting.Key}", setting.Last().Value))]);
        return new Told(others, running, broker, time ?? TimeProvider.System);
    }

    /// <summary>Asks for a message; returns its id.</summary>
    public async Task<Guid> AskAsync(string template = NotificationTemplates.ComplaintReceived, string? email = null, string? phone = null, Guid? about = null, DateTimeOffset? expires = null, string language = "id")
    {
        var request = Request(template, email, phone, about ?? Guid.CreateVersion7(), expires, language);
        await _others.PublishAsync(request);
        return request.NotificationId;
    }

    public NotificationRequested Request(string template, string? email, string? phone, Guid about, DateTimeOffset? expires = null, string language = "id", params (string Name, string Value)[] more)
    {
        var now = _time.GetUtcNow();
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["number"] = "ADU-7K2M-Q4XD", ["agency"] = "Dinas Kesehatan", ["unit"] = "MB-09", ["name"] = "Sekretaris", ["username"] = "sekretaris", ["link"] = "/lacak/ADU-7K2M-Q4XD",
        };
        if (expires is { } until)
        {
            values["expires"] = until.ToString("O");
        }

        foreach (var (name, value) in more)
        {
            values[name] = value;
        }

        return new(Guid.CreateVersion7(now), ++_version, now, about, template, Running.Services.GetRequiredService<NotificationSeal>().Seal(new(language, email, phone, values)));
    }

    public Task PublishAsync(params Messaging.IEvent[] events) => _others.PublishAsync(events);

    public Task EraseAsync(Guid about) => _others.PublishAsync(new RecipientErased(about, ++_version, _time.GetUtcNow()));

    public async Task<Notification?> FindAsync(Guid id)
    {
        await using var scope = Running.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NotificationsDb>().Notifications.FindAsync(id);
    }

    public async Task<Notification> BecomesAsync(Guid id, NotificationState state)
    {
        Notification? found = null;
        await Eventually.TrueAsync(async () => (found = await FindAsync(id))?.State == state, $"the message is {state}");
        return found!;
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        Anybody.Dispose();
        await Running.DisposeAsync();
        await _others.DisposeAsync();
    }
}
