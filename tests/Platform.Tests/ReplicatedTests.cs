using PlanningPlatform.Testing;

namespace PlanningPlatform.Platform.Tests;

/// <summary>The platform as a larger city runs it: PostgreSQL, two processes of each service, some of its traces recorded.</summary>
public sealed class ReplicatedPlatformFixture : IAsyncLifetime
{
    public PlatformProcess Platform { get; private set; } = null!;

    public OtlpReceiver Collector { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Collector = await OtlpReceiver.StartAsync();
        Platform = await PlatformProcess.StartAsync(
            [.. Collector.Settings, ("OTEL_TRACES_SAMPLER", "parentbased_traceidratio"), ("OTEL_TRACES_SAMPLER_ARG", "0.5")],
            ["--database", "postgres", "--replicas", "2"]);
    }

    public async Task DisposeAsync()
    {
        await Platform.DisposeAsync();
        await Collector.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class ReplicatedPlatformCollection : ICollectionFixture<ReplicatedPlatformFixture>
{
    public const string Name = "replicated platform";
}

/// <summary>Journey 1 on PostgreSQL with two replicas, undisturbed and with something killed in the middle.</summary>
[Collection(ReplicatedPlatformCollection.Name)]
public sealed class ReplicatedTests(ReplicatedPlatformFixture fixture)
{
    [Fact]
    public async Task A_word_becomes_a_visit()
    {
        using var journey = new Journey(fixture.Platform);

        await journey.WalkAsync();

        await journey.AssertCompleteAsync();
        await journey.AssertMonitoringAgreesAsync();
    }

    [Fact]
    public async Task Of_a_trace_that_is_not_recorded_no_part_is_recorded_elsewhere()
    {
        for (var journeys = 0; journeys < 3; journeys++)
        {
            using var journey = new Journey(fixture.Platform);
            await journey.WalkAsync();
        }

        await Eventually.TrueAsync(() => Task.FromResult(fixture.Collector.Spans.Any(span => span.Name.EndsWith(" receive", StringComparison.Ordinal))), "a message is seen in a trace");
        // A message whose trace was not recorded would begin one of its own.
        Assert.DoesNotContain(fixture.Collector.Spans, span => span.ParentId.Length == 0 && span.Name.EndsWith(" receive", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_service_runs_twice_and_the_door_once()
        => Assert.Equal(
            ["complaints", "complaints-2", "databases", "gateway", "identity", "identity-2", "messaging", "messaging-epmd", "mobile-units", "mobile-units-2", "monitoring", "monitoring-2", "notifications", "notifications-2", "portal", "portal-2", "proposals", "proposals-2"],
            fixture.Platform.ProcessIds.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("complaints", "request")]
    [InlineData("mobile-units-2", "assign")]
    [InlineData("databases", "forward")]
    [InlineData("notifications", "depart")]
    [InlineData("messaging", "request")]
    public async Task A_process_killed_in_the_middle_loses_nothing_and_doubles_nothing(string process, string beforeStep)
    {
        using var journey = new Journey(fixture.Platform);
        var killed = Task.CompletedTask;

        // Not awaited before the step: the step meets the dying process, its absence and its return.
        await journey.WalkAsync(step =>
        {
            if (step == beforeStep)
            {
                killed = fixture.Platform.KillAsync(process);
            }

            return Task.CompletedTask;
        });

        await killed;
        await journey.AssertCompleteAsync();
        await journey.AssertMonitoringAgreesAsync();
    }

    [Fact]
    public async Task After_a_kill_of_the_whole_platform_a_new_start_ends_what_is_left_and_goes_on()
    {
        using var journey = new Journey(fixture.Platform);
        var before = fixture.Platform.ProcessIds.Values.ToList();

        await journey.WalkAsync(step => step == "depart" ? fixture.Platform.KillHostAndStartAgainAsync() : Task.CompletedTask);

        Assert.DoesNotContain(before, id => Directory.Exists($"/proc/{id}"));
        await journey.AssertCompleteAsync();
        await journey.AssertMonitoringAgreesAsync();
    }
}
