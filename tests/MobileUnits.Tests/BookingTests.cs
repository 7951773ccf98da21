using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Testing;
using static PlanningPlatform.MobileUnits.Tests.BookingApi;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>A Mobmas is booked, followed, approved and cancelled, against the running service.</summary>
public sealed class BookingTests : IAsyncLifetime
{
    private BookingApi _api = null!;

    public async Task InitializeAsync() => _api = await BookingApi.StartAsync();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Who_books_is_fetched_and_follows_every_step_with_number_and_telephone()
    {
        var number = NumberOf(await _api.BookAsync());
        Assert.Matches("^MBM-[0-9A-Z]{4}-[0-9A-Z]{4}$", number);
        var waits = Assert.Single(Trips(await _api.FollowAsync(number)));
        Assert.Equal(("Waiting", 1, true), (Text(waits, "status"), waits.GetProperty("placeInLine").GetInt32(), waits.GetProperty("canCancel").GetBoolean()));

        var asked = Assert.Single(await _api.BoardAsync());
        Assert.Equal((number, Bawang, "RSUD Gambiran"), (Text(asked, "trackingNumber"), Text(asked, "villageCode"), Text(asked, "dropOffName")));
        Assert.Equal(At(24, 8), asked.GetProperty("pickUpFrom").GetDateTimeOffset());
        var journey = await _api.AssignAsync(asked.GetProperty("id").GetGuid());

        var fetched = Assert.Single(Trips(await _api.FollowAsync(number.ToLowerInvariant().Replace('-', ' '), "+62 812 3456 7890")));
        Assert.Equal(("Assigned", "MB-09"), (Text(fetched, "status"), Text(fetched, "unitCode")));
        Assert.InRange(fetched.GetProperty("pickUpAt").GetDateTimeOffset(), At(24, 8), At(24, 9));
        Assert.Equal(JsonValueKind.Null, fetched.GetProperty("placeInLine").ValueKind);

        _api.Time.SetTo(At(24, 8));
        await _api.MoveAsync(journey, "accept", "depart", "arrive", "board", "arrive", "complete");
        var over = Assert.Single(Trips(await _api.FollowAsync(number)));
        Assert.Equal(("Completed", false), (Text(over, "status"), over.GetProperty("canCancel").GetBoolean()));
        Assert.Equal(["Asked", "Assigned", "Accepted", "EnRoute", "Arrived", "OnBoard", "Completed"], over.GetProperty("timeline").EnumerateArray().Select(entry => Text(entry, "code")));
    }

    [Fact]
    public async Task The_way_back_is_a_trip_of_its_own_from_there_to_the_door()
    {
        var wish = Wish();
        wish["return"] = new JsonObject { ["from"] = At(24, 11).ToString("O"), ["until"] = At(24, 12).ToString("O") };

        var trips = Trips(await _api.FollowAsync(NumberOf(await _api.BookAsync(wish))));

        Assert.Equal([false, true], trips.Select(trip => trip.GetProperty("isReturn").GetBoolean()));
        Assert.Equal(("RSUD Gambiran", "depan musala Al-Huda", At(24, 11)), (Text(trips[1], "pickUpName"), Text(trips[1], "dropOffName"), trips[1].GetProperty("from").GetDateTimeOffset()));
        Assert.Equal([Bawang, Bawang], (await _api.BoardAsync()).Select(request => Text(request, "villageCode")));
    }

    [Fact]
    public async Task A_repeated_trip_keeps_its_hour_on_every_day()
    {
        var wish = Wish(At(26, 23, 30));
        wish["until"] = At(27, 0, 30).ToString("O");
        wish["repeat"] = new JsonObject { ["days"] = new JsonArray("Monday", "Thursday"), ["until"] = "2026-12-10" };

        var booked = await _api.BookAsync(wish);

        var local = Trips(booked).Select(trip => trip.GetProperty("from").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(7))).ToList();
        Assert.Equal(["26-11 23.30", "30-11 23.30", "03-12 23.30", "07-12 23.30", "10-12 23.30"], local.Select(at => FormattableString.Invariant($"{at:dd-MM HH.mm}")));
        Assert.All(Trips(booked), trip => Assert.Equal(TimeSpan.FromHours(1), trip.GetProperty("until").GetDateTimeOffset() - trip.GetProperty("from").GetDateTimeOffset()));
    }

    [Fact]
    public async Task Nine_people_are_told_that_six_fit_and_may_go_with_two_units()
    {
        var wish = Wish(passengers: 9);
        var refused = await _api.RefusedAsync(wish, HttpStatusCode.Conflict, "too_many_passengers");
        Assert.Equal(6, refused.GetProperty("seats").GetInt32());
        Assert.Contains("beberapa Mobmas", Text(refused, "detail"), StringComparison.Ordinal);

        wish["split"] = true;
        var trips = Trips(await _api.BookAsync(wish));
        Assert.Equal([5, 4], trips.Select(trip => trip.GetProperty("passengers").GetInt32()));
        Assert.Equal(2, (await _api.BoardAsync()).Count);
        // For whoever counts how often somebody goes they are one.
        await _api.BookAsync(Wish(At(25, 8)));
        await _api.BookAsync(Wish(At(26, 8)));
    }

    [Fact]
    public async Task Whoever_wants_to_leave_the_city_reads_what_else_there_is_and_counts_once_as_unmet()
    {
        await using var told = await QueueWatcher.StartAsync(_api.Broker, "monitoring");
        var wish = Wish();
        wish["dropOff"] = new JsonObject { ["regionCode"] = "35.78.08.1002", ["name"] = "RSUD Dr. Soetomo" };

        var refused = await _api.RefusedAsync(wish, HttpStatusCode.Conflict, "outside_region");
        await _api.RefusedAsync(wish, HttpStatusCode.Conflict, "outside_region", language: "en");

        Assert.Contains("ambulans rujukan", Text(refused, "detail"), StringComparison.Ordinal);
        Assert.Equal(1, await _api.CountAsync("UnmetDemand", $"\"VillageCode\" = '{Bawang}' AND \"Reason\" = 'outside_region' AND \"Passengers\" = 2"));
        Assert.Equal(0, await _api.CountAsync("Bookings"));
        // Somebody else, or another day, is another refusal.
        wish["contact"]!["phone"] = "0812-3456-7891";
        await _api.RefusedAsync(wish, HttpStatusCode.Conflict, "outside_region");
        Assert.Equal(2, await _api.CountAsync("UnmetDemand"));
        await Eventually.TrueAsync(() => Task.FromResult(told.Events.Count(each => each.GetRawText().Contains("outside_region", StringComparison.Ordinal)) == 2), "monitoring counts them");
    }

    [Theory]
    [InlineData("Emergency", "emergency_needs_ambulance", "112")]
    [InlineData("Private", "purpose_not_allowed", "kelurahan")]
    public async Task What_a_Mobmas_is_not_for_is_refused_with_what_to_do_instead(string purpose, string code, string instead)
    {
        var refused = await _api.RefusedAsync(Wish(purpose: purpose), HttpStatusCode.Conflict, code);
        Assert.Contains(instead, Text(refused, "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_late_too_far_ahead_and_too_often_are_refused_and_the_office_may_book_late_and_often()
    {
        await _api.RefusedAsync(Wish(Monday(9, 59)), HttpStatusCode.Conflict, "too_late");
        await _api.RefusedAsync(Wish(At(24, 8).AddDays(30)), HttpStatusCode.Conflict, "too_far_ahead");
        var everyDay = Wish();
        everyDay["repeat"] = new JsonObject { ["days"] = new JsonArray("Monday"), ["until"] = "2027-06-01" };
        await _api.RefusedAsync(everyDay, HttpStatusCode.Conflict, "repeats_too_long");

        for (var day = 24; day < 27; day++)
        {
            var wish = Wish(At(day, 8));
            wish["return"] = new JsonObject { ["from"] = At(day, 11).ToString("O"), ["until"] = At(day, 12).ToString("O") };
            await _api.BookAsync(wish);
        }

        var refused = await _api.RefusedAsync(Wish(At(30, 8)), HttpStatusCode.Conflict, "too_often");
        Assert.Contains("3 perjalanan", Text(refused, "detail"), StringComparison.Ordinal);
        await _api.BookAsync(Wish(At(30, 8), phone: "0813-0000-0001"));
        await _api.BookAsync(Wish(At(24, 8).AddDays(7)));
        using var office = _api.Granted($"villageSectionHead region={Bawang}");
        await _api.BookAsync(Wish(At(27, 8)), office);
        await _api.BookAsync(Wish(Monday(9, 10)), office);
    }

    [Fact]
    public async Task Who_books_ten_times_in_one_moment_has_no_more_than_who_books_one_after_the_other()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _api.SendAsync(Wish(At(24, 8)))));

        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(3, await _api.CountAsync("Requests"));
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task A_trip_that_was_cancelled_does_not_count_for_how_often()
    {
        for (var day = 24; day < 27; day++)
        {
            var booked = await _api.BookAsync(Wish(At(day, 8)));
            using var cancelled = await _api.CancelAsync(NumberOf(booked));
            Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        }

        await _api.BookAsync(Wish(At(27, 8)));
    }

    [Fact]
    public async Task A_wheelchair_gets_a_unit_that_takes_it()
    {
        var wish = Wish();
        wish["needsWheelchair"] = true;
        var trip = Trips(await _api.BookAsync(wish))[0].GetProperty("id").GetGuid();

        var units = Items(await _api.Dispatcher.GetFromJsonAsync<JsonElement>($"/api/dispatch/requests/{trip}/suggestions"));

        Assert.Equal(["Mobmas MB-02", "Mobmas MB-06", "Mobmas MB-11"], units.Where(unit => unit.GetProperty("refusedBy").ValueKind == JsonValueKind.Null).Select(unit => Text(unit, "name")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_needs_the_lurahs_word_waits_for_it_and_not_for_a_unit()
    {
        var booked = await _api.BookAsync(Wish(purpose: "Other"));
        using var elsewhere = _api.Granted($"villageHead region={Banjaran}");
        using var lurah = _api.Granted($"villageHead region={Bawang}");
        Assert.Empty(await _api.BoardAsync());
        Assert.Empty(Items(await elsewhere.GetFromJsonAsync<JsonElement>("/api/mobile-units/approvals")));
        var item = Assert.Single(Items(await lurah.GetFromJsonAsync<JsonElement>("/api/mobile-units/approvals")));
        var id = item.GetProperty("id").GetGuid();

        using (var refused = await elsewhere.PostAsJsonAsync($"/api/mobile-units/approvals/{id}/approve", new { }))
        {
            Assert.Equal((HttpStatusCode.Forbidden, "outside_scope"), (refused.StatusCode, await CodeOfAsync(refused)));
        }

        using var approved = await lurah.PostAsJsonAsync($"/api/mobile-units/approvals/{id}/approve", new { });
        Assert.Equal(HttpStatusCode.OK, approved.StatusCode);
        Assert.Single(await _api.BoardAsync());
        using var again = await lurah.PostAsJsonAsync($"/api/mobile-units/approvals/{id}/reject", new { reason = "Tidak jadi" });
        Assert.Equal((HttpStatusCode.Conflict, "decided"), (again.StatusCode, await CodeOfAsync(again)));
        Assert.Equal(["Asked", "Approved"], Trips(await _api.FollowAsync(NumberOf(booked)))[0].GetProperty("timeline").EnumerateArray().Select(entry => Text(entry, "code")));
    }

    [Fact]
    public async Task A_lurah_rejects_with_a_reason_that_whoever_booked_reads_and_it_counts_as_unmet()
    {
        var booked = await _api.BookAsync(Wish(purpose: "Other"));
        using var lurah = _api.Granted($"villageHead region={Bawang}");
        var id = booked.GetProperty("id").GetGuid();

        using (var unexplained = await lurah.PostAsJsonAsync($"/api/mobile-units/approvals/{id}/reject", new { reason = " " }))
        {
            Assert.Equal("reason", Text(await unexplained.Content.ReadFromJsonAsync<JsonElement>(), "field"));
        }

        using var rejected = await lurah.PostAsJsonAsync($"/api/mobile-units/approvals/{id}/reject", new { reason = "Ada kendaraan warga" });
        Assert.Equal(HttpStatusCode.OK, rejected.StatusCode);
        var trip = Trips(await _api.FollowAsync(NumberOf(booked)))[0];
        Assert.Equal(("Rejected", "Ada kendaraan warga"), (Text(trip, "status"), Text(trip.GetProperty("timeline")[1], "note")));
        Assert.Equal(1, await _api.CountAsync("UnmetDemand", "\"Reason\" = 'rejected'"));
    }

    [Fact]
    public async Task A_lurah_never_approves_a_booking_of_their_own()
    {
        using var lurah = _api.Granted($"villageHead region={Bawang}");
        var id = (await _api.BookAsync(Wish(purpose: "Other"), lurah)).GetProperty("id").GetGuid();

        using var refused = await lurah.PostAsJsonAsync($"/api/mobile-units/approvals/{id}/approve", new { });

        Assert.Equal((HttpStatusCode.Forbidden, "own_entry"), (refused.StatusCode, await CodeOfAsync(refused)));
        Assert.Empty(await _api.BoardAsync());
    }

    [Fact]
    public async Task Of_two_who_decide_and_cancel_at_once_one_is_too_late_and_nobody_breaks()
    {
        using var lurah = _api.Granted($"villageHead region={Bawang}");
        for (var round = 0; round < 5; round++)
        {
            var booked = await _api.BookAsync(Wish(purpose: "Other", phone: $"0812-0000-100{round}"));
            var id = booked.GetProperty("id").GetGuid();

            var answers = await Task.WhenAll(
                lurah.PostAsJsonAsync($"/api/mobile-units/approvals/{id}/approve", new { }), lurah.PostAsJsonAsync($"/api/mobile-units/approvals/{id}/reject", new { reason = "Tidak" }),
                _api.CancelAsync(NumberOf(booked), phone: $"0812-0000-100{round}"), _api.CancelAsync(NumberOf(booked), phone: $"0812-0000-100{round}"));

            Assert.All(answers, answer => Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Conflict]));
            Array.ForEach(answers, answer => answer.Dispose());
        }
    }

    [Fact]
    public async Task What_nobody_decides_in_time_ends_by_itself_and_says_so()
    {
        var booked = await _api.BookAsync(Wish(purpose: "Other"));
        _api.Time.SetTo(At(24, 9, 1));

        await Eventually.TrueAsync(async () => Text(Trips(await _api.FollowAsync(NumberOf(booked)))[0], "status") == "Rejected", "it is over");

        using var lurah = _api.Granted($"villageHead region={Bawang}");
        Assert.Empty(Items(await lurah.GetFromJsonAsync<JsonElement>("/api/mobile-units/approvals")));
        Assert.Equal(1, await _api.CountAsync("UnmetDemand", "\"Reason\" = 'not_decided'"));
    }

    [Fact]
    public async Task The_place_in_line_counts_those_who_are_due_before_on_that_day()
    {
        for (var place = 0; place < 3; place++)
        {
            await _api.BookAsync(Wish(At(24, 6 + place), phone: $"0812-0000-000{place}"));
        }

        await _api.BookAsync(Wish(At(25, 6), phone: "0812-0000-0009"));
        var wish = Wish(At(24, 10));
        wish["repeat"] = new JsonObject { ["days"] = new JsonArray("Wednesday"), ["until"] = "2026-11-25" };
        var trips = Trips(await _api.FollowAsync(NumberOf(await _api.BookAsync(wish))));

        Assert.Equal(["4", "null"], trips.Select(trip => trip.GetProperty("placeInLine").GetRawText()));
    }

    [Fact]
    public async Task One_trip_is_cancelled_or_all_and_never_one_that_is_over()
    {
        var wish = Wish();
        wish["repeat"] = new JsonObject { ["days"] = new JsonArray("Thursday"), ["until"] = "2026-11-26" };
        var number = NumberOf(await _api.BookAsync(wish));
        var trips = Trips(await _api.FollowAsync(number));

        using (var one = await _api.CancelAsync(number, trips[1].GetProperty("id").GetGuid()))
        {
            Assert.Equal([trips[1].GetProperty("id").GetGuid()], (await one.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("cancelled").EnumerateArray().Select(id => id.GetGuid()));
        }

        Assert.Single(await _api.BoardAsync());
        using (var over = await _api.CancelAsync(number, trips[1].GetProperty("id").GetGuid()))
        {
            Assert.Equal((HttpStatusCode.Conflict, "trip_over"), (over.StatusCode, await CodeOfAsync(over)));
        }

        using (var stranger = await _api.CancelAsync(number, Guid.CreateVersion7(_api.Time.GetUtcNow())))
        {
            Assert.Equal("tripId", Text(await stranger.Content.ReadFromJsonAsync<JsonElement>(), "field"));
        }

        using (var rest = await _api.CancelAsync(number))
        {
            Assert.Equal([trips[0].GetProperty("id").GetGuid()], (await rest.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("cancelled").EnumerateArray().Select(id => id.GetGuid()));
        }

        Assert.Empty(await _api.BoardAsync());
    }

    [Fact]
    public async Task Whoever_sits_in_the_car_does_not_cancel()
    {
        var number = NumberOf(await _api.BookAsync());
        var journey = await _api.AssignAsync((await _api.BoardAsync())[0].GetProperty("id").GetGuid());
        _api.Time.SetTo(At(24, 8));
        await _api.MoveAsync(journey, "accept", "depart", "arrive", "board");

        using var refused = await _api.CancelAsync(number);

        Assert.Equal((HttpStatusCode.Conflict, "on_board"), (refused.StatusCode, await CodeOfAsync(refused)));
        await _api.MoveAsync(journey, "arrive", "complete");
    }

    [Fact]
    public async Task A_unit_whose_passenger_cancels_is_free_for_the_next()
    {
        var first = NumberOf(await _api.BookAsync());
        var second = await _api.BookAsync(Wish(phone: "0813-0000-0001"));
        var journey = await _api.AssignAsync((await _api.BoardAsync()).Single(item => Text(item, "trackingNumber") == first).GetProperty("id").GetGuid(), "MB-09");
        _api.Time.SetTo(At(24, 8));
        await _api.MoveAsync(journey, "accept", "depart");

        using var cancelled = await _api.CancelAsync(first);

        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        Assert.Equal(0, (await _api.Dispatcher.GetFromJsonAsync<JsonElement>("/api/dispatch/journeys?open=true")).GetProperty("total").GetInt32());
        await _api.MoveAsync(await _api.AssignAsync(Trips(second)[0].GetProperty("id").GetGuid(), "MB-09"), "accept", "depart");
    }

    [Fact]
    public async Task Pressed_twice_it_is_one_booking_and_another_wish_with_the_same_key_is_refused()
    {
        const string Key = "0123456789abcdef";
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _api.BookAsync(Wish(), key: Key)));

        Assert.Single(answers.Select(NumberOf).Distinct(StringComparer.Ordinal));
        Assert.Equal((1, 1), (await _api.CountAsync("Bookings"), await _api.CountAsync("Requests")));
        using var other = await _api.SendAsync(Wish(passengers: 3), key: Key);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        using var shortKey = await _api.SendAsync(Wish(), key: "x");
        Assert.Equal("Idempotency-Key", Text(await shortKey.Content.ReadFromJsonAsync<JsonElement>(), "field"));
    }

    [Fact]
    public async Task A_reminder_comes_once_for_whoever_asked_for_news_and_still_goes()
    {
        await using var told = await QueueWatcher.StartAsync(_api.Broker, "notifications");
        await _api.BookAsync(Wish(At(25, 8), news: true));
        await _api.BookAsync(Wish(At(25, 8), phone: "0812-0000-0001"));
        var cancelled = NumberOf(await _api.BookAsync(Wish(At(25, 8), phone: "0812-0000-0002", news: true)));
        using (await _api.CancelAsync(cancelled, phone: "0812-0000-0002"))
        {
        }

        var undecided = NumberOf(await _api.BookAsync(Wish(At(25, 8), phone: "0812-0000-0003", purpose: "Other", news: true)));
        Assert.Equal(0, await RemindersAsync());
        _api.Time.SetTo(At(24, 20, 1));

        await Eventually.TrueAsync(async () => await RemindersAsync() == 1, "they are reminded");
        _api.Time.SetTo(At(24, 23));
        await Eventually.TrueAsync(() => Task.FromResult(told.Events.Count(each => each.GetRawText().Contains("trip-reminder", StringComparison.Ordinal)) == 1), "it is on its way");
        _api.Time.SetTo(At(25, 7));
        await _api.BookAsync(Wish(At(27, 8), phone: "0812-0000-0004"));
        Assert.Equal(1, await RemindersAsync());
        Assert.Equal("AwaitingApproval", Text(Trips(await _api.FollowAsync(undecided, "0812-0000-0003"))[0], "status"));

        Task<int> RemindersAsync() => _api.CountAsync("TripEntry", "\"Code\" = 'Reminded'");
    }

    [Fact]
    public async Task A_wrong_telephone_is_answered_like_a_number_that_nobody_has_and_guesses_are_limited()
    {
        var number = NumberOf(await _api.BookAsync());

        using var wrongPhone = await _api.AsHolderAsync(HttpMethod.Get, number, "0812-9999-9999");
        using var wrongNumber = await _api.AsHolderAsync(HttpMethod.Get, "MBM-0000-0000", Phone);
        using var noPhone = await _api.Resident.GetAsync(new Uri($"/api/mobile-units/bookings/{number}", UriKind.Relative));
        using var cancelled = await _api.CancelAsync(number, phone: "0812-9999-9999");
        var words = new List<string>();
        foreach (var answer in (HttpResponseMessage[])[wrongPhone, wrongNumber, noPhone, cancelled])
        {
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            words.Add(Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "detail")!);
        }

        Assert.Contains("nomor telepon", Assert.Single(words.Distinct(StringComparer.Ordinal)), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("rahasia", words[0], StringComparison.OrdinalIgnoreCase);
        await _api.FollowAsync(number);
    }

    [Fact]
    public async Task Whoever_guesses_telephones_finds_the_door_shut_with_the_right_one_too_while_others_come_in()
    {
        var number = NumberOf(await _api.BookAsync());

        Assert.All(await GuessAsync(number, from: "203.0.113.7", count: 10), status => Assert.Equal(HttpStatusCode.NotFound, status));
        Assert.Equal([HttpStatusCode.TooManyRequests], await GuessAsync(number, "203.0.113.7", count: 1));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(number, "203.0.113.7", BookingApi.Phone));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(number, "203.0.113.8", BookingApi.Phone));

        // From very many addresses: then it is shut to all.
        for (var address = 10; address < 19; address++)
        {
            await GuessAsync(number, $"203.0.113.{address}", count: 10);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(number, "203.0.113.8", BookingApi.Phone));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(NumberOf(await _api.BookAsync(Wish(phone: "0813-1111-2222"))), "203.0.113.8", "0813-1111-2222"));

        async Task<List<HttpStatusCode>> GuessAsync(string booking, string from, int count)
        {
            var answers = new List<HttpStatusCode>();
            for (var guess = 0; guess < count; guess++)
            {
                answers.Add(await AskAsync(booking, from, $"0812-9999-{guess:0000}"));
            }

            return answers;
        }

        async Task<HttpStatusCode> AskAsync(string booking, string from, string phone)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/mobile-units/bookings/{booking}");
            request.Headers.Add("X-Tracking-Phone", phone);
            request.Headers.Add("X-Forwarded-For", from);
            using var answer = await _api.Resident.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task The_counters_list_never_says_where_somebody_was_brought()
    {
        var wish = Wish();
        wish["return"] = new JsonObject { ["from"] = At(24, 11).ToString("O"), ["until"] = At(24, 12).ToString("O") };
        await _api.BookAsync(wish);

        using var office = _api.Granted($"villageSectionHead region={Bawang}");
        var answer = await office.GetFromJsonAsync<JsonElement>("/api/mobile-units/counter");

        Assert.Equal(["depan musala Al-Huda", null], Items(answer).Select(item => Text(item, "pickUpName")));
        Assert.DoesNotContain("Gambiran", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_unit_served_ends_by_itself_is_told_and_counts_as_unmet()
    {
        var wish = Wish(news: true);
        wish["return"] = new JsonObject { ["from"] = At(24, 11).ToString("O"), ["until"] = At(24, 12).ToString("O") };
        var booked = await _api.BookAsync(wish);
        _api.Time.SetTo(At(24, 12, 59));
        Assert.Equal(["Waiting", "Waiting"], Trips(await _api.FollowAsync(NumberOf(booked))).Select(trip => Text(trip, "status")));

        // Four hours after the window.
        _api.Time.SetTo(At(24, 16, 1));
        await Eventually.TrueAsync(async () => Trips(await _api.FollowAsync(NumberOf(booked))).All(trip => Text(trip, "status") == "Cancelled"), "both have ended");

        Assert.Empty(await _api.BoardAsync());
        Assert.Equal(1, await _api.CountAsync("UnmetDemand", "\"Reason\" = 'not_served'"));
        Assert.Equal(0, await _api.CountAsync("Requests", "\"DetailsUnneededSince\" IS NULL"));
    }

    [Fact]
    public async Task Whoever_is_on_a_journey_that_never_set_out_waits_again_and_then_has_ended()
    {
        var trip = Trips(await _api.BookAsync())[0].GetProperty("id").GetGuid();
        await _api.AssignAsync(trip);

        // Twelve hours after its time: too late for another unit, too.
        _api.Time.SetTo(At(24, 22));
        await Eventually.TrueAsync(async () => await _api.CountAsync("Requests", "\"EndedAt\" IS NOT NULL") == 1, "it has ended");

        Assert.Equal(0, await _api.CountAsync("Journeys", "\"EndedAt\" IS NULL"));
        Assert.Equal(1, await _api.CountAsync("UnmetDemand", "\"Reason\" = 'not_served'"));
    }

    [Fact]
    public async Task What_is_undecided_on_many_days_counts_once_and_the_way_back_ends_with_the_way_there()
    {
        var wish = Wish(purpose: "Other");
        wish["return"] = new JsonObject { ["from"] = At(24, 11).ToString("O"), ["until"] = At(24, 12).ToString("O") };
        wish["repeat"] = new JsonObject { ["days"] = new JsonArray("Tuesday", "Thursday"), ["until"] = "2026-11-26" };
        var booked = await _api.BookAsync(wish);

        _api.Time.SetTo(At(24, 9, 1));
        await Eventually.TrueAsync(async () => Trips(await _api.FollowAsync(NumberOf(booked))).Count(trip => Text(trip, "status") == "Rejected") == 2, "there and back are over");
        _api.Time.SetTo(At(26, 9, 1));
        await Eventually.TrueAsync(async () => Trips(await _api.FollowAsync(NumberOf(booked))).All(trip => Text(trip, "status") == "Rejected"), "all are over");

        Assert.Equal(1, await _api.CountAsync("UnmetDemand", "\"Reason\" = 'not_decided'"));
    }

    [Fact]
    public async Task The_office_books_and_sees_its_own_villages_only()
    {
        using var office = _api.Granted($"villageSectionHead region={Bawang}");
        var visit = Wish(passengers: 0);
        visit.Remove("dropOff");
        await _api.BookAsync(visit, office);
        await _api.BookAsync(Wish(village: Banjaran, phone: "0813-0000-0001"));
        var elsewhere = await _api.RefusedAsync(Wish(village: Banjaran), HttpStatusCode.Forbidden, "outside_scope", office);
        Assert.Equal("pickUp.villageCode", Text(elsewhere, "field"));

        var item = Assert.Single(Items(await office.GetFromJsonAsync<JsonElement>("/api/mobile-units/counter")));
        Assert.Equal((Bawang, 0), (Text(item, "villageCode"), item.GetProperty("passengers").GetInt32()));
        // Nobody but an office books a visit.
        using var alone = await _api.SendAsync(visit);
        var problem = await alone.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(["passengers", "dropOff"], problem.GetProperty("errors").EnumerateArray().Select(error => Text(error, "field")));
    }

    [Fact]
    public async Task Everybody_reads_what_can_be_booked()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/mobile-units/booking-rules");
        request.Headers.AcceptLanguage.ParseAdd("en");
        using var answer = await _api.Resident.SendAsync(request);
        var rules = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal((6, 30, 60), (rules.GetProperty("mostSeats").GetInt32(), rules.GetProperty("mostDaysAhead").GetInt32(), rules.GetProperty("leastMinutesAhead").GetInt32()));
        Assert.Equal(["Health", "Social", "Administration", "Other", "Emergency", "Private"], rules.GetProperty("purposes").EnumerateArray().Select(purpose => Text(purpose, "code")));
        Assert.StartsWith("Something else", Text(rules.GetProperty("purposes")[3], "name"), StringComparison.Ordinal);
        Assert.Equal(7, rules.GetProperty("destinations").GetArrayLength());
    }

    [Fact]
    public async Task The_office_cancels_for_whoever_called_in_its_own_villages_and_they_read_why()
    {
        var number = NumberOf(await _api.BookAsync());
        var trip = (await _api.BoardAsync())[0].GetProperty("id").GetGuid();
        await _api.AssignAsync(trip);
        using var office = _api.Granted($"neighbourhoodOfficer region={Bawang}");
        using var elsewhere = _api.Granted($"villageSectionHead region={Banjaran}");

        using var refused = await elsewhere.PostAsJsonAsync($"/api/mobile-units/counter/{trip}/cancel", new { reason = "Sudah diantar anaknya" });
        using var unexplained = await office.PostAsJsonAsync($"/api/mobile-units/counter/{trip}/cancel", new { });
        using var cancelled = await office.PostAsJsonAsync($"/api/mobile-units/counter/{trip}/cancel", new { reason = "Sudah diantar anaknya" });
        using var again = await office.PostAsJsonAsync($"/api/mobile-units/counter/{trip}/cancel", new { reason = "Sudah diantar anaknya" });

        Assert.Equal((HttpStatusCode.Forbidden, "outside_scope"), (refused.StatusCode, await CodeOfAsync(refused)));
        Assert.Equal("reason", Text(await unexplained.Content.ReadFromJsonAsync<JsonElement>(), "field"));
        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "trip_over"), (again.StatusCode, await CodeOfAsync(again)));
        var over = Trips(await _api.FollowAsync(number))[0];
        Assert.Equal(("Cancelled", "Sudah diantar anaknya"), (Text(over, "status"), Text(over.GetProperty("timeline").EnumerateArray().Last(), "note")));
        Assert.Equal(0, (await _api.Dispatcher.GetFromJsonAsync<JsonElement>("/api/dispatch/journeys?open=true")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Why_a_unit_was_taken_back_is_for_the_dispatcher_alone()
    {
        var number = NumberOf(await _api.BookAsync());
        var trip = (await _api.BoardAsync())[0].GetProperty("id").GetGuid();
        await _api.AssignAsync(trip);
        using var taken = await _api.Dispatcher.PostAsJsonAsync($"/api/dispatch/requests/{trip}/unassign", new { reason = "Pengemudi bilang rumahnya sulit" });
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);

        var waits = await _api.FollowAsync(number);

        Assert.DoesNotContain("sulit", waits.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("Unassigned", Text(Trips(waits)[0].GetProperty("timeline").EnumerateArray().Last(), "code"));
    }

    [Theory]
    [InlineData("rsud-gambiran", null, false, "RSUD Gambiran")]
    [InlineData(null, Banjaran, false, null)]
    [InlineData("sudah-tidak-ada", null, false, null)]
    [InlineData(null, null, true, null)]
    public async Task What_the_desk_says_of_time_and_destination_is_in_front_of_the_dispatcher(string? destination, string? village, bool isVisit, string? name)
    {
        await using var complaints = await EventPublisher.StartAsync(_api.Broker, typeof(MobileUnitRequested).Assembly);
        await complaints.PublishAsync(new MobileUnitRequested(
            Guid.CreateVersion7(_api.Time.GetUtcNow()), 4, _api.Time.GetUtcNow(), "ADU-TEST-0001", "Health", Bawang, null, null, Passengers: 2, NeedsWheelchair: false, At(24, 8).ToUniversalTime(), At(24, 9).ToUniversalTime(), destination, village));

        await Eventually.TrueAsync(async () => (await _api.BoardAsync()).Count == 1, "it waits");

        var asked = (await _api.BoardAsync())[0];
        Assert.Equal((isVisit, name, village), (asked.GetProperty("isVisit").GetBoolean(), Text(asked, "dropOffName"), destination is null ? Text(asked, "dropOffVillageCode") : null));
        Assert.Equal((At(24, 8), At(24, 9)), (asked.GetProperty("pickUpFrom").GetDateTimeOffset(), asked.GetProperty("dueAt").GetDateTimeOffset()));
        await _api.AssignAsync(asked.GetProperty("id").GetGuid());
    }
}
