using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Testing;

/// <summary>
/// One service in this process with everything around it real: Kestrel, its own database, a virtual host of RabbitMQ, and
/// tokens that it checks by discovery (<see cref="TestIssuer"/>). The demo city's lists are loaded.
/// </summary>
public sealed class RunningService<TProgram> : WebApplicationFactory<TProgram>
    where TProgram : class
{
    private readonly string _folder = Directory.CreateTempSubdirectory("planning-service-").FullName;
    private readonly TestIssuer _issuer;
    private readonly TimeProvider? _time;
    private readonly Dictionary<string, string> _settings;

    private RunningService(string name, TestDatabase database, string broker, TestIssuer issuer, TimeProvider? time, IEnumerable<KeyValuePair<string, string>> settings)
    {
        _issuer = issuer;
        _time = time;
        Database = database;
        _settings = new(StringComparer.Ordinal)
        {
            [$"ConnectionStrings:{name}-db"] = database.ConnectionString,
            ["Database:Provider"] = TestDatabase.Provider.ToString(),
            ["ConnectionStrings:messaging"] = broker,
            ["Messaging:QueueSettleTime"] = "00:00:00",
            ["Data:Folder"] = _folder,
            ["urls"] = "http://127.0.0.1:0",
            ["Identity:Authority"] = issuer.Authority,
            ["Demo:Enabled"] = "true",
            ["Logging:LogLevel:Default"] = "Error",
        };
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }

        UseKestrel();
    }

    /// <summary>For a test that reads the database beside the service.</summary>
    public TestDatabase Database { get; }

    /// <summary>What it was started with, for a test that starts a second one beside it.</summary>
    public IReadOnlyDictionary<string, string> Settings => _settings;

    /// <param name="name">The service's name in AppHost.cs.</param>
    /// <param name="broker">amqp address, usually of a virtual host of the test's own; null makes one.</param>
    /// <param name="settings">More configuration, or other values than the usual.</param>
    public static Task<RunningService<TProgram>> StartAsync(string name, string? broker = null, params KeyValuePair<string, string>[] settings)
        => StartAtAsync(time: null, name, broker, settings);

    /// <inheritdoc cref="StartAsync"/>
    /// <param name="time">The clock that the service goes by; null: the machine's.</param>
    public static async Task<RunningService<TProgram>> StartAtAsync(TimeProvider? time, string name, string? broker = null, params KeyValuePair<string, string>[] settings)
    {
        broker ??= await TestBroker.CreateVirtualHostAsync();
        var service = new RunningService<TProgram>(name, await TestDatabase.CreateAsync(name), broker, await TestIssuer.SharedAsync(), time, settings);
        service.StartServer();
        return service;
    }

    /// <summary>A client signed in with these roles in the whole city.</summary>
    public HttpClient CreateClientFor(params string[] roles) => CreateClientWith(_issuer.Token(roles));

    /// <summary>A client of somebody with these assignments: <c>operator112 region=35.71.02</c>.</summary>
    public HttpClient CreateClientGranted(params string[] grants) => CreateClientWith(_issuer.TokenOf(grants[0].Split(' ')[0], grants));

    /// <summary>A client with this token, for claims that nobody else has.</summary>
    public HttpClient CreateClientWith(string token)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Waits until <c>/health</c> says Healthy: the database is migrated and the broker connected.</summary>
    public async Task ReadyAsync()
    {
        using var client = CreateClient();
        await Eventually.TrueAsync(async () => (await client.GetFromJsonAsync<HealthAnswer>(new Uri("/health", UriKind.Relative)))?.Status == "Healthy", "the service is healthy");
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        if (_time is not null)
        {
            builder.ConfigureTestServices(services => services.AddSingleton(_time));
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
