using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.MobileUnits.Features.Dispatch;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>Somebody waits and no dispatcher looks: that is told once, against the running service with a clock that the test moves.</summary>
public sealed class UnmannedQueueTests : IAsyncLifetime
{
    private readonly SettableTime _time = new();
    private TrackedFleet _fleet = null!;
    private QueueWatcher _identity = null!;

    public async Task InitializeAsync()
    {
        _fleet = await TrackedFleet.StartAsync(_time);
        _identity = await QueueWatcher.StartAsync(_fleet.Broker, "identity");
    }

    public async Task DisposeAsync()
    {
        await _identity.DisposeAsync();
        await _fleet.DisposeAsync();
    }

    [Fact]
    public async Task A_queue_that_nobody_looks_at_alarms_once_until_somebody_looked()
    {
        await _fleet.AskForAVisitAsync(at: _time.GetUtcNow());
        await LookAsync();
        _time.Advance(TimeSpan.FromMinutes(9));
        await LookAsync();
        Assert.Equal(0, await RaisedAsync());

        _time.Advance(TimeSpan.FromMinutes(2));
        await LookAsync();
        await LookAsync();
        Assert.Equal(1, await RaisedAsync());
        await Eventually.TrueAsync(() => Task.FromResult(Alarms == 1), "identity is told");
        var told = _identity.Events.Single(IsAlarm).GetProperty("message");
        Assert.Equal((1, 11), (told.GetProperty("waiting").GetInt32(), told.GetProperty("longestMinutes").GetInt32()));

        using (var looked = await _fleet.Dispatcher.GetAsync(new Uri("/api/dispatch/requests", UriKind.Relative)))
        {
            Assert.True(looked.IsSuccessStatusCode);
        }

        Assert.Equal(0, await RaisedAsync());
        await LookAsync();
        Assert.Equal(0, await RaisedAsync());

        _time.Advance(TimeSpan.FromMinutes(11));
        await LookAsync();
        Assert.Equal(1, await RaisedAsync());
        await Eventually.TrueAsync(() => Task.FromResult(Alarms == 2), "identity is told again");
    }

    [Fact]
    public async Task Whoever_has_a_board_open_looks_and_nobody_alarms_and_a_new_one_ends_the_alarm_for_all()
    {
        await using (var board = await OpenBoard.ReadyAsync(_fleet.Dispatcher))
        {
            await _fleet.AskForAVisitAsync(at: _time.GetUtcNow());
            for (var minute = 0; minute < 15; minute++)
            {
                _time.Advance(TimeSpan.FromMinutes(1));
                var before = await _fleet.CountAsync("SELECT COUNT(*) FROM \"Positions\"");
                // A position is news, and each time there is some the board is asked whether it still looks.
                await _fleet.StandAsync(await _fleet.DeviceAsync("MB-01"), -7.8166 + (minute * 0.001), 112.0114, _time.GetUtcNow());
                await board.HearsAsync(heard => heard.Kind == "unit" && heard.Data.GetProperty("at").ToString().Length > 0 && heard.Data.GetProperty("latitude").ToString().StartsWith($"{-7.8166 + (minute * 0.001):F4}", StringComparison.Ordinal), "the position is heard of");
                await LookAsync();
                Assert.Equal(before + 1, await _fleet.CountAsync("SELECT COUNT(*) FROM \"Positions\""));
            }

            Assert.Equal(0, await RaisedAsync());
        }

        _time.Advance(TimeSpan.FromMinutes(12));
        await LookAsync();
        Assert.Equal(1, await RaisedAsync());

        await using var again = await OpenBoard.OpenAsync(_fleet.Dispatcher);
        await again.HearsAsync(heard => heard.Kind == "alarm" && heard.Data.GetProperty("raised").GetBoolean(), "the alarm is heard of");
        await again.HearsAsync(heard => heard.Kind == "alarm" && !heard.Data.GetProperty("raised").GetBoolean(), "its end is heard of");
        Assert.Equal(0, await RaisedAsync());
    }

    [Fact]
    public async Task A_board_at_which_nobody_sits_keeps_no_alarm_off_and_shows_it()
    {
        await using var board = await OpenBoard.OpenAsync(_fleet.Dispatcher, looking: false);
        await board.HearsAsync(heard => heard.Kind == "ready", "the board is ready");
        await _fleet.AskForAVisitAsync(at: _time.GetUtcNow());
        _time.Advance(TimeSpan.FromMinutes(11));
        // What the page reads by itself is no look, either.
        using (var read = await _fleet.Dispatcher.GetAsync(new Uri("/api/dispatch/requests?looking=false", UriKind.Relative)))
        {
            Assert.True(read.IsSuccessStatusCode);
        }

        await LookAsync();

        Assert.Equal(1, await RaisedAsync());
        await board.HearsAsync(heard => heard.Kind == "alarm" && heard.Data.GetProperty("raised").GetBoolean(), "the alarm is heard of");
        await using var back = await OpenBoard.OpenAsync(_fleet.Dispatcher);
        await Eventually.TrueAsync(() => Task.FromResult(!board.Heard.Last(heard => heard.Kind == "alarm").Data.GetProperty("raised").GetBoolean()), "its end is heard of");
        Assert.Equal(0, await RaisedAsync());
    }

    [Fact]
    public async Task When_nobody_waits_any_more_the_alarm_ends_and_when_nobody_waits_there_is_none()
    {
        _time.Advance(TimeSpan.FromHours(1));
        await LookAsync();
        Assert.Equal(0, await RaisedAsync());

        var request = await _fleet.AskForAVisitAsync(at: _time.GetUtcNow());
        _time.Advance(TimeSpan.FromMinutes(11));
        await LookAsync();
        Assert.Equal(1, await RaisedAsync());
        // Assigning is not looking at the queue.
        await _fleet.AssignAsync(request, "MB-09");
        await LookAsync();
        Assert.Equal(0, await RaisedAsync());
    }

    private int Alarms => _identity.Events.Count(IsAlarm);

    private static bool IsAlarm(System.Text.Json.JsonElement told) => told.GetProperty("messageType").ToString().Contains(nameof(DispatchQueueUnmanned), StringComparison.Ordinal);

    private Task LookAsync() => _fleet.Service.Services.GetServices<IHostedService>().OfType<RaiseAlarm>().Single().RunOnceAsync(CancellationToken.None);

    private Task<long> RaisedAsync() => _fleet.CountAsync("SELECT COUNT(*) FROM \"Alarms\" WHERE \"RaisedAt\" IS NOT NULL");
}
