using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Intake;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>Trackers say where the units are: the OsmAnd protocol against the running service.</summary>
public sealed class PositionsTests : IAsyncLifetime
{
    /// <summary>In the demo city.</summary>
    private const double Latitude = -7.8166, Longitude = 112.0114;

    private readonly SettableTime _time = new();
    private TrackedFleet _fleet = null!;
    private string _device = "";

    public async Task InitializeAsync()
    {
        _fleet = await TrackedFleet.StartAsync(_time);
        _device = await _fleet.DeviceAsync("MB-01");
    }

    public async Task DisposeAsync() => await _fleet.DisposeAsync();

    [Theory]
    [InlineData("GET", "/osmand?id=DEVICE&lat=-7.8166&lon=112.0114&timestamp=SECONDS&speed=10&bearing=90&altitude=67&accuracy=5&batt=80", null, null)]
    [InlineData("GET", "/osmand?deviceid=DEVICE&location=-7.8166,112.0114&timestamp=MILLISECONDS&speed=10&heading=90&accuracy=5&batt=80&hdop=1&valid=true", null, null)]
    [InlineData("POST", "/osmand?id=DEVICE&lat=-7.8166&lon=112.0114&timestamp=ISO&speed=10&bearing=90&accuracy=5&batt=80", null, null)]
    [InlineData("POST", "/osmand", "application/x-www-form-urlencoded", "id=DEVICE&lat=-7.8166&lon=112.0114&timestamp=SECONDS&speed=10&bearing=90&accuracy=5&batt=80")]
    [InlineData("POST", "/osmand", "application/json", """
        {"location":{"timestamp":"ISO","coords":{"latitude":-7.8166,"longitude":112.0114,"accuracy":5,"speed":5.1444,"heading":90,"altitude":67},"is_moving":true,"odometer":12,"event":"motionchange","battery":{"level":0.8,"is_charging":false},"activity":{"type":"in_vehicle"},"extras":{},"_":"&id=DEVICE"},"device_id":"DEVICE"}
        """)]
    public async Task A_position_is_taken_in_every_form_in_which_trackers_say_it(string method, string path, string? type, string? body)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds() - 60);
        string Fill(string text) => text.Replace("DEVICE", _device, StringComparison.Ordinal).Replace("MILLISECONDS", $"{at.ToUnixTimeMilliseconds()}", StringComparison.Ordinal)
            .Replace("SECONDS", $"{at.ToUnixTimeSeconds()}", StringComparison.Ordinal).Replace("ISO", at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), StringComparison.Ordinal);

        using var request = new HttpRequestMessage(new HttpMethod(method), Fill(path));
        request.Content = body is null ? null : new StringContent(Fill(body), Encoding.UTF8, type!);
        using var answer = await _fleet.Trackers.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, "OK\n", "text/plain"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.MediaType));
        var unit = await _fleet.UnitAsync("MB-01");
        Assert.Equal((Latitude, Longitude, at), (unit.GetProperty("latitude").GetDouble(), unit.GetProperty("longitude").GetDouble(), unit.GetProperty("lastPositionAt").GetDateTimeOffset()));
        Assert.False(unit.GetProperty("stale").GetBoolean());
        await using var scope = _fleet.Service.Services.CreateAsyncScope();
        var track = scope.ServiceProvider.GetRequiredService<MobileUnitsDb>().Tracks.Single(track => track.At == at);
        Assert.Equal((18.52, 90, 5, 80), (Math.Round(track.SpeedKilometresPerHour!.Value, 2), track.Bearing, track.AccuracyMetres, track.Battery));
    }

    /// <summary>What is sent, and the field that the answer names.</summary>
    private static readonly (string Query, string Field)[] Impossible =
    [
        ("id=DEVICE&lat=abc&lon=112", "lat"),
        ("id=DEVICE&lat=NaN&lon=112", "lat"),
        ("id=DEVICE&lat=-7.8&lon=1e999", "lon"),
        ("id=DEVICE&lat=-7,8&lon=112", "lat"),
        ("id=DEVICE&lat=91&lon=112", "lat"),
        ("id=DEVICE&lat=-7.8&lon=-181", "lon"),
        ("id=DEVICE&lon=112", "lat"),
        ("id=DEVICE&lat=-7.8", "lon"),
        ("id=DEVICE&location=-7.8", "lat"),
        ("id=DEVICE&lat=-7.8&lat=-7.9&lon=112", "lat"),
        ("id=DEVICE&lat=-7.8166&lon=112.0114&timestamp=kemarin", "timestamp"),
        ("id=DEVICE&lat=-7.8166&lon=112.0114&timestamp=-5", "timestamp"),
        ("id=DEVICE&lat=-7.8166&lon=112.0114&timestamp=99999999999999999", "timestamp"),
        ("id=DEVICE&lat=-7.8166&lon=112.0114&accuracy=NaN", "accuracy"),
        ("id=DEVICE&lat=-7.8166&lon=112.0114&speed=fast", "speed"),
        ("id=DEVICE&lat=0&lon=0", "lat"),
        ("id=DEVICE&lat=52.52&lon=13.40", "lat"),
        ("lat=-7.8166&lon=112.0114", "id"),
    ];

    [Fact]
    public async Task What_cannot_be_a_position_of_ours_is_refused_in_plain_text_that_names_it()
    {
        foreach (var (query, field) in Impossible)
        {
            using var refused = await _fleet.Trackers.GetAsync(new Uri($"/osmand?{query.Replace("DEVICE", _device, StringComparison.Ordinal)}", UriKind.Relative));

            var text = await refused.Content.ReadAsStringAsync();
            Assert.True((refused.StatusCode, refused.Content.Headers.ContentType?.MediaType) == (HttpStatusCode.BadRequest, "text/plain"), $"{query}\n{refused.StatusCode} {text}");
            Assert.StartsWith($"{field}: ", text, StringComparison.Ordinal);
        }

        Assert.Equal(0, await _fleet.CountAsync("SELECT COUNT(*) FROM \"Positions\""));
        Assert.Equal(JsonValueKind.Null, (await _fleet.UnitAsync("MB-01")).GetProperty("latitude").ValueKind);
    }

    [Fact]
    public async Task A_clock_a_year_ahead_is_refused_and_three_minutes_are_not()
    {
        using var year = await _fleet.SendAsync(_device, Latitude, Longitude, _time.GetUtcNow().AddYears(1));
        Assert.Equal(HttpStatusCode.BadRequest, year.StatusCode);
        Assert.Equal("timestamp: Jam alat ini lebih cepat dari waktu sebenarnya. Perbaiki jam alat. (clock_ahead)\n", await year.Content.ReadAsStringAsync());
        using var six = await _fleet.SendAsync(_device, Latitude, Longitude, _time.GetUtcNow().AddMinutes(6));
        Assert.Equal(HttpStatusCode.BadRequest, six.StatusCode);

        await _fleet.StandAsync(_device, Latitude, Longitude, _time.GetUtcNow().AddMinutes(3));
    }

    [Fact]
    public async Task Who_makes_up_devices_is_told_so_and_soon_no_more_while_a_real_one_behind_the_same_address_goes_on()
    {
        var answers = new List<HttpStatusCode>();
        for (var index = 0; index < 62; index++)
        {
            using var unknown = await _fleet.SendAsync($"made-up-{index}", Latitude, Longitude, _time.GetUtcNow());
            answers.Add(unknown.StatusCode);
        }

        Assert.All(answers[..60], status => Assert.Equal(HttpStatusCode.NotFound, status));
        Assert.All(answers[60..], status => Assert.Equal(HttpStatusCode.TooManyRequests, status));
        await _fleet.StandAsync(_device, Latitude, Longitude, _time.GetUtcNow());
    }

    [Fact]
    public async Task Positions_out_of_order_and_repeated_are_logged_once_each_and_never_move_the_unit_back()
    {
        var now = _time.GetUtcNow();
        foreach (var seconds in (int[])[-60, -20, -40, -60, -20, -80, -40, -25, -14, -48])
        {
            await _fleet.StandAsync(_device, Latitude + (seconds * 0.001), Longitude, now.AddSeconds(seconds));
        }

        Assert.Equal(4, await _fleet.CountAsync("SELECT COUNT(*) FROM \"Positions\""));
        // Neither what is less than ten seconds before one that is there nor what is less than ten after it.
        Assert.Equal(Latitude - 0.014, (await _fleet.UnitAsync("MB-01")).GetProperty("latitude").GetDouble(), 6);
    }

    [Fact]
    public async Task The_log_keeps_one_position_in_ten_seconds_and_of_a_unit_that_stands_one_in_five_minutes()
    {
        var start = _time.GetUtcNow().AddMinutes(-20);
        // Half a kilometre and a half in a hundred seconds, then ten minutes at one place: 100 positions each.
        await Task.WhenAll(Enumerable.Range(0, 100).Select(index => _fleet.StandAsync(_device, Latitude + (index * 0.00013), Longitude, start.AddSeconds(index))));
        var moving = await _fleet.CountAsync("SELECT COUNT(*) FROM \"Positions\"");
        for (var index = 0; index < 100; index++)
        {
            await _fleet.StandAsync(_device, Latitude + 0.01287, Longitude, start.AddSeconds(100 + (index * 6)));
        }

        var all = await _fleet.CountAsync("SELECT COUNT(*) FROM \"Positions\"");
        Assert.Equal((10, 2), (moving, all - moving));
    }

    [Fact]
    public async Task What_is_older_than_the_retention_is_taken_and_not_kept_so_that_the_tracker_goes_on()
    {
        await _fleet.StandAsync(_device, Latitude, Longitude, _time.GetUtcNow().AddDays(-31));
        await _fleet.StandAsync(_device, Latitude, Longitude, _time.GetUtcNow().AddYears(-50));

        Assert.Equal(0, await _fleet.CountAsync("SELECT COUNT(*) FROM \"Positions\""));
        Assert.Equal(JsonValueKind.Null, (await _fleet.UnitAsync("MB-01")).GetProperty("latitude").ValueKind);
    }

    [Fact]
    public async Task Positions_go_after_thirty_days_in_batches_and_younger_ones_stay()
    {
        var now = _time.GetUtcNow();
        for (var index = 0; index < 5; index++)
        {
            await _fleet.StandAsync(_device, Latitude + (index * 0.001), Longitude, now.AddDays(-29).AddMinutes(index));
        }

        await _fleet.StandAsync(_device, Latitude, Longitude, now);
        Assert.Equal(6, await _fleet.CountAsync("SELECT COUNT(*) FROM \"Positions\""));
        _time.Advance(TimeSpan.FromDays(2));

        var removed = new List<int>();
        foreach (var remove in _fleet.Service.Services.GetServices<RemoveOverdue<MobileUnitsDb>>())
        {
            int found;
            do
            {
                await using var scope = _fleet.Service.Services.CreateAsyncScope();
                found = await remove(scope.ServiceProvider.GetRequiredService<MobileUnitsDb>(), new Retention(), 2, _time.GetUtcNow(), CancellationToken.None);
                removed.Add(found);
            }
            while (found == 2);
        }

        Assert.Equal(2, removed.Count(found => found == 2));
        Assert.Equal(1, await _fleet.CountAsync("SELECT COUNT(*) FROM \"Positions\""));
        Assert.Equal(Latitude, (await _fleet.UnitAsync("MB-01")).GetProperty("latitude").GetDouble());
    }

    [Fact]
    public async Task A_unit_is_stale_half_an_hour_after_its_last_position_and_without_a_tracker_it_is_neither()
    {
        await _fleet.StandAsync(_device, Latitude, Longitude, _time.GetUtcNow());
        Assert.False((await _fleet.UnitAsync("MB-01")).GetProperty("stale").GetBoolean());
        Assert.Equal(JsonValueKind.Null, (await _fleet.UnitAsync("MB-02")).GetProperty("stale").ValueKind);

        _time.Advance(TimeSpan.FromMinutes(31));

        Assert.True((await _fleet.UnitAsync("MB-01")).GetProperty("stale").GetBoolean());
        await _fleet.StandAsync(_device, Latitude, Longitude, _time.GetUtcNow());
        Assert.False((await _fleet.UnitAsync("MB-01")).GetProperty("stale").GetBoolean());
    }

    [Fact]
    public async Task Two_replicas_that_hear_of_the_same_unit_in_the_same_moment_lose_no_position_and_move_none_back()
    {
        await using var fleet = await TrackedFleet.StartAsync(_time, new KeyValuePair<string, string>("Positions:Gather", "00:00:00.02"));
        await using var other = await SecondReplica.StartAsync(fleet);
        using var there = other.CreateClient();
        var devices = await Task.WhenAll(Enumerable.Range(1, 12).Select(number => fleet.DeviceAsync($"MB-{number:00}")));
        const int Rounds = 25;
        var start = _time.GetUtcNow().AddSeconds(-20 * Rounds);

        for (var round = 0; round < Rounds; round++)
        {
            await Task.WhenAll(devices.SelectMany(_ => (int[])[0, 10], (device, later) => (device, later)).Select(async sent =>
            {
                var at = start.AddSeconds((20 * round) + sent.later);
                using var answer = await (sent.later == 0 ? fleet.Trackers : there).GetAsync(new Uri(string.Create(
                    CultureInfo.InvariantCulture, $"/osmand?id={sent.device}&lat={Latitude + (round * 0.001) + (sent.later * 0.00005)}&lon={Longitude}&timestamp={at.ToUnixTimeMilliseconds()}"), UriKind.Relative));
                Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            }));
            var units = (await fleet.Dispatcher.GetFromJsonAsync<JsonElement>("/api/mobile-units?pageSize=100")).GetProperty("items").EnumerateArray().ToList();
            Assert.All(units, unit => Assert.Equal(Latitude + (round * 0.001) + 0.0005, unit.GetProperty("latitude").GetDouble(), 7));
        }

        Assert.Equal(12 * Rounds * 2, await fleet.CountAsync("SELECT COUNT(*) FROM \"Positions\""));
    }

    [Fact]
    public async Task When_more_wait_than_there_is_room_for_a_tracker_is_told_when_to_come_again()
    {
        await using var small = await TrackedFleet.StartAsync(settings: [new("Positions:MostWaiting", "3"), new("Positions:Gather", "00:00:02")]);
        var (device, now) = (await small.DeviceAsync("MB-01"), TimeProvider.System.GetUtcNow());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(index => small.SendAsync(device, Latitude, Longitude, now.AddSeconds(-index))));

        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        foreach (var busy in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/plain"), (busy.StatusCode, busy.Content.Headers.ContentType?.MediaType));
            Assert.NotNull(busy.Headers.RetryAfter);
        }
    }

    /// <summary>Nearly right requests of every form; <c>FUZZ_CASES</c> and <c>FUZZ_SEED</c>.</summary>
    [Fact]
    public async Task Whatever_a_stranger_sends_the_answer_is_a_refusal_in_plain_text_or_a_position_that_can_be()
    {
        var random = new Random(Fuzz.Seed(20261123));
        for (var number = 0; number < Fuzz.Cases(600); number++)
        {
            using var request = Nearly(random);
            var said = $"{request.Method} {request.RequestUri} {(request.Content is null ? "" : await request.Content.ReadAsStringAsync())}";
            using var answer = await _fleet.Trackers.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.TooManyRequests or HttpStatusCode.UnsupportedMediaType, $"{said}\n{answer.StatusCode} {text}");
            Assert.True(answer.Content.Headers.ContentType?.MediaType == "text/plain", $"{said}\n{answer.Content.Headers.ContentType}");
        }

        await using var scope = _fleet.Service.Services.CreateAsyncScope();
        foreach (var point in scope.ServiceProvider.GetRequiredService<MobileUnitsDb>().Positions)
        {
            Assert.True(Math.Abs(point.Latitude + 7.8) < 2 && Math.Abs(point.Longitude - 112) < 2 && point.At <= _time.GetUtcNow().AddMinutes(5), $"{point.Latitude} {point.Longitude} {point.At}");
        }
    }

    private HttpRequestMessage Nearly(Random random)
    {
        string Value(string right) => random.Next(4) == 0 ? random.Pick(Fuzz.Texts) : right;
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [random.Pick("id", "deviceid")] = Value(_device),
            ["lat"] = Value("-7.8166"),
            ["lon"] = Value("112.0114"),
            ["timestamp"] = Value(random.Pick($"{_time.GetUtcNow().ToUnixTimeSeconds()}", $"{_time.GetUtcNow().ToUnixTimeMilliseconds()}", "2026-01-01T00:00:00Z")),
            ["speed"] = Value("3.5"),
            ["bearing"] = Value("-1"),
            ["accuracy"] = Value("12"),
            ["batt"] = Value("55"),
            ["location"] = Value("-7.8166,112.0114"),
        };
        foreach (var name in values.Keys.Where(_ => random.Next(6) == 0).ToList())
        {
            values.Remove(name);
        }

        var query = string.Join('&', values.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        switch (random.Next(4))
        {
            case 0:
                return new(HttpMethod.Get, $"/osmand?{query}");
            case 1:
                return new(HttpMethod.Post, "/osmand") { Content = new StringContent(query, Encoding.UTF8, "application/x-www-form-urlencoded") };
            case 2:
                return new(HttpMethod.Post, $"/osmand?{query}") { Content = new StringContent(random.Pick(Fuzz.Texts), Encoding.UTF8, random.Pick("text/plain", "application/json", "application/x-www-form-urlencoded", "application/xml")) };
            default:
                object location = new { timestamp = Value("2026-11-01T00:00:00Z"), coords = new { latitude = (object)(random.Next(3) == 0 ? Value("x") : -7.8166), longitude = (object?)(random.Next(6) == 0 ? null : 112.0114), speed = -1, heading = random.Pick<object>(-1, "x", true) }, battery = random.Pick<object>(new { level = 0.5 }, "half", 1) };
                var json = JsonSerializer.Serialize(new { location = random.Pick(location, new[] { location, location }, "x", Array.Empty<object>()), device_id = random.Pick<object>(Value(_device), 7, new { }) });
                return new(HttpMethod.Post, "/osmand") { Content = new StringContent(random.Next(8) == 0 ? json[..random.Next(json.Length)] : json, Encoding.UTF8, "application/json") };
        }
    }
}
