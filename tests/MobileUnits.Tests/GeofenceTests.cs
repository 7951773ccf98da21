using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>When positions alone say that a unit has arrived: the rule by itself, and a journey of the running service.</summary>
public sealed class GeofenceTests
{
    private const double StopLatitude = -7.8166, StopLongitude = 112.0114;
    private const double DegreesPerMetre = 1 / 111_195.0;

    private static readonly GeofenceRules Rules = new(Radius: 100, LeaveRadius: 200, TimeSpan.FromSeconds(30), Positions: 3, TimeSpan.FromMinutes(2), FastestStanding: 15);
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);
    private static readonly Target Stop = new(Guid.Parse("0192f0c0-0000-7000-8000-000000000001"), Guid.Parse("0192f0c0-0000-7000-8000-000000000002"), IsPickUp: true, new(StopLatitude, StopLongitude), Start.AddMinutes(-10));

    [Fact]
    public void Who_stands_at_the_stop_for_half_a_minute_has_arrived()
        => Assert.Equal(30, ArrivalOf((0, 20), (10, 25), (20, 15), (30, 30), (40, 20)));

    [Fact]
    public void Two_positions_are_not_enough_however_long_they_lie_apart()
        => Assert.Null(ArrivalOf((0, 20), (60, 20)));

    [Fact]
    public void Who_drives_past_has_not_arrived()
        => Assert.Null(ArrivalOf((0, 600), (10, 350), (20, 90), (25, 20), (30, 60), (35, 95), (45, 180), (55, 400)));

    [Fact]
    public void Who_crawls_past_in_a_jam_with_a_speed_that_says_so_has_not_arrived()
        => Assert.Null(ArrivalOf(speed: 20, accuracy: 5, (0, 90), (10, 50), (20, 10), (30, 40), (40, 90)));

    [Fact]
    public void A_position_that_is_five_hundred_metres_vague_says_nothing()
    {
        Assert.Null(ArrivalOf(speed: null, accuracy: 500, (0, 0), (10, 0), (20, 0), (30, 0), (40, 0)));
        var (near, _) = Nearness.None.After(At(0, 10), null, Stop, Rules);
        Assert.Equal(near, near.After(At(10, 5_000) with { AccuracyMetres = 5_000 }, Start, Stop, Rules).Now);
    }

    [Fact]
    public void Positions_that_jitter_between_the_two_circles_neither_end_a_stay_nor_make_one()
    {
        Assert.Equal(40, ArrivalOf((0, 80), (10, 150), (20, 90), (30, 190), (40, 60)));
        Assert.Null(ArrivalOf((0, 120), (10, 150), (20, 110), (30, 190), (40, 160), (50, 101)));
    }

    [Fact]
    public void Beyond_the_outer_circle_the_stay_begins_anew()
        => Assert.Equal(80, ArrivalOf((0, 20), (10, 20), (20, 20), (28, 210), (50, 20), (60, 20), (80, 20)));

    [Fact]
    public void After_a_long_silence_nobody_knows_that_it_stayed()
        => Assert.Null(ArrivalOf((0, 20), (10, 20), (200, 20), (210, 20)));

    [Fact]
    public void A_late_position_from_elsewhere_takes_the_stay_back_and_one_from_the_stop_adds_nothing()
    {
        var (near, _) = Nearness.None.After(At(0, 20), null, Stop, Rules);
        (near, _) = near.After(At(25, 20), Start, Stop, Rules);

        Assert.Equal(near, near.AfterLate(At(12, 10), Rules));
        Assert.Equal(near, near.AfterLate(At(-60, 900), Rules));
        Assert.Equal(Nearness.None, near.AfterLate(At(12, 900), Rules));
        Assert.Equal(near, near.AfterLate(At(12, 900) with { AccuracyMetres = 800 }, Rules));
    }

    [Fact]
    public void What_was_before_it_set_out_says_nothing_about_the_stop()
    {
        var stop = Stop with { Since = Start.AddSeconds(35) };
        var near = Nearness.None;
        foreach (var seconds in (int[])[0, 10, 20, 34])
        {
            (near, var arrived) = near.After(At(seconds, 10), Start.AddSeconds(seconds - 10), stop, Rules);
            Assert.False(arrived);
            Assert.Equal(Nearness.None, near);
        }
    }

    [Fact]
    public void At_the_next_stop_of_the_same_person_the_stay_counts_anew()
    {
        var (near, _) = Nearness.None.After(At(0, 20), null, Stop, Rules);
        (near, _) = near.After(At(10, 20), Start, Stop, Rules);
        (near, var arrived) = near.After(At(40, 20), Start.AddSeconds(10), Stop with { IsPickUp = false }, Rules);
        Assert.False(arrived);
        Assert.Equal((Start.AddSeconds(40), 1), (near.Since, near.Positions));
    }

    [Fact]
    public async Task A_journey_arrives_when_its_unit_stands_at_the_stop_and_the_crew_need_not_say_so()
    {
        await using var fleet = await TrackedFleet.StartAsync();
        var (device, now) = (await fleet.DeviceAsync("MB-09"), TimeProvider.System.GetUtcNow());
        var request = await fleet.AskForAVisitAsync(latitude: StopLatitude, longitude: StopLongitude);
        var journey = await fleet.AssignAsync(request, "MB-09");
        await fleet.MoveAsync(journey, "accept", "depart");
        var departed = TimeProvider.System.GetUtcNow();

        // Vague, then past it, then there; all in the minutes that the tracker's clock is ahead.
        foreach (var (seconds, metres, more) in ((int, double, string)[])[(1, 10, "&accuracy=500"), (11, 10, "&accuracy=500"), (32, 10, "&accuracy=500"), (40, 20, ""), (50, 900, ""), (60, 30, ""), (70, 40, ""), (80, 20, "")])
        {
            await fleet.StandAsync(device, StopLatitude + (metres * DegreesPerMetre), StopLongitude, departed.AddSeconds(seconds), more);
        }

        Assert.Equal("EnRoute", await fleet.StateAsync(journey));
        await fleet.StandAsync(device, StopLatitude, StopLongitude, departed.AddSeconds(91));
        await Eventually.TrueAsync(async () => await fleet.StateAsync(journey) == "Arrived", "the journey has arrived");

        await using var scope = fleet.Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MobileUnitsDb>();
        var entry = db.Requests.Include(request => request.Timeline).Single().Timeline.Single(entry => entry.Code == "Arrived");
        Assert.Equal("geofence", entry.Actor);
        Assert.InRange(entry.At, departed.AddSeconds(59), departed.AddSeconds(61));
        // The crew says so all the same, and goes on as if it had been the first.
        using var said = await fleet.Crew.PostAsJsonAsync($"/api/dispatch/journeys/{journey}/arrive", new { reportId = DispatchCity.NewId(), requestId = request, kind = "Visit" });
        Assert.True(said.StatusCode == HttpStatusCode.OK, await said.Content.ReadAsStringAsync());
        await fleet.MoveAsync(journey, "complete");
        Assert.True(now < departed);
    }

    [Fact]
    public async Task A_stop_of_which_only_the_village_is_known_is_never_arrived_at_by_itself()
    {
        await using var fleet = await TrackedFleet.StartAsync();
        var device = await fleet.DeviceAsync("MB-09");
        var journey = await fleet.AssignAsync(await fleet.AskForAVisitAsync(), "MB-09");
        await fleet.MoveAsync(journey, "accept", "depart");
        var points = ApproximatePoints.Load(fleet.Service.Services.GetRequiredService<Regency>());
        Assert.True(points.TryGetPoint(RegionCode.Parse("35.71.03.1009"), out var point));

        for (var seconds = 1; seconds < 100; seconds += 10)
        {
            await fleet.StandAsync(device, point.Latitude, point.Longitude, TimeProvider.System.GetUtcNow().AddSeconds(seconds));
        }

        Assert.Equal("EnRoute", await fleet.StateAsync(journey));
    }

    [Fact]
    public async Task When_crew_and_geofence_say_it_in_the_same_moment_it_has_arrived_once()
    {
        var time = new SettableTime();
        await using var fleet = await TrackedFleet.StartAsync(time);
        await using var watcher = await QueueWatcher.StartAsync(fleet.Broker, "monitoring");
        var device = await fleet.DeviceAsync("MB-09");
        for (var round = 0; round < 8; round++)
        {
            time.Advance(TimeSpan.FromMinutes(2));
            var journey = await fleet.AssignAsync(await fleet.AskForAVisitAsync(latitude: StopLatitude, longitude: StopLongitude, at: time.GetUtcNow()), "MB-09");
            await fleet.MoveAsync(journey, "accept", "depart");
            var departed = time.GetUtcNow();
            await fleet.StandAsync(device, StopLatitude, StopLongitude, departed.AddSeconds(1));
            await fleet.StandAsync(device, StopLatitude, StopLongitude, departed.AddSeconds(16));
            var last = fleet.StandAsync(device, StopLatitude, StopLongitude, departed.AddSeconds(32));
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(240 + (round * 8)));
            await timer.WaitForNextTickAsync();
            using var said = await fleet.Crew.PostAsync(new Uri($"/api/dispatch/journeys/{journey}/arrive", UriKind.Relative), content: null);
            Assert.True((int)said.StatusCode is 200 or 409, await said.Content.ReadAsStringAsync());
            await last;
            Assert.Equal("Arrived", await fleet.StateAsync(journey));
            await fleet.MoveAsync(journey, "complete");
        }

        Assert.Equal(8, await fleet.CountAsync("SELECT COUNT(*) FROM \"TripEntry\" WHERE \"Code\" = 'Arrived'"));
        await Eventually.TrueAsync(() => Task.FromResult(Told("Completed") == 8), "all is told");
        Assert.Equal(8, Told("Arrived"));

        int Told(string state) => watcher.Events.Count(told => told.GetProperty("message").TryGetProperty("state", out var said) && said.GetString() == state);
    }

    private static Fix At(double seconds, double metres) => new(new GeoPoint(StopLatitude + (metres * DegreesPerMetre), StopLongitude), Start.AddSeconds(seconds), 5, null);

    private static double? ArrivalOf(params (double Seconds, double Metres)[] way) => ArrivalOf(speed: null, accuracy: 5, way);

    /// <returns>After how many seconds it has arrived; null when it has not.</returns>
    private static double? ArrivalOf(double? speed, double accuracy, params (double Seconds, double Metres)[] way)
    {
        var (near, before) = (Nearness.None, (DateTimeOffset?)null);
        foreach (var (seconds, metres) in way)
        {
            var fix = At(seconds, metres) with { SpeedKilometresPerHour = speed, AccuracyMetres = accuracy };
            (near, var arrived) = near.After(fix, before, Stop, Rules);
            if (arrived)
            {
                return seconds;
            }

            before = fix.At;
        }

        return null;
    }
}
