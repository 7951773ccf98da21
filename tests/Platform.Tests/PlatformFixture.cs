using PlanningPlatform.Testing;

namespace PlanningPlatform.Platform.Tests;

/// <summary>
/// One platform for all tests of this project: broker, services and gateway as <c>./run.sh</c> starts them, with its telemetry
/// collected and its logs as JSON.
/// </summary>
public sealed class PlatformFixture : IAsyncLifetime
{
    public PlatformProcess Platform { get; private set; } = null!;

    public OtlpReceiver Collector { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Collector = await OtlpReceiver.StartAsync();
        // All roles of the city sign in from one address here, test after test.
        Platform = await PlatformProcess.StartAsync([.. Collector.Settings, ("Logging__Console__FormatterName", "json"), ("Limits__SignInPerAddress__Burst", "400")]);
    }

    /// <summary>Ends a service without warning and does something while it is away; others find it ready again.</summary>
    public async Task WhileAwayAsync(string service, Func<HttpClient, Task<bool>> untilDone)
    {
        using var client = Platform.CreateClient();
        var killed = Platform.KillAsync(service);
        await Eventually.TrueAsync(() => untilDone(client), $"{service} was missed");
        await killed;
        await Eventually.TrueAsync(async () => (await client.GetAsync(new Uri("/health", UriKind.Relative))).IsSuccessStatusCode, $"{service} is back");
    }

    public async Task DisposeAsync()
    {
        await Platform.DisposeAsync();
        await Collector.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class PlatformCollection : ICollectionFixture<PlatformFixture>
{
    public const string Name = "platform";
}
