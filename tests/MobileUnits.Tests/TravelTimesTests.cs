using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using PlanningPlatform.MobileUnits.Travel;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>Three places of the demo city, 3 to 6 km apart, and a routing service that is a real HTTP server.</summary>
public sealed class TravelTimesTests : IAsyncLifetime
{
    private static readonly GeoPoint West = new(-7.8166, 111.9900);
    private static readonly GeoPoint Centre = new(-7.8200, 112.0178);
    private static readonly GeoPoint East = new(-7.8400, 112.0450);
    private static readonly GeoPoint[] Places = [West, Centre, East];

    private MatrixServer _server = null!;

    public async Task InitializeAsync() => _server = await MatrixServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Without_a_routing_service_a_drive_is_estimated_from_the_way_of_the_crow()
    {
        await using var usual = await TravelTimesHost.StartAsync();
        await using var hills = await TravelTimesHost.StartAsync(("RoadFactor", "2"), ("KilometresPerHour", "10"));

        var (inTown, inHills) = (await usual.BetweenAsync(Places), await hills.BetweenAsync(Places));

        var crow = West.DistanceKilometresTo(East);
        Assert.Equal(crow * 1.4 * 1000, inTown.Metres(0, 2), 6);
        Assert.Equal(crow * 1.4 / 25 * 3600, inTown.Seconds(0, 2), 6);
        Assert.Equal(crow * 2 / 10 * 3600, inHills.Seconds(2, 0), 6);
        Assert.Equal((0, 0), (inTown.Seconds(1, 1), inTown.Metres(1, 1)));
        Assert.Equal(new Text("perkiraan", "estimated"), inTown.Source);
        Assert.Equal((3, 6), (inTown.Places, inTown.EstimatedPairs));
        Assert.Equal(HealthStatus.Healthy, (await usual.HealthAsync()).Status);
    }

    [Theory]
    [InlineData("RoadFactor", "0.9")]
    [InlineData("RoadFactor", "NaN")]
    [InlineData("RoadFactor", "1,4")]
    [InlineData("KilometresPerHour", "0")]
    [InlineData("KilometresPerHour", "Infinity")]
    [InlineData("Matrix", "osrm.example.id")]
    [InlineData("Matrix", "ftp://osrm.example.id")]
    [InlineData("Matrix", "https://kota:rahasia@osrm.example.id")]
    [InlineData("Matrix", "https://osrm.example.id/?api_key=rahasia")]
    [InlineData("Kind", "Google")]
    [InlineData("Kind", "7")]
    [InlineData("Profile", "driving/../car")]
    [InlineData("ApiKey", "rahasia\r\nHost: elsewhere")]
    [InlineData("ApiKeyHeader", "X Key")]
    [InlineData("ApiKeyHeader", "Content-Type")]
    [InlineData("TableSize", "1")]
    [InlineData("Timeout", "3")]
    [InlineData("Timeout", "00:00:00")]
    [InlineData("CachedPairs", "-1")]
    [InlineData("CachedFor", "00:00:00")]
    public async Task A_setting_that_makes_no_sense_ends_the_start_and_is_named(string name, string value)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => TravelTimesHost.StartAsync((name, value)));

        Assert.True(refused is OptionsValidationException or InvalidOperationException, $"{refused}");
        Assert.Contains($"Travel:{name}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("rahasia", $"{refused}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Osrm", "", "OSRM")]
    [InlineData("Osrm", "/", "OSRM")]
    [InlineData("OpenRouteService", "/ors", "OpenRouteService")]
    [InlineData("Valhalla", "", "Valhalla")]
    public async Task A_routing_service_that_is_set_is_asked_and_named(string kind, string path, string name)
    {
        await using var host = await TravelTimesHost.StartAsync(("Matrix", _server.Address + path), ("Kind", kind));

        var matrix = await host.BetweenAsync(Places);

        AssertAnswered(Places, matrix);
        Assert.Equal(new Text(name, name), matrix.Source);
        Assert.True(matrix.Seconds(2, 0) > matrix.Seconds(0, 2), "Westward is slower.");
        Assert.Single(_server.Requests);
        Assert.Empty(host.Said);
    }

    [Fact]
    public async Task The_same_place_twice_is_no_drive_and_nothing_is_asked_for_one_place()
    {
        await using var host = await HostAsync();

        var alone = await host.BetweenAsync([West, West, new(West.Latitude + 0.00001, West.Longitude)]);
        var none = await host.BetweenAsync([]);
        var twice = await host.BetweenAsync([West, East, West]);

        Assert.Equal((0, 0), (alone.Seconds(0, 2), alone.EstimatedPairs));
        Assert.Equal(0, none.Places);
        Assert.Equal(twice.Seconds(0, 1), twice.Seconds(2, 1));
        Assert.Equal("OSRM", twice.Source.English);
        Assert.Single(_server.Requests);
    }

    /// <summary>Each spoils a right answer.</summary>
    public static TheoryData<string, string, string> Nonsense => new()
    {
        { "not JSON", "it broke", "no JSON" },
        { "nothing", "", "no JSON" },
        { "half of it", "{\"code\":\"Ok\",\"durations\":[[0,", "no JSON" },
        { "another kind of JSON", "[1,2,3]", "no table" },
        { "null", "null", "no table" },
        { "an object of something else", "{\"routes\":[]}", "no table" },
        { "its own refusal", "{\"code\":\"NoTable\"}", "no table" },
        { "no distances", "distances→lengths", "no table" },
        { "an object for a table", "{\"code\":\"Ok\",\"durations\":{},\"distances\":{}}", "no table" },
        { "one row too few", "row", "no table" },
        { "one column too many", "column", "no table" },
        { "a word for a number", "number→\"fast\"", "no table" },
        { "NaN as a word", "number→\"NaN\"", "no table" },
        { "NaN", "number→NaN", "no JSON" },
        { "negative", "number→-1", "cannot be" },
        { "endless", "number→1e999", "cannot be" },
        { "two weeks", "number→1209600", "cannot be" },
        { "no time at all", "number→0", "cannot be" },
        { "1000 km/h", "number→10.9", "cannot be" },
        { "a shorter way than the crow's", "distance→1", "cannot be" },
        { "to the moon", "distance→384400000", "cannot be" },
        { "too long", "padding", "too long" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_is_not_believed_and_the_estimate_takes_its_place(string what, string answer, string reason)
    {
        await using var host = await HostAsync();
        _server.Spoil = right => Spoilt(right, answer);

        var matrix = await host.BetweenAsync(Places);

        AssertEstimated(host, Places, matrix);
        Assert.Contains(reason, (await host.HealthAsync()).Description, StringComparison.Ordinal);
        Assert.Single(_server.Requests);
        Assert.True(host.Said.Count() == 1, what);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(400)]
    [InlineData(204)]
    public async Task An_error_is_an_estimate_and_a_warning(int status)
    {
        await using var host = await HostAsync();
        _server.Instead = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

        AssertEstimated(host, Places, await host.BetweenAsync(Places));

        Assert.StartsWith("Warning: OSRM gives no travel times (", Assert.Single(host.Said), StringComparison.Ordinal);
        var health = await host.HealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.StartsWith("OSRM gives no travel times since ", health.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Nobody_is_led_elsewhere(int status)
    {
        await using var elsewhere = await MatrixServer.StartAsync();
        await using var host = await HostAsync(("ApiKey", "kunci-12345"));
        _server.Instead = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = $"{elsewhere.Address}{context.Request.Path}{context.Request.QueryString}";
            return Task.CompletedTask;
        };

        AssertEstimated(host, Places, await host.BetweenAsync(Places));

        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("says nothing")]
    [InlineData("drips its answer")]
    [InlineData("breaks off")]
    public async Task A_service_that_does_not_come_to_an_end_holds_nobody_up(string how)
    {
        await using var host = await HostAsync(("Timeout", "00:00:00.3"));
        _server.Instead = async context =>
        {
            if (how == "says nothing")
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }

            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{\"code\":\"Ok\",");
            await context.Response.Body.FlushAsync();
            while (how == "drips its answer")
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(20, context.RequestAborted);
            }

            context.Abort();
        };

        var matrix = await host.BetweenAsync(Places).WaitAsync(TimeSpan.FromSeconds(30));

        AssertEstimated(host, Places, matrix);
        Assert.Single(host.Said);
    }

    [Fact]
    public async Task All_tables_of_a_matrix_together_have_the_time_of_one()
    {
        await using var host = await HostAsync(("Timeout", "00:00:01"), ("TableSize", "2"));
        var places = Grid(20);
        var answered = 0;
        _server.Instead = async context =>
        {
            // In time each by itself; a hundred of them are not.
            Interlocked.Increment(ref answered);
            await Task.Delay(50, context.RequestAborted);
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("{\"code\":\"Ok\",\"durations\":[[null,null],[null,null]],\"distances\":[[null,null],[null,null]]}", context.RequestAborted);
        };

        AssertEstimated(host, places, await host.BetweenAsync(places).WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.InRange(answered, 1, 99);
        Assert.Contains("longer than 1 s", Assert.Single(host.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_an_estimate()
    {
        await using var host = await TravelTimesHost.StartAsync(("Matrix", $"http://127.0.0.1:{DeadPort()}"));

        AssertEstimated(host, Places, await host.BetweenAsync(Places));

        Assert.Contains("takes no connection", Assert.Single(host.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_failed_has_peace_for_half_a_minute_and_its_return_is_told_once()
    {
        await using var host = await HostAsync();
        _server.Instead = Broken;
        for (var plan = 0; plan < 5; plan++)
        {
            AssertEstimated(host, Places, await host.BetweenAsync(Places));
        }

        Assert.Single(_server.Requests);
        host.Time.Advance(TimeSpan.FromSeconds(31));
        AssertEstimated(host, Places, await host.BetweenAsync(Places));
        Assert.Equal(2, _server.Requests.Count);
        Assert.Single(host.Said);

        _server.Instead = null;
        AssertEstimated(host, Places, await host.BetweenAsync(Places));
        host.Time.Advance(TimeSpan.FromSeconds(31));
        AssertAnswered(Places, await host.BetweenAsync(Places));
        AssertAnswered(Places, await host.BetweenAsync(Places));

        Assert.Equal(
            ["Warning: OSRM gives no travel times (it answers 500); they are estimated until it does.", "Information: OSRM gives travel times again."],
            host.Said);
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
    }

    [Fact]
    public async Task While_one_matrix_tries_whether_the_service_is_back_no_other_waits_for_it()
    {
        await using var host = await HostAsync();
        _server.Instead = Broken;
        await host.BetweenAsync(Places);
        host.Time.Advance(TimeSpan.FromSeconds(31));
        var release = new TaskCompletionSource();
        _server.Instead = _ => release.Task;

        var trying = host.BetweenAsync(Places);
        await Eventually.TrueAsync(() => Task.FromResult(_server.Requests.Count == 2), "the one that tries has asked");
        var others = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => host.BetweenAsync(Places)));

        Assert.All(others, matrix => AssertEstimated(host, Places, matrix));
        Assert.Equal(2, _server.Requests.Count);
        Assert.False(trying.IsCompleted);
        release.SetResult();
        await trying;
    }

    [Fact]
    public async Task Places_that_were_asked_for_are_remembered_for_a_day()
    {
        await using var host = await HostAsync();
        var first = await host.BetweenAsync(Places);

        var nearby = Places.Select(place => new GeoPoint(place.Latitude + 0.00002, place.Longitude - 0.00002)).Reverse().ToList();
        var again = await host.BetweenAsync(nearby);

        Assert.Single(_server.Requests);
        Assert.Equal(first.Seconds(0, 2), again.Seconds(2, 0));
        Assert.Equal("OSRM", again.Source.English);

        host.Time.Advance(TimeSpan.FromHours(25));
        await host.BetweenAsync(Places);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task What_is_remembered_answers_also_while_the_service_is_down()
    {
        await using var host = await HostAsync();
        await host.BetweenAsync(Places);
        _server.Instead = Broken;
        var further = new GeoPoint(-7.85, 112.00);

        var matrix = await host.BetweenAsync([.. Places, further]);

        Assert.Equal(MatrixServer.Seconds(West, East), matrix.Seconds(0, 2), 6);
        Assert.False(matrix.IsEstimated(0, 2));
        Assert.True(matrix.IsEstimated(0, 3));
        Assert.Equal(host.Estimate(further, West).Seconds, matrix.Seconds(3, 0));
        Assert.Equal(new Text("OSRM, sebagian perkiraan", "OSRM, partly estimated"), matrix.Source);
        Assert.Equal(6, matrix.EstimatedPairs);
    }

    [Fact]
    public async Task Of_a_place_that_is_new_only_the_ways_from_and_to_it_are_asked_for()
    {
        await using var host = await HostAsync();
        var places = Grid(30);
        await host.BetweenAsync(places[..29]);
        _server.Requests.Clear();

        AssertAnswered(places, await host.BetweenAsync(places));

        Assert.Equal([(1, 30), (29, 1)], _server.Requests.Select(request => (request.From.Count, request.To.Count)));
    }

    [Fact]
    public async Task No_more_is_remembered_than_the_setting_says_and_the_oldest_goes_first()
    {
        await using var host = await HostAsync(("CachedPairs", "2"));
        var (west, east) = ((GeoPoint[])[West, Centre], (GeoPoint[])[Centre, East]);

        await host.BetweenAsync(west);
        await host.BetweenAsync(west);
        Assert.Single(_server.Requests);
        await host.BetweenAsync(east);
        await host.BetweenAsync(east);
        Assert.Equal(2, _server.Requests.Count);
        await host.BetweenAsync(west);
        Assert.Equal(3, _server.Requests.Count);
        AssertAnswered(Places, await host.BetweenAsync(Places));
    }

    [Fact]
    public async Task Where_no_street_leads_the_drive_is_estimated_and_says_so()
    {
        await using var host = await HostAsync();
        _server.Island = East;

        var matrix = await host.BetweenAsync(Places);
        var again = await host.BetweenAsync(Places);

        Assert.True(matrix.IsEstimated(0, 2) && matrix.IsEstimated(2, 1));
        Assert.Equal(host.Estimate(West, East), new(matrix.Seconds(0, 2), matrix.Metres(0, 2)));
        Assert.Equal(MatrixServer.Seconds(West, Centre), matrix.Seconds(0, 1), 6);
        Assert.Equal(("OSRM, partly estimated", 4), (matrix.Source.English, matrix.EstimatedPairs));
        Assert.Equal(again.Source, matrix.Source);
        Assert.Single(_server.Requests);
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
    }

    [Theory]
    [InlineData("Valhalla", "")]
    [InlineData("OpenRouteService", "/ors")]
    public async Task Every_kind_of_service_may_know_no_way(string kind, string path)
    {
        await using var host = await TravelTimesHost.StartAsync(("Matrix", _server.Address + path), ("Kind", kind));
        _server.Island = East;

        var matrix = await host.BetweenAsync(Places);

        Assert.Equal(4, matrix.EstimatedPairs);
        Assert.False(matrix.IsEstimated(0, 1));
    }

    [Fact]
    public async Task Two_hundred_and_fifty_places_are_asked_for_in_tables_that_the_service_takes()
    {
        await using var host = await HostAsync();
        var places = Grid(250);

        var matrix = await host.BetweenAsync(places);

        AssertAnswered(places, matrix);
        Assert.Equal(9, _server.Requests.Count);
        Assert.All(_server.Requests, request => Assert.True(request.From.Count <= 100 && request.To.Count <= 100));
    }

    [Fact]
    public async Task What_a_service_answered_before_it_failed_is_kept_and_later_only_the_rest_is_asked_for()
    {
        await using var host = await HostAsync(("TableSize", "10"));
        var places = Grid(20);
        var tables = 0;
        _server.Spoil = right => ++tables > 2 ? "{}" : right;

        var matrix = await host.BetweenAsync(places);

        Assert.Equal("OSRM, partly estimated", matrix.Source.English);
        Assert.Equal(190, matrix.EstimatedPairs);
        _server.Requests.Clear();
        _server.Spoil = right => right;
        host.Time.Advance(TimeSpan.FromSeconds(31));
        AssertAnswered(places, await host.BetweenAsync(places));
        Assert.Equal(2, _server.Requests.Count);
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("X-Api-Key")]
    public async Task The_key_goes_with_every_request_and_neither_it_nor_a_place_is_ever_logged(string header)
    {
        const string key = "Bearer kunci-sangat-rahasia";
        await using var host = await HostAsync(("ApiKey", key), ("ApiKeyHeader", header), ("TableSize", "2"));
        await host.BetweenAsync(Places);
        _server.Instead = context =>
        {
            context.Response.StatusCode = 401;
            return context.Response.WriteAsync($"no {context.Request.Headers[header]}");
        };
        await host.BetweenAsync(Grid(4));

        Assert.NotEmpty(_server.Headers);
        Assert.All(_server.Headers, headers => Assert.Equal(key, headers[header]));
        Assert.Single(host.Said);
        var health = (await host.HealthAsync()).Description;
        Assert.All(host.Log.Append(health), line =>
        {
            Assert.DoesNotContain("kunci", line, StringComparison.Ordinal);
            Assert.DoesNotContain("112.0178", line, StringComparison.Ordinal);
            Assert.DoesNotContain("-7.8", line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Who_gives_up_is_not_kept_waiting_and_the_service_is_not_blamed()
    {
        await using var host = await HostAsync();
        _server.Instead = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        using var caller = new CancellationTokenSource();

        var asking = host.BetweenAsync(Places, caller.Token);
        await Eventually.TrueAsync(() => Task.FromResult(!_server.Requests.IsEmpty), "the service was asked");
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(TimeSpan.FromSeconds(30)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.BetweenAsync(Places, caller.Token));
        Assert.Empty(host.Said);
        _server.Instead = null;
        AssertAnswered(Places, await host.BetweenAsync(Places));
    }

    [Fact]
    public async Task What_was_asked_remembered_and_estimated_is_counted()
    {
        var counted = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument is { Meter.Name: "PlanningPlatform.MobileUnits", Name: "planning.travel.pairs" })
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, pairs, tags, _) => counted.AddOrUpdate($"{tags[0].Key}={tags[0].Value}", pairs, (_, before) => before + pairs));
        listener.Start();
        await using var host = await HostAsync();

        await host.BetweenAsync(Places[..2]);
        _server.Instead = Broken;
        await host.BetweenAsync(Places);

        Assert.Equal(
            ["outcome=asked 2", "outcome=cached 2", "outcome=estimated 4"],
            counted.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_routing_service_that_is_down_leaves_the_service_ready()
    {
        await using var service = await RunningService<Program>.StartAsync(
            "mobile-units", broker: null, KeyValuePair.Create("Travel:Matrix", $"http://127.0.0.1:{DeadPort()}"));
        await service.ReadyAsync();

        await service.Services.GetRequiredService<ITravelTimes>().BetweenAsync(Places, CancellationToken.None);

        using var client = service.CreateClient();
        using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative));
        var health = (await answer.Content.ReadFromJsonAsync<HealthAnswer>())!;
        Assert.Equal((HttpStatusCode.OK, "Degraded"), (answer.StatusCode, health.Status));
        Assert.StartsWith("travel-times: OSRM gives no travel times since", Assert.Single(health.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_missing_is_asked_for_in_tables_of_the_size_set()
    {
        var random = new Random(20261122);
        for (var run = 0; run < 200; run++)
        {
            var (places, size, share) = (random.Next(2, 40), random.Next(2, 12), random.NextDouble());
            var missing = (from way in Enumerable.Range(0, places * places)
                           where way / places != way % places && random.NextDouble() < share
                           select (way / places, way % places)).ToHashSet();

            var tables = Table.Covering(places, (from, to) => missing.Contains((from, to)), size);

            Assert.All(tables, table => Assert.True(table.From.Count is > 0 && table.From.Count <= size && table.To.Count is > 0 && table.To.Count <= size));
            var asked = tables.SelectMany(table => from row in table.From from column in table.To select (row, column)).ToList();
            Assert.Equal(asked.Count, asked.Distinct().Count());
            Assert.Subset(asked.ToHashSet(), missing);
        }
    }

    private static Task Broken(HttpContext context)
    {
        context.Response.StatusCode = 500;
        return Task.CompletedTask;
    }

    private Task<TravelTimesHost> HostAsync(params (string Name, string Value)[] settings) => TravelTimesHost.StartAsync([("Matrix", _server.Address), .. settings]);

    /// <summary>So many places 220 m apart, none of them on a border of rounding.</summary>
    private static GeoPoint[] Grid(int count)
        => [.. Enumerable.Range(0, count).Select(place => new GeoPoint((-78_100 - (20 * (place / 16))) / 10_000.0, (1_120_000 + (20 * (place % 16))) / 10_000.0))];

    /// <summary>Nobody listens there: it was ours a moment ago.</summary>
    private static int DeadPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Spoilt(string right, string how)
    {
        var (durations, distances) = (right.IndexOf("\"durations\":[[0,", StringComparison.Ordinal) + 15, right.IndexOf("\"distances\":[[0,", StringComparison.Ordinal) + 15);
        return how switch
        {
            "row" => string.Concat(right.AsSpan(0, right.LastIndexOf(",[", StringComparison.Ordinal)), "]}"),
            "column" => right.Replace("\"distances\":[[0,", "\"distances\":[[0,0,", StringComparison.Ordinal),
            "padding" => right + new string(' ', 1_000_000),
            _ when how.StartsWith("distances→", StringComparison.Ordinal) => right.Replace("distances", "lengths", StringComparison.Ordinal),
            _ when how.StartsWith("number→", StringComparison.Ordinal) => WithNumber(durations, how["number→".Length..]),
            _ when how.StartsWith("distance→", StringComparison.Ordinal) => WithNumber(distances, how["distance→".Length..]),
            _ => how,
        };

        // From the west to the centre, 3 km.
        string WithNumber(int at, string number) => string.Concat(right.AsSpan(0, at + 1), number, right.AsSpan(right.IndexOf(',', at + 1)));
    }

    private static void AssertAnswered(IReadOnlyList<GeoPoint> places, TravelMatrix matrix)
    {
        Assert.Equal(0, matrix.EstimatedPairs);
        for (var from = 0; from < places.Count; from++)
        {
            for (var to = 0; to < places.Count; to++)
            {
                // Valhalla counts whole seconds.
                Assert.Equal(MatrixServer.Seconds(places[from], places[to]), matrix.Seconds(from, to), 1.0);
                Assert.Equal(MatrixServer.Metres(places[from], places[to]), matrix.Metres(from, to), 0.001);
            }
        }
    }

    private static void AssertEstimated(TravelTimesHost host, IReadOnlyList<GeoPoint> places, TravelMatrix matrix)
    {
        Assert.Equal("estimated", matrix.Source.English);
        for (var from = 0; from < places.Count; from++)
        {
            for (var to = 0; to < places.Count; to++)
            {
                Assert.Equal(host.Estimate(places[from], places[to]), new(matrix.Seconds(from, to), matrix.Metres(from, to)));
                Assert.Equal(from != to, matrix.IsEstimated(from, to));
            }
        }
    }
}
