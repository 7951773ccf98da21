using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Platform.Tests;

/// <summary>The demo city's trips (T01 to T11) and units (MB-01 to MB-12) on the whole platform, each showing what it is there to show. They go tomorrow.</summary>
[Collection(PlatformCollection.Name)]
public sealed class MobmasTripsTests(PlatformFixture fixture) : IAsyncLifetime
{
    private static readonly Regency Kediri = Regency.Load("35.71");
    private static readonly Dictionary<string, string> Tokens = new(StringComparer.Ordinal);
    private static int _phones;

    private readonly HttpClient _client = fixture.Platform.CreateClient();
    private readonly DateOnly _day = Kediri.TimeZone.DateOf(TimeProvider.System.GetUtcNow()).AddDays(1);
    private string _notice = "";

    public async Task InitializeAsync()
        => _notice = (await _client.GetFromJsonAsync<JsonElement>("/api/mobile-units/privacy-notice")).GetProperty("version").GetString()!;

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task T01_somebody_old_is_brought_to_the_hospital_and_back_by_the_unit_of_their_village()
    {
        var phone = Phone();
        var wish = Wish("Bawang", "rsud-gambiran", "07:00", "07:30", 2, phone);
        wish["return"] = new { from = At("09:30"), until = At("10:30") };
        var booked = await BookAsync(wish);
        var (there, back) = (booked.Trips[0], booked.Trips[1]);

        var units = await SuggestionsAsync(there);
        Assert.Equal("Mobmas MB-09", units[0].GetProperty("name").GetString());
        Assert.True(units[0].GetProperty("recommended").GetBoolean());

        // Behind which door they live is in the opened request; to the office the way back does not say either where they were.
        var listed = (await GetAsync("dispatcher", "/api/dispatch/requests?status=Waiting&pageSize=200")).GetProperty("items").EnumerateArray().ToDictionary(request => request.GetProperty("id").GetGuid());
        Assert.Equal((null, "RSUD Gambiran"), (listed[there].GetProperty("pickUpName").GetString(), listed[there].GetProperty("dropOffName").GetString()));
        Assert.Equal(("RSUD Gambiran", null), (listed[back].GetProperty("pickUpName").GetString(), listed[back].GetProperty("dropOffName").GetString()));
        Assert.Equal(Kediri.VillagesNamed("Pakunden")[0].Code.ToString(), listed[back].GetProperty("pickUpVillageCode").GetString());
        Assert.Equal("depan musala", (await GetAsync("dispatcher", $"/api/dispatch/requests/{back}")).GetProperty("request").GetProperty("dropOffName").GetString());
        foreach (var trip in (Guid[])[there, back])
        {
            var journey = await AssignAsync(trip, "MB-09");
            await StepsAsync(journey, "accept", "depart", "arrive", "board", "arrive", "complete");
        }

        var tracked = await TrackAsync(booked.Number, phone);
        var trips = tracked.GetProperty("trips").EnumerateArray().ToList();
        Assert.Equal(["Completed", "Completed"], trips.Select(trip => trip.GetProperty("status").GetString()));
        Assert.Equal(["Asked", "Assigned", "Accepted", "EnRoute", "Arrived", "OnBoard", "Completed"], trips[0].GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("code").GetString()));
        Assert.True(trips[1].GetProperty("isReturn").GetBoolean());
        Assert.Equal("RSUD Gambiran", trips[1].GetProperty("pickUpName").GetString());
    }

    [Fact]
    public async Task T02_a_dialysis_is_booked_for_every_Monday_and_Thursday_at_the_same_local_time()
    {
        var wish = Wish("Semampir", "rsud-kilisuci", "08:00", "08:30", 2, Phone());
        wish["repeat"] = new { days = (string[])["Monday", "Thursday"], until = _day.AddDays(21) };

        var answer = await SendAsync("/api/mobile-units/bookings", wish);

        var trips = (await ReadAsync(answer, HttpStatusCode.Created)).GetProperty("trips").EnumerateArray().Select(trip => Kediri.TimeZone.ToLocal(trip.GetProperty("from").GetDateTimeOffset())).ToList();
        Assert.InRange(trips.Count, 6, 8);
        Assert.All(trips, trip => Assert.Equal(new TimeOnly(8, 0), TimeOnly.FromDateTime(trip.DateTime)));
        Assert.All(trips.Skip(1), trip => Assert.Contains(trip.DayOfWeek, (DayOfWeek[])[DayOfWeek.Monday, DayOfWeek.Thursday]));
    }

    [Fact]
    public async Task A06_who_asks_112_to_be_brought_tomorrow_is_offered_the_unit_of_their_village_first()
    {
        using var journey = new Journey(fixture.Platform);
        await journey.WalkUntilAsync("forward");

        await journey.AskForUnitAsync(new { purpose = "Health", passengers = 2, pickUpFrom = At("07:00"), pickUpUntil = At("07:30"), destinationCode = "rsud-gambiran" });

        var first = (await SuggestionsAsync(await journey.WaitingRequestAsync()))[0];
        Assert.Equal(("Mobmas MB-09", true), (first.GetProperty("name").GetString(), first.GetProperty("recommended").GetBoolean()));
    }

    [Fact]
    public async Task T03_and_T04_to_the_same_health_centre_share_one_unit_on_one_journey()
    {
        var (phone, other) = (Phone(), Phone());
        var lirboyo = await BookAsync(Wish("Lirboyo", "puskesmas-sukorame", "08:15", "08:45", 3, phone));
        var bujel = await BookAsync(Wish("Bujel", "puskesmas-sukorame", "08:15", "08:45", 2, other));
        var unit = (await SuggestionsAsync(lirboyo.Trips[0]))[0];
        var journey = await AssignAsync(lirboyo.Trips[0], CodeOf(unit));

        var offered = (await SuggestionsAsync(bujel.Trips[0])).Single(each => CodeOf(each) == CodeOf(unit)).GetProperty("share");
        Assert.Equal(journey, offered.GetProperty("journeyId").GetGuid());
        Assert.Equal([Kediri.VillagesNamed("Lirboyo")[0].Code.ToString()], offered.GetProperty("with").EnumerateArray().Select(village => village.GetString()));
        Assert.InRange(offered.GetProperty("detourMinutes").GetInt32(), 0, 20);
        using var shared = await SendAsync($"/api/dispatch/requests/{bujel.Trips[0]}/assign", new { unitId = unit.GetProperty("unitId").GetGuid(), journeyId = journey }, "dispatcher");
        Assert.Equal(journey, (await ReadAsync(shared, HttpStatusCode.OK)).GetProperty("journeyId").GetGuid());

        var stops = (await GetAsync("crew", "/api/dispatch/journeys?open=true&pageSize=200")).GetProperty("items").EnumerateArray()
            .Single(each => each.GetProperty("journeyId").GetGuid() == journey).GetProperty("stops").EnumerateArray().Select(stop => stop.GetProperty("kind").GetString());
        Assert.Equal(["PickUp", "PickUp", "DropOff", "DropOff"], stops);
        await StepsAsync(journey, "accept", "depart", "arrive", "board", "arrive", "board", "arrive", "complete", "arrive", "complete");
        foreach (var (booked, by) in ((Booked, string)[])[(lirboyo, phone), (bujel, other)])
        {
            var trip = (await TrackAsync(booked.Number, by)).GetProperty("trips")[0];
            Assert.Equal(("Completed", CodeOf(unit)), (trip.GetProperty("status").GetString(), trip.GetProperty("unitCode").GetString()));
            // They were not at a stop for each stop of the other.
            Assert.Equal(["Asked", "Assigned", "Accepted", "EnRoute", "Arrived", "OnBoard", "Completed"], trip.GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("code").GetString()));
        }
    }

    [Fact]
    public async Task T05_who_needs_a_wheelchair_gets_a_unit_that_can_take_one()
    {
        var booked = await BookAsync(Wish("Ketami", "disdukcapil", "09:00", "10:00", 2, Phone(), wheelchair: true, purpose: "Administration"));

        var units = await SuggestionsAsync(booked.Trips[0]);

        Assert.Equal("Mobmas MB-11", units[0].GetProperty("name").GetString());
        Assert.Equal(
            ["MB-02", "MB-06", "MB-11"], units.Where(unit => RefusedBy(unit) is null or "busy").Select(CodeOf).Order(StringComparer.Ordinal));
        using var refused = await TryAssignAsync(booked.Trips[0], units.Single(unit => CodeOf(unit) == "MB-12"));
        Assert.Equal((HttpStatusCode.Conflict, "capability"), (refused.StatusCode, await CodeAsync(refused)));
        await AssignAsync(booked.Trips[0], "MB-11");
    }

    [Fact]
    public async Task T06_an_illness_is_printed_nowhere_and_only_the_crew_reads_the_note()
    {
        var wish = Wish("Pakelan", "puskesmas-balowerti", "09:00", "09:30", 1, Phone());
        wish["note"] = "kontrol TBC paru, pakai masker";
        fixture.Platform.Secrets.Add("TBC paru");
        var booked = await BookAsync(wish);
        var journey = await AssignAsync(booked.Trips[0], "MB-08");

        foreach (var path in (string[])["/api/dispatch/requests?pageSize=200", "/api/dispatch/journeys?pageSize=200", $"/api/dispatch/requests/{booked.Trips[0]}/suggestions"])
        {
            Assert.DoesNotContain("TBC", await GetTextAsync("dispatcher", path), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("TBC", await GetTextAsync("lurah", "/api/mobile-units/counter"), StringComparison.Ordinal);
        Assert.Contains("TBC paru", await GetTextAsync("crew", "/api/dispatch/journeys?open=true&pageSize=200"), StringComparison.Ordinal);
        await StepsAsync(journey, "accept", "depart", "arrive", "board", "complete");
        Assert.DoesNotContain("TBC", await GetTextAsync("crew", "/api/dispatch/journeys?pageSize=200"), StringComparison.Ordinal);

        // The logbook that is printed has neither the words nor the clinic's name nor the purpose.
        var logbook = await GetTextAsync("dispatcher", "/api/mobile-units/logbook.csv");
        Assert.Contains(",MB-08,", logbook, StringComparison.Ordinal);
        Assert.All((string[])["TBC", "Puskesmas", "Health", booked.Number], word => Assert.DoesNotContain(word, logbook, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task T07_six_people_take_all_seats_of_a_unit()
    {
        var booked = await BookAsync(Wish("Dermo", "pemakaman-dermo", "10:00", "10:30", 6, Phone(), purpose: "Social"));

        var units = await SuggestionsAsync(booked.Trips[0]);

        Assert.True(units[0].GetProperty("recommended").GetBoolean());
        Assert.DoesNotContain(units, unit => RefusedBy(unit) == "seats");
        var journey = await AssignAsync(booked.Trips[0], CodeOf(units[0]));
        var seventh = await BookAsync(Wish("Dermo", "pemakaman-dermo", "10:00", "10:30", 1, Phone(), purpose: "Social"));
        using var full = await SendAsync($"/api/dispatch/requests/{seventh.Trips[0]}/assign", new { unitId = units[0].GetProperty("unitId").GetGuid(), journeyId = journey }, "dispatcher");
        Assert.Equal((HttpStatusCode.Conflict, "no_seat_left"), (full.StatusCode, await CodeAsync(full)));
        await StepsAsync(journey, "accept", "depart", "arrive", "board", "arrive", "complete");
    }

    [Fact]
    public async Task T08_nine_people_are_more_than_any_unit_seats_and_may_go_with_two()
    {
        var wish = Wish("Jamsaren", "gor-jayabaya", "13:00", "13:30", 9, Phone(), purpose: "Social");

        using (var refused = await SendAsync("/api/mobile-units/bookings", wish))
        {
            var problem = await ReadAsync(refused, HttpStatusCode.Conflict);
            Assert.Equal(("too_many_passengers", 6), (problem.GetProperty("code").GetString(), problem.GetProperty("seats").GetInt32()));
        }

        wish["split"] = true;
        using var split = await SendAsync("/api/mobile-units/bookings", wish);
        Assert.Equal([5, 4], (await ReadAsync(split, HttpStatusCode.Created)).GetProperty("trips").EnumerateArray().Select(trip => trip.GetProperty("passengers").GetInt32()));
    }

    [Fact]
    public async Task T09_when_the_driver_fails_the_request_is_in_front_of_the_dispatcher_again_and_another_unit_goes()
    {
        var phone = Phone();
        var booked = await BookAsync(Wish("Tamanan", "rsud-gambiran", "07:15", "07:30", 1, phone));
        var first = await AssignAsync(booked.Trips[0], "MB-05");
        await StepsAsync(first, "accept", "depart");

        await ReadAsync(await SendAsync($"/api/dispatch/journeys/{first}/fail", new { cause = "DriverUnavailable", note = "sakit" }, "crew"), HttpStatusCode.OK);

        var waiting = (await GetAsync("dispatcher", "/api/dispatch/requests?status=Waiting&pageSize=200")).GetProperty("items").EnumerateArray().Single(request => request.GetProperty("id").GetGuid() == booked.Trips[0]);
        Assert.Equal(("Pengemudi berhalangan: sakit", 1), (waiting.GetProperty("waitsBecause").GetString(), waiting.GetProperty("failures").GetInt32()));
        var second = await AssignAsync(booked.Trips[0], "MB-06");
        await StepsAsync(second, "accept", "depart", "arrive", "board", "complete");
        var trip = (await TrackAsync(booked.Number, phone)).GetProperty("trips")[0];
        Assert.Equal(("Completed", "MB-06"), (trip.GetProperty("status").GetString(), trip.GetProperty("unitCode").GetString()));
        Assert.Contains(trip.GetProperty("timeline").EnumerateArray(), entry => entry.GetProperty("code").GetString() == "Failed");
    }

    [Fact]
    public async Task T10_a_referral_to_another_city_is_refused_with_the_reason_and_the_alternative()
    {
        var wish = Wish("Pojok", null, "06:00", "06:30", 2, Phone());
        wish["dropOff"] = new { regionCode = "35.78", name = "RS di Surabaya" };

        using var refused = await SendAsync("/api/mobile-units/bookings", wish);

        var problem = await ReadAsync(refused, HttpStatusCode.Conflict);
        Assert.Equal("outside_region", problem.GetProperty("code").GetString());
        Assert.Contains("ambulans", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task T11_an_officer_visits_somebody_at_home_without_any_passenger()
    {
        var wish = Wish("Banjaran", null, "11:00", "12:00", 0, Phone(), purpose: "Administration");
        wish["dropOff"] = null;
        using var answer = await SendAsync("/api/mobile-units/counter", wish, "kasi");
        var trip = (await ReadAsync(answer, HttpStatusCode.Created)).GetProperty("trips")[0].GetProperty("id").GetGuid();

        var journey = await AssignAsync(trip, "MB-06");
        await StepsAsync(journey, "accept", "depart", "arrive", "complete");

        var ended = (await GetAsync("dispatcher", "/api/dispatch/requests?status=Completed&pageSize=200")).GetProperty("items").EnumerateArray().Single(request => request.GetProperty("id").GetGuid() == trip);
        Assert.True(ended.GetProperty("isVisit").GetBoolean());
    }

    [Fact]
    public async Task MB01_to_MB12_stand_at_their_bases_and_whatever_is_not_in_the_workshop_can_go_in_the_evening()
    {
        var fleet = (await GetAsync("dispatcher", "/api/mobile-units")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            [
                "MB-01;Bandar Kidul;6;-", "MB-02;Mojoroto;6;wheelchair", "MB-03;Campurejo;6;-", "MB-04;Kecamatan Mojoroto;6;-", "MB-05;Ngronggo;6;-", "MB-06;Banjaran;6;wheelchair",
                "MB-07;Semampir;6;-", "MB-08;Kecamatan Kota;6;-", "MB-09;Bawang;6;-", "MB-10;Tosaren;6;-", "MB-11;Blabak;6;wheelchair", "MB-12;Kecamatan Pesantren;6;-",
            ],
            fleet.Select(unit => string.Create(CultureInfo.InvariantCulture,
                $"{unit.GetProperty("code").GetString()};{unit.GetProperty("baseName").GetString()};{unit.GetProperty("seats").GetInt32()};{(unit.GetProperty("hasWheelchairLift").GetBoolean() ? "wheelchair" : "-")}")));
        Assert.All(fleet, unit => Assert.Equal(16, unit.GetProperty("deviceId").GetString()!.Length));
        Assert.All(
            (await GetAsync("camat", "/api/mobile-units")).GetProperty("items").EnumerateArray(), unit => Assert.Equal(JsonValueKind.Null, unit.GetProperty("deviceId").ValueKind));

        var units = await SuggestionsAsync((await BookAsync(Wish("Semampir", "rsud-kilisuci", "19:00", "19:30", 1, Phone()))).Trips[0]);
        Assert.Equal(12, units.Count);
        var standing = Assert.Single(units, unit => !unit.GetProperty("recommended").GetBoolean());
        Assert.Equal(("MB-03", "out_of_service"), (CodeOf(standing), RefusedBy(standing)));
    }

    [Fact]
    public async Task MB03_is_in_the_workshop_until_the_day_after_tomorrow_and_nobody_can_send_it()
    {
        var trip = (await BookAsync(Wish("Campurejo", "rsud-kilisuci", "14:00", "14:30", 1, Phone()))).Trips[0];

        var unit = (await SuggestionsAsync(trip)).Single(each => CodeOf(each) == "MB-03");

        Assert.Equal("out_of_service", RefusedBy(unit));
        using var refused = await TryAssignAsync(trip, unit);
        Assert.Equal((HttpStatusCode.Conflict, "out_of_service"), (refused.StatusCode, await CodeAsync(refused)));
    }

    [Fact]
    public async Task MB04_is_refused_while_its_district_office_uses_it_and_suggested_after_that()
    {
        // As the demo city has it on its first day, here tomorrow like the trips.
        var id = (await GetAsync("dispatcher", "/api/mobile-units")).GetProperty("items").EnumerateArray().Single(unit => unit.GetProperty("code").GetString() == "MB-04").GetProperty("id").GetGuid();
        using (var blocked = await SendAsync($"/api/mobile-units/{id}/blocks", new { kind = "OfficeUse", from = At("08:00"), until = At("11:00") }, "dispatcher"))
        {
            await ReadAsync(blocked, HttpStatusCode.OK);
        }

        var during = (await BookAsync(Wish("Mojoroto", "rsud-kilisuci", "08:30", "09:00", 1, Phone()))).Trips[0];
        var used = (await SuggestionsAsync(during)).Single(unit => CodeOf(unit) == "MB-04");
        Assert.Equal("office_use", RefusedBy(used));
        Assert.Contains(used.GetProperty("reasons").EnumerateArray(), reason => reason.GetProperty("text").GetString() == "Dipakai dinas 08.00-11.00");
        using var refused = await TryAssignAsync(during, used);
        Assert.Equal((HttpStatusCode.Conflict, "office_use"), (refused.StatusCode, await CodeAsync(refused)));

        var after = (await BookAsync(Wish("Mojoroto", "rsud-kilisuci", "11:30", "12:00", 1, Phone()))).Trips[0];
        var free = (await SuggestionsAsync(after)).Single(unit => CodeOf(unit) == "MB-04");
        Assert.Equal((null, true), (RefusedBy(free), free.GetProperty("recommended").GetBoolean()));
        await StepsAsync(await AssignAsync(after, "MB-04"), "accept", "depart", "arrive", "board", "arrive", "complete");
    }

    [Fact]
    public async Task MB07_whose_position_is_old_is_listed_but_not_recommended_to_whoever_asks_for_a_unit_at_once()
    {
        var standing = (await GetAsync("dispatcher", "/api/mobile-units")).GetProperty("items").EnumerateArray().Single(unit => unit.GetProperty("code").GetString() == "MB-07");
        Assert.True(standing.GetProperty("stale").GetBoolean());
        using var journey = new Journey(fixture.Platform);
        await journey.WalkUntilAsync("request");

        var unit = (await SuggestionsAsync(await journey.WaitingRequestAsync())).Single(each => CodeOf(each) == "MB-07");

        Assert.Equal((null, false), (RefusedBy(unit), unit.GetProperty("recommended").GetBoolean()));
        var reason = Assert.Single(unit.GetProperty("reasons").EnumerateArray(), each => each.GetProperty("code").GetString() == "position_stale");
        Assert.True(reason.GetProperty("value").GetDouble() > 30);
    }

    [Fact]
    public async Task MB10_is_not_recommended_while_its_driver_has_a_break()
    {
        var noon = (await BookAsync(Wish("Tosaren", "rsud-gambiran", "12:10", "12:40", 1, Phone()))).Trips[0];

        var pausing = (await SuggestionsAsync(noon)).Single(unit => CodeOf(unit) == "MB-10");

        Assert.Equal((null, false), (RefusedBy(pausing), pausing.GetProperty("recommended").GetBoolean()));
        Assert.Contains(pausing.GetProperty("reasons").EnumerateArray(), reason => reason.GetProperty("text").GetString() == "Pengemudi istirahat 12.00-13.00");
    }

    private sealed record Booked(string Number, List<Guid> Trips);

    private DateTimeOffset At(string clock) => Kediri.TimeZone.ToInstant(_day, TimeOnly.Parse(clock, CultureInfo.InvariantCulture));

    /// <summary>Another resident each time: how often one may book is limited.</summary>
    private static string Phone() => $"0812-7000-{Interlocked.Increment(ref _phones):0000}";

    private Dictionary<string, object?> Wish(
        string village, string? destination, string from, string until, int passengers, string phone, bool wheelchair = false, string purpose = "Health") => new(StringComparer.Ordinal)
        {
            ["purpose"] = purpose,
            ["passengers"] = passengers,
            ["needsWheelchair"] = wheelchair,
            ["pickUp"] = new { villageCode = Kediri.VillagesNamed(village)[0].Code.ToString(), name = "depan musala" },
            ["dropOff"] = new { destination },
            ["from"] = At(from),
            ["until"] = At(until),
            ["contact"] = new { phone, privacyNotice = _notice },
        };

    private async Task<Booked> BookAsync(Dictionary<string, object?> wish)
    {
        using var answer = await SendAsync("/api/mobile-units/bookings", wish);
        var booked = await ReadAsync(answer, HttpStatusCode.Created);
        return new(booked.GetProperty("trackingNumber").GetString()!, [.. booked.GetProperty("trips").EnumerateArray().Select(trip => trip.GetProperty("id").GetGuid())]);
    }

    private async Task<JsonElement> TrackAsync(string number, string phone)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/mobile-units/bookings/{number}");
        request.Headers.Add("X-Tracking-Phone", phone);
        using var answer = await _client.SendAsync(request);
        return await ReadAsync(answer, HttpStatusCode.OK);
    }

    private async Task<List<JsonElement>> SuggestionsAsync(Guid trip) => [.. (await GetAsync("dispatcher", $"/api/dispatch/requests/{trip}/suggestions")).GetProperty("items").EnumerateArray()];

    private static string CodeOf(JsonElement suggestion) => suggestion.GetProperty("name").GetString()!["Mobmas ".Length..];

    private static string? RefusedBy(JsonElement suggestion) => suggestion.GetProperty("refusedBy").GetString();

    private Task<HttpResponseMessage> TryAssignAsync(Guid trip, JsonElement unit)
        => SendAsync($"/api/dispatch/requests/{trip}/assign", new { unitId = unit.GetProperty("unitId").GetGuid(), reason = "Dipilih petugas" }, "dispatcher");

    private async Task<Guid> AssignAsync(Guid trip, string unit)
    {
        using var assigned = await TryAssignAsync(trip, (await SuggestionsAsync(trip)).Single(each => CodeOf(each) == unit));
        return (await ReadAsync(assigned, HttpStatusCode.OK)).GetProperty("journeyId").GetGuid();
    }

    private async Task StepsAsync(Guid journey, params string[] steps)
    {
        foreach (var step in steps)
        {
            using var moved = await SendAsync($"/api/dispatch/journeys/{journey}/{step}", new { reportId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()) }, "crew");
            await ReadAsync(moved, HttpStatusCode.OK);
        }
    }

    private async Task<JsonElement> GetAsync(string account, string path) => JsonDocument.Parse(await GetTextAsync(account, path)).RootElement;

    private async Task<string> GetTextAsync(string account, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await SignInAsync(account));
        using var answer = await _client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return text;
    }

    private async Task<HttpResponseMessage> SendAsync(string path, object body, string? account = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (account is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await SignInAsync(account));
        }

        return await _client.SendAsync(request);
    }

    private async Task<string> SignInAsync(string account)
    {
        if (!Tokens.TryGetValue(account, out var token))
        {
            using var answer = await _client.PostAsJsonAsync("/api/identity/token", new { username = account, password = fixture.Platform.DemoPassword });
            token = Tokens[account] = (await ReadAsync(answer, HttpStatusCode.OK)).GetProperty("accessToken").GetString()!;
        }

        return token;
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
