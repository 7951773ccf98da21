using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Features.Events;
using PlanningPlatform.Testing;
using static PlanningPlatform.MobileUnits.Tests.BookingApi;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>Why somebody is driven can say what they suffer from (UU 27/2022): who reads what of a booking, and that it goes.</summary>
public sealed class BookingPrivacyTests : IAsyncLifetime
{
    private const string Note = "kontrol TB, bawa tabung oksigen";

    private static readonly string[] Protected = ["kontrol TB", "oksigen", "Tutik", "3456-7890", "34567890"];

    private readonly RememberedLines _log = new();
    private BookingApi _api = null!;

    public async Task InitializeAsync()
    {
        _api = await BookingApi.StartAsync(new("Logging:LogLevel:Default", "Debug"), new("Logging:LogLevel:Microsoft", "Information"), new("Logging:LogLevel:PlanningPlatform", "Trace"), new("Retention:Interval", "00:00:00.2"));
        _api.Services.GetRequiredService<ILoggerFactory>().AddProvider(_log);
    }

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Name_telephone_and_note_are_the_crews_alone_and_nowhere_in_the_clear()
    {
        await using var toComplaints = await QueueWatcher.StartAsync(_api.Broker, "complaints");
        await using var toMonitoring = await QueueWatcher.StartAsync(_api.Broker, "monitoring");
        await using var toNotifications = await QueueWatcher.StartAsync(_api.Broker, "notifications");
        var wish = Wish(news: true);
        wish["note"] = Note;
        var booked = await _api.BookAsync(wish);
        using var office = _api.Granted($"villageSectionHead region={Bawang}");
        var seen = new List<string> { booked.GetRawText(), await _api.Dispatcher.GetStringAsync(new Uri("/api/dispatch/requests", UriKind.Relative)), await office.GetStringAsync(new Uri("/api/mobile-units/counter", UriKind.Relative)) };
        var trip = (await _api.BoardAsync())[0].GetProperty("id").GetGuid();
        seen.Add(await _api.Dispatcher.GetStringAsync(new Uri($"/api/dispatch/requests/{trip}/suggestions", UriKind.Relative)));
        var journey = await _api.AssignAsync(trip);
        seen.Add(await _api.Dispatcher.GetStringAsync(new Uri("/api/dispatch/journeys", UriKind.Relative)));
        seen.Add((await _api.FollowAsync(NumberOf(booked))).GetRawText());

        var ofCrew = await _api.Crew.GetStringAsync(new Uri("/api/dispatch/journeys?open=true", UriKind.Relative));
        Assert.Contains(Note, ofCrew, StringComparison.Ordinal);
        Assert.Contains(Phone, ofCrew, StringComparison.Ordinal);
        _api.Time.SetTo(At(24, 8));
        await _api.MoveAsync(journey, "accept", "depart", "arrive", "board", "arrive", "complete");
        Assert.DoesNotContain("oksigen", await _api.Crew.GetStringAsync(new Uri("/api/dispatch/journeys", UriKind.Relative)), StringComparison.Ordinal);
        await Eventually.TrueAsync(
            () => Task.FromResult(toMonitoring.Events.Count(told => told.GetRawText().Contains("JourneyStateChanged", StringComparison.Ordinal)) >= 6 && toNotifications.Events.Count > 0), "others are told");

        var stored = await _api.Database.EverythingStoredAsync();
        var told = toComplaints.Events.Concat(toMonitoring.Events).Concat(toNotifications.Events).Select(each => each.GetRawText()).ToList();
        foreach (var word in Protected)
        {
            Assert.All(seen, text => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
            Assert.All(told, text => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(word, stored, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(_log.Lines, line => line.Contains(word, StringComparison.OrdinalIgnoreCase));
        }

        // Not even the kind of purpose, or where to, leaves the service; the office does not read where to.
        Assert.All(told, text => Assert.DoesNotContain("Health", text, StringComparison.Ordinal));
        Assert.All(told, text => Assert.DoesNotContain("Gambiran", text, StringComparison.Ordinal));
        Assert.DoesNotContain("Gambiran", seen[2], StringComparison.Ordinal);
        Assert.DoesNotContain("Health", seen[2], StringComparison.Ordinal);
        Assert.NotEmpty(_log.Lines);
    }

    [Fact]
    public async Task A_list_names_destinations_and_no_door_also_on_the_way_back_whose_beginning_the_office_does_not_read()
    {
        var wish = Wish();
        wish["return"] = new JsonObject { ["from"] = At(24, 11).ToString("O"), ["until"] = At(24, 12).ToString("O") };
        await _api.BookAsync(wish);

        var board = await _api.BoardAsync();
        Assert.Equal([(null, "RSUD Gambiran"), ("RSUD Gambiran", null)], board.Select(trip => (Text(trip, "pickUpName"), Text(trip, "dropOffName"))));
        Assert.Equal([Bawang, Text(board[0], "dropOffVillageCode")], board.Select(trip => Text(trip, "pickUpVillageCode")));
        foreach (var trip in board.Select(each => each.GetProperty("id").GetGuid()))
        {
            await _api.AssignAsync(trip);
            Assert.Contains("depan musala", await _api.Dispatcher.GetStringAsync(new Uri($"/api/dispatch/requests/{trip}", UriKind.Relative)), StringComparison.Ordinal);
        }

        await using var scope = _api.Services.CreateAsyncScope();
        var events = await BoardStates.RequestsAsync(scope.ServiceProvider.GetRequiredService<MobileUnitsDb>(), [.. board.Select(trip => trip.GetProperty("id").GetGuid())], CancellationToken.None);
        var journeys = await _api.Dispatcher.GetStringAsync(new Uri("/api/dispatch/journeys", UriKind.Relative));
        Assert.All((string[])[journeys, .. events.Select(each => each.Data)], text => Assert.DoesNotContain("musala", text, StringComparison.Ordinal));
        Assert.All((string[])[journeys, .. events.Select(each => each.Data)], text => Assert.Contains("RSUD Gambiran", text, StringComparison.Ordinal));
        Assert.Contains("depan musala", await _api.Crew.GetStringAsync(new Uri("/api/dispatch/journeys", UriKind.Relative)), StringComparison.Ordinal);
        using var office = _api.Granted($"villageSectionHead region={Bawang}");
        Assert.DoesNotContain("Gambiran", await office.GetStringAsync(new Uri("/api/mobile-units/counter", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_booked_reads_all_that_is_held_and_has_it_erased_once_nothing_is_open()
    {
        var wish = Wish(news: true);
        wish["note"] = Note;
        wish["pickUp"]!["location"] = new JsonObject { ["latitude"] = -7.8911, ["longitude"] = 112.0777 };
        await using var told = await QueueWatcher.StartAsync(_api.Broker, "notifications");
        var number = NumberOf(await _api.BookAsync(wish));
        await _api.BookAsync(Wish(At(25, 8), phone: "0812-0000-0001"));

        using (var held = await _api.AsHolderAsync(HttpMethod.Get, $"{number}/personal-data"))
        {
            var data = await held.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("no-store", held.Headers.CacheControl?.ToString());
            Assert.Equal((Note, "Bu Tutik", Phone), (Text(data, "note"), Text(data.GetProperty("contact"), "name"), Text(data.GetProperty("contact"), "phone")));
            Assert.Equal(("Health", "RSUD Gambiran"), (Text(data.GetProperty("trips")[0], "purpose"), Text(data.GetProperty("trips")[0].GetProperty("to"), "name")));
            Assert.Equal((365, JsonValueKind.Null), (data.GetProperty("kept").GetProperty("daysAfterTheTrip").GetInt32(), data.GetProperty("kept").GetProperty("until").ValueKind));
            Assert.Equal(4, data.GetProperty("receivedBy").GetArrayLength());
        }

        using (var tooEarly = await _api.AsHolderAsync(HttpMethod.Post, $"{number}/erasure"))
        {
            Assert.Equal((HttpStatusCode.Conflict, "trip_open"), (tooEarly.StatusCode, await CodeOfAsync(tooEarly)));
        }

        await _api.AssignAsync((await _api.BoardAsync()).Single(item => Text(item, "trackingNumber") == number).GetProperty("id").GetGuid());
        using (await _api.CancelAsync(number))
        using (var wrong = await _api.AsHolderAsync(HttpMethod.Post, $"{number}/erasure", "0812-9999-9999"))
        using (var wrongData = await _api.AsHolderAsync(HttpMethod.Get, $"{number}/personal-data", "0812-9999-9999"))
        {
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (wrong.StatusCode, wrongData.StatusCode));
        }

        using (var erased = await _api.AsHolderAsync(HttpMethod.Post, $"{number}/erasure"))
        {
            Assert.Equal(HttpStatusCode.OK, erased.StatusCode);
        }

        using (var gone = await _api.AsHolderAsync(HttpMethod.Get, number))
        {
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }

        Assert.Equal(1, await _api.CountAsync("Bookings", "\"PhoneHash\" IS NULL AND \"ProtectedContact\" IS NULL AND \"ProtectedNote\" IS NULL"));
        Assert.Equal(1, await _api.CountAsync("Requests", $"\"Purpose\" IS NULL AND \"PickUpName\" IS NULL AND \"DropOffName\" IS NULL AND \"Latitude\" IS NULL AND \"TrackingNumber\" IS NULL AND \"VillageCode\" = '{Bawang}'"));
        Assert.Equal(1, await _api.CountAsync("Requests", "\"Purpose\" = 'Health'"));
        await Eventually.TrueAsync(() => Task.FromResult(told.Events.Any(each => each.GetRawText().Contains("RecipientErased", StringComparison.Ordinal))), "whoever sent messages forgets, too");
    }

    [Fact]
    public async Task A_year_after_the_last_trip_nothing_leads_to_whoever_booked()
    {
        var wish = Wish();
        wish["note"] = Note;
        wish["repeat"] = new JsonObject { ["days"] = new JsonArray("Thursday"), ["until"] = "2026-11-26" };
        var number = NumberOf(await _api.BookAsync(wish));
        var trips = Trips(await _api.FollowAsync(number)).Select(trip => trip.GetProperty("id").GetGuid()).ToList();
        using (await _api.CancelAsync(number, trips[0]))
        {
        }

        _api.Time.Advance(TimeSpan.FromDays(366));
        await Eventually.TrueAsync(async () => await _api.CountAsync("Requests", "\"Purpose\" IS NULL") == 1, "the details of the trip that is over are gone");
        Assert.Equal(1, await _api.CountAsync("Bookings", "\"PhoneHash\" IS NOT NULL"));
        using (await _api.CancelAsync(number))
        {
        }

        _api.Time.Advance(TimeSpan.FromDays(366));
        await Eventually.TrueAsync(async () => await _api.CountAsync("Bookings", "\"PhoneHash\" IS NULL AND \"ProtectedContact\" IS NULL AND \"ProtectedNote\" IS NULL") == 1, "the contact is gone");
    }

    private sealed class RememberedLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
            // Nothing to release.
        }
    }
}
