using PlanningPlatform.Testing;

namespace PlanningPlatform.Platform.Tests;

/// <summary>Journey 1 on the whole platform, undisturbed and with a process killed in the middle.</summary>
[Collection(PlatformCollection.Name)]
public sealed class JourneyTests(PlatformFixture fixture)
{
    [Fact]
    public async Task A_word_becomes_a_visit()
    {
        using var journey = new Journey(fixture.Platform);

        await journey.WalkAsync();

        await journey.AssertCompleteAsync();
    }

    [Fact]
    public async Task A_word_by_Open311_becomes_a_visit_that_the_other_application_follows()
    {
        using var journey = new Journey(fixture.Platform, byOpen311: true);

        await journey.WalkAsync();

        await journey.AssertCompleteAsync();
        // Of somebody who needs a ride everybody hears the state and nothing else.
        Assert.Equal(
            [("Verified", "open", "Sudah diperiksa."), ("Forwarded", "open", "Diteruskan."), ("InProgress", "open", "Sedang ditangani."), ("Resolved", "closed", "Selesai dijawab.")],
            await journey.UpdatesAsync());
        var request = await journey.ReadByOpen311Async();
        Assert.Equal(("closed", "Kelurahan Bawang, Kecamatan Pesantren, Kota Kediri"), (request.GetProperty("status").GetString(), request.GetProperty("address").GetString()));
        Assert.False(fixture.Collector.Received(fixture.Platform.DemoOpen311Key), "The key is in a trace.");
        using var head = await journey.HeadByOpen311Async();
        Assert.Equal(("application/json; charset=utf-8", 0), (head.Content.Headers.ContentType?.ToString(), (await head.Content.ReadAsByteArrayAsync()).Length));
    }

    [Fact]
    public async Task The_steps_of_the_crew_are_on_the_timeline_within_a_second()
    {
        using var journey = new Journey(fixture.Platform);
        var waits = new List<TimeSpan>();
        foreach (var (name, step) in journey.Steps)
        {
            await step();
            var code = name switch { "accept" => "Accepted", "depart" => "Departed", "arrive" => "Arrived", "complete" => "Completed", _ => null };
            if (code is null)
            {
                continue;
            }

            var started = TimeProvider.System.GetTimestamp();
            await Eventually.TrueAsync(async () => (await journey.TimelineAsync()).Contains(code), $"{code} is on the timeline");
            waits.Add(TimeProvider.System.GetElapsedTime(started));
        }

        // The second fastest of four: a neighbour on the same machine may hold up one or two.
        var usual = waits.Order().ElementAt(1);
        Assert.True(usual < TimeSpan.FromSeconds(1), $"It took {usual.TotalMilliseconds:N0} ms.");
    }

    [Theory]
    [InlineData("complaints", "request")]
    [InlineData("complaints", "depart")]
    [InlineData("mobile-units", "assign")]
    [InlineData("mobile-units", "arrive")]
    [InlineData("monitoring", "forward")]
    [InlineData("identity", "assign")]
    [InlineData("proposals", "verify")]
    [InlineData("portal", "accept")]
    [InlineData("gateway", "complete")]
    [InlineData("notifications", "assign")]
    [InlineData("messaging", "depart")]
    public async Task A_process_killed_in_the_middle_loses_nothing_and_doubles_nothing(string process, string beforeStep)
    {
        using var journey = new Journey(fixture.Platform);
        Task killed = Task.CompletedTask;

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
}
