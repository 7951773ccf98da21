using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Events;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>What open boards hear: the stream of the running service, over HTTP.</summary>
public sealed class EventsTests : IAsyncLifetime
{
    private const string Bawang = "35.71.03.1009", Banjaran = "35.71.02.1012";

    private readonly SettableTime _time = new();
    private TrackedFleet _fleet = null!;

    public async Task InitializeAsync() => _fleet = await TrackedFleet.StartAsync(_time);

    public async Task DisposeAsync() => await _fleet.DisposeAsync();

    [Fact]
    public async Task A_board_is_told_all_that_is_open_and_then_each_change_until_it_is_closed()
    {
        var first = await _fleet.AskForAVisitAsync();
        await using var board = await OpenBoard.ReadyAsync(_fleet.Dispatcher);

        Assert.Equal("reset", board.Heard[0].Kind);
        Assert.Equal("Waiting", board.Newest("request", first)?.GetProperty("status").GetString());
        Assert.Equal(12, board.Heard.Where(heard => heard.Kind == "unit").DistinctBy(heard => heard.Data.GetProperty("id").GetGuid()).Count());
        Assert.False(board.Heard.First(heard => heard.Kind == "alarm").Data.GetProperty("raised").GetBoolean());
        Assert.All(board.Heard.Where(heard => heard.Kind != "ready"), heard => Assert.Null(heard.Id));

        var second = await _fleet.AskForAVisitAsync();
        await board.HearsAsync(heard => IsRequest(heard, second, "Waiting"), "the second request is heard of");
        var journey = await _fleet.AssignAsync(second, "MB-09");
        await board.HearsAsync(heard => IsRequest(heard, second, "Assigned"), "it is heard that it was assigned");
        await board.HearsAsync(heard => heard.Kind == "journey" && heard.Data.GetProperty("id").GetGuid() == journey && heard.Data.GetProperty("unitCode").GetString() == "MB-09"
            && heard.Data.GetProperty("villageCode").GetString() == Bawang, "the journey is heard of");
        await board.HearsAsync(heard => heard.Kind == "unit" && heard.Data.GetProperty("code").GetString() == "MB-09" && heard.Data.GetProperty("busy").GetBoolean(), "the unit is busy");
        await _fleet.MoveAsync(journey, "accept", "depart", "arrive", "complete");
        await board.HearsAsync(heard => IsRequest(heard, second, "Completed"), "its end is heard of");
        using var closed = await _fleet.Dispatcher.PostAsJsonAsync($"/api/dispatch/requests/{first}/close", new { outcome = "Cancelled", reason = "Sudah dijemput keluarga" });
        Assert.True(closed.IsSuccessStatusCode, await closed.Content.ReadAsStringAsync());
        await board.HearsAsync(heard => IsRequest(heard, first, "Cancelled"), "it is heard that nobody goes");
    }

    [Fact]
    public async Task No_event_says_what_a_trip_is_for_or_names_a_person()
    {
        await using var board = await OpenBoard.ReadyAsync(_fleet.Dispatcher);
        var request = await _fleet.AskForAVisitAsync();
        await _fleet.AssignAsync(request, "MB-09");
        await board.HearsAsync(heard => IsRequest(heard, request, "Assigned"), "it is assigned");

        Assert.All(board.Heard, heard => Assert.All((string[])["purpose", "phone", "contact", "note", "reason", "Health", "Paling cocok", "deviceId"], word =>
            Assert.DoesNotContain($"\"{word}\"", heard.Data.GetRawText(), StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_board_that_was_away_is_told_what_changed_meanwhile_what_ended_and_what_left_and_nothing_else()
    {
        var (quiet, ends, leaves) = (await _fleet.AskForAVisitAsync(), await _fleet.AskForAVisitAsync(), await _fleet.AskForAVisitAsync());
        var journey = await _fleet.AssignAsync(leaves, "MB-09");
        _time.Advance(TimeSpan.FromMinutes(2));
        using var district = _fleet.Service.CreateClientGranted("dispatcher region=35.71.03");
        string lastId;
        await using (var before = await OpenBoard.ReadyAsync(district))
        {
            Assert.NotNull(before.Newest("journey", journey));
            lastId = before.LastId!;
        }

        _time.Advance(TimeSpan.FromMinutes(5));
        using (var closed = await _fleet.Dispatcher.PostAsJsonAsync($"/api/dispatch/requests/{ends}/close", new { outcome = "Cancelled", reason = "Tidak jadi" }))
        {
            Assert.True(closed.IsSuccessStatusCode, await closed.Content.ReadAsStringAsync());
        }

        using (var given = await _fleet.Dispatcher.PostAsJsonAsync($"/api/dispatch/requests/{leaves}/unassign", new { reason = "Unit lain lebih dekat" }))
        {
            Assert.True(given.IsSuccessStatusCode, await given.Content.ReadAsStringAsync());
        }

        foreach (var inAddress in (bool[])[false, true])
        {
            await using var after = await OpenBoard.OpenAsync(district, lastId, inAddress);
            await after.HearsAsync(heard => heard.Kind == "ready", "the board is ready");
            Assert.DoesNotContain(after.Heard, heard => heard.Kind == "reset");
            Assert.Equal("Cancelled", after.Newest("request", ends)?.GetProperty("status").GetString());
            Assert.Equal("Waiting", after.Newest("request", leaves)?.GetProperty("status").GetString());
            Assert.True(after.Newest("journey", journey)?.GetProperty("gone").GetBoolean());
            Assert.Null(after.Newest("request", quiet));
        }
    }

    [Fact]
    public async Task What_a_crew_reports_an_hour_late_is_found_by_a_board_that_was_away_for_a_minute()
    {
        var request = await _fleet.AskForAVisitAsync();
        var journey = await _fleet.AssignAsync(request, "MB-09");
        var accepted = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromHours(1));
        string lastId;
        await using (var before = await OpenBoard.ReadyAsync(_fleet.Dispatcher))
        {
            lastId = before.LastId!;
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        using var late = await _fleet.Crew.PostAsJsonAsync($"/api/dispatch/journeys/{journey}/accept", new { at = accepted });
        Assert.True(late.IsSuccessStatusCode, await late.Content.ReadAsStringAsync());

        await using var after = await OpenBoard.ReadyAsync(_fleet.Dispatcher, lastId);
        Assert.Equal("Accepted", after.Newest("request", request)?.GetProperty("status").GetString());
        Assert.Equal("Accepted", after.Newest("journey", journey)?.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("99999999999999999999-0")]
    [InlineData("old")]
    [InlineData("future")]
    [InlineData("other")]
    public async Task An_id_that_says_nothing_or_is_of_another_area_is_answered_with_everything(string kind)
    {
        var request = await _fleet.AskForAVisitAsync();
        await using var board = await OpenBoard.ReadyAsync(_fleet.Dispatcher);
        var parts = board.LastId!.Split('-');
        var lastId = kind switch
        {
            "old" => $"{long.Parse(parts[0], null) - TimeSpan.FromHours(2).Ticks}-{parts[1]}",
            "future" => $"{long.Parse(parts[0], null) + TimeSpan.FromHours(2).Ticks}-{parts[1]}",
            "other" => $"{parts[0]}-00000000",
            _ => kind,
        };

        await using var again = await OpenBoard.ReadyAsync(_fleet.Dispatcher, lastId);
        Assert.Equal("reset", again.Heard[0].Kind);
        Assert.NotNull(again.Newest("request", request));
    }

    [Fact]
    public async Task After_a_restart_and_on_another_replica_the_same_id_goes_on_and_each_hears_what_the_other_did()
    {
        var earlier = await _fleet.AskForAVisitAsync();
        await using var here = await OpenBoard.ReadyAsync(_fleet.Dispatcher);
        await using var other = await SecondReplica.StartAsync(_fleet);
        using var client = other.CreateClientLike(_fleet.Dispatcher);
        await using var there = await OpenBoard.ReadyAsync(client, here.LastId);
        Assert.DoesNotContain(there.Heard, heard => heard.Kind == "reset");

        // By one replica and by the other.
        await _fleet.AssignAsync(earlier, "MB-09");
        await there.HearsAsync(heard => IsRequest(heard, earlier, "Assigned"), "the other replica hears of it");
        using var taken = await client.PostAsJsonAsync($"/api/dispatch/requests/{earlier}/unassign", new { reason = "Unit lain lebih dekat" });
        Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync());
        await here.HearsAsync(heard => IsRequest(heard, earlier, "Waiting") && heard.Data.GetProperty("version").GetInt32() > 2, "the first one hears of it");
    }

    [Fact]
    public async Task A_dispatcher_of_a_district_hears_of_its_requests_and_units_only()
    {
        using var district = _fleet.Service.CreateClientGranted("dispatcher region=35.71.03");
        await using var board = await OpenBoard.ReadyAsync(district);
        var there = await _fleet.AskForAVisitAsync(Banjaran);
        var journey = await _fleet.AssignAsync(there, "MB-06");
        await _fleet.StandAsync(await _fleet.DeviceAsync("MB-06"), -7.8166, 112.0114, _time.GetUtcNow());
        var here = await _fleet.AskForAVisitAsync(Bawang);
        await board.HearsAsync(heard => IsRequest(heard, here, "Waiting"), "its own is heard of");
        await board.HearsAsync(heard => heard.Kind == "journey", "that there is another is heard of");

        Assert.Null(board.Newest("request", there));
        Assert.Equal(["gone", "id"], board.Newest("journey", journey)!.Value.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["MB-09", "MB-10", "MB-11", "MB-12"], board.Heard.Where(heard => heard.Kind == "unit").Select(heard => heard.Data.GetProperty("code").GetString()!).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Positions_are_told_within_a_second_once_a_second_at_most_and_when_they_grow_stale()
    {
        var device = await _fleet.DeviceAsync("MB-01");
        await using var board = await OpenBoard.ReadyAsync(_fleet.Dispatcher);
        var before = board.Heard.Count(IsMb01);
        var started = TimeProvider.System.GetTimestamp();
        for (var index = 0; index < 12; index++)
        {
            await _fleet.StandAsync(device, -7.8166 + (index * 0.0001), 112.0114, _time.GetUtcNow());
        }

        await board.HearsAsync(heard => IsMb01(heard) && heard.Data.GetProperty("latitude").GetDouble() > -7.8156, "the last position is heard of");
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        Assert.InRange(board.Heard.Count(IsMb01) - before, 2, (int)seconds + 2);

        _time.Advance(TimeSpan.FromMinutes(31));
        await board.HearsAsync(heard => IsMb01(heard) && heard.Data.GetProperty("stale").GetBoolean(), "it is heard that nobody knows any more");

        static bool IsMb01((string Kind, string? Id, JsonElement Data) heard) => heard.Kind == "unit" && heard.Data.GetProperty("code").GetString() == "MB-01" && heard.Data.GetProperty("latitude").ValueKind == JsonValueKind.Number;
    }

    [Fact]
    public async Task A_quiet_line_has_a_heartbeat_a_user_has_so_many_lines_and_the_end_of_one_makes_room()
    {
        await using var fleet = await TrackedFleet.StartAsync(settings: [new("Events:Heartbeat", "00:00:00.5"), new("Events:MostPerUser", "2")]);
        await using var first = await OpenBoard.ReadyAsync(fleet.Dispatcher);
        var second = await OpenBoard.ReadyAsync(fleet.Dispatcher);
        using (var third = await fleet.Dispatcher.GetAsync(new Uri("/api/dispatch/events", UriKind.Relative)))
        {
            Assert.Equal((HttpStatusCode)429, third.StatusCode);
            Assert.Equal("too_many_streams", (await third.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }

        await Eventually.TrueAsync(() => Task.FromResult(first.Comments > 1), "there are heartbeats");
        await second.DisposeAsync();
        await Eventually.TrueAsync(async () =>
        {
            using var again = await fleet.Dispatcher.SendAsync(new(HttpMethod.Get, "/api/dispatch/events"), HttpCompletionOption.ResponseHeadersRead);
            return again.StatusCode == HttpStatusCode.OK;
        }, "there is room again");
    }

    [Fact]
    public async Task A_stream_ends_with_its_token()
    {
        // Of ten minutes all but two seconds are over.
        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(3));
        using var dispatcher = _fleet.Service.CreateClientFor(Roles.Dispatcher);
        await using var board = await OpenBoard.ReadyAsync(dispatcher);
        Assert.False(board.HasEnded);

        await Eventually.TrueAsync(() => Task.FromResult(board.HasEnded), "the stream has ended with its token");
    }

    [Fact]
    public async Task A_service_that_stops_lets_go_of_its_boards_at_once()
    {
        var other = await SecondReplica.StartAsync(_fleet);
        using var client = other.CreateClientLike(_fleet.Dispatcher);
        await using var board = await OpenBoard.ReadyAsync(client);

        var started = TimeProvider.System.GetTimestamp();
        await other.DisposeAsync();

        await Eventually.TrueAsync(() => Task.FromResult(board.HasEnded), "the stream has ended with the service");
        // Otherwise it would wait half a minute for them.
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0, 20);
    }

    [Fact]
    public async Task Who_does_not_read_is_given_up()
    {
        await using var fleet = await TrackedFleet.StartAsync(settings: [new("Events:Patience", "00:00:03"), new("Events:MostPerUser", "1")]);
        await using (var scope = fleet.Service.Services.CreateAsyncScope())
        {
            // More to tell than the buffers on the way hold.
            var (db, now) = (scope.ServiceProvider.GetRequiredService<MobileUnitsDb>(), TimeProvider.System.GetUtcNow());
            db.Requests.AddRange(Enumerable.Range(0, 12_000).Select(_ => TripRequest.ForComplaint(
                Guid.CreateVersion7(now), "ADU-TEST-0001", new Trip(Bawang, "Health", 1, false, new Place(Bawang, null, null, new string('x', Place.LongestName)), null, null), now)));
            await db.SaveChangesAsync();
        }

        var address = fleet.Dispatcher.BaseAddress!;
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /api/dispatch/events HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: {fleet.Dispatcher.DefaultRequestHeaders.Authorization}\r\n\r\n"));
        await Eventually.TrueAsync(async () => await StatusAsync() == HttpStatusCode.TooManyRequests, "its place is taken");

        await Eventually.TrueAsync(async () => await StatusAsync() == HttpStatusCode.OK, "it was given up and its place is free");

        async Task<HttpStatusCode> StatusAsync()
        {
            using var answer = await fleet.Dispatcher.SendAsync(new(HttpMethod.Get, "/api/dispatch/events"), HttpCompletionOption.ResponseHeadersRead);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Of_what_a_slow_reader_has_still_to_hear_the_newest_is_kept_and_of_too_many_things_none()
    {
        var reader = new BoardReader(new GrantedScope([Grant.Parse("dispatcher region=35.71")!]));
        var ids = Enumerable.Range(0, 5_001).Select(_ => Guid.CreateVersion7(_time.GetUtcNow())).ToList();
        BoardEvent News(Guid id, int version) => new("request", id, version, [Bawang], _time.GetUtcNow(), $"{version}");

        reader.Offer(News(ids[0], 1));
        reader.Offer(News(ids[1], 1));
        reader.Offer(News(ids[0], 2));
        Assert.Equal([(ids[1], 1), (ids[0], 2)], (await reader.TakeAsync(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None))!.Select(news => (news.Id, news.Version)));

        ids.ForEach(id => reader.Offer(News(id, 1)));
        Assert.True(reader.IsTooSlow);
        Assert.Empty((await reader.TakeAsync(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None))!);
    }

    private static bool IsRequest((string Kind, string? Id, JsonElement Data) heard, Guid id, string status)
        => heard.Kind == "request" && heard.Data.GetProperty("id").GetGuid() == id && heard.Data.GetProperty("status").GetString() == status;
}
