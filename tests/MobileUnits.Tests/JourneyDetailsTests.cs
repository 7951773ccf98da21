using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Features.Fleet;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>What a trip tells about the person it is for goes when its reporter had it erased, and when its time is over (UU 27/2022).</summary>
public sealed class JourneyDetailsTests : IAsyncLifetime
{
    private const string Village = "35.71.03.1009";
    private const string Words = "Ibu itu cuci darah";

    private readonly SettableTime _time = new();
    private RunningService<Program> _service = null!;
    private EventPublisher _complaints = null!;
    private HttpClient _dispatcher = null!;
    private HttpClient _crew = null!;

    public async Task InitializeAsync()
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        _service = await RunningService<Program>.StartAtAsync(_time, "mobile-units", broker, new KeyValuePair<string, string>("Retention:Interval", "00:00:00.1"));
        _complaints = await EventPublisher.StartAsync(broker, typeof(MobileUnitRequested).Assembly);
        _dispatcher = _service.CreateClientFor(Roles.Dispatcher);
        _crew = _service.CreateClientFor(Roles.Crew);
    }

    public async Task DisposeAsync()
    {
        _dispatcher.Dispose();
        _crew.Dispose();
        await _complaints.DisposeAsync();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Once_erased_no_row_tells_who_was_carried_and_why_whether_they_wait_are_on_their_way_or_arrived()
    {
        var waits = await AskAsync("ADU-TEST-0001");
        var open = await AskAsync("ADU-TEST-0002");
        var ended = await AskAsync("ADU-TEST-0003");
        var other = await AskAsync("ADU-TEST-0004", purpose: "Social");
        await AssignAsync(open);
        await CompleteAsync(await AssignAsync(ended));
        await AssignAsync(other, "Paling dekat");

        await _complaints.PublishAsync([.. new[] { waits, open, ended }.Select(visit => new ComplaintErased(visit.Complaint, 5, _time.GetUtcNow()))]);

        string[] erased = ["ADU-TEST-0001", "ADU-TEST-0002", "ADU-TEST-0003", Words];
        await Eventually.TrueAsync(async () =>
        {
            var stored = await _service.Database.EverythingStoredAsync();
            return !erased.Any(word => stored.Contains(word, StringComparison.Ordinal));
        }, "the details are gone");
        Assert.Equal(3, await CountAsync("Requests", "\"Purpose\" IS NULL AND \"Passengers\" IS NULL AND \"NeedsWheelchair\" IS NULL AND \"Latitude\" IS NULL AND \"Longitude\" IS NULL"));
        Assert.Equal(4, await CountAsync("Requests", $"\"VillageCode\" = '{Village}'"));
        Assert.Equal(3, await CountAsync("Journeys", "\"UnitId\" IS NOT NULL"));
        Assert.Equal(1, await CountAsync("Requests", "\"TrackingNumber\" = 'ADU-TEST-0004' AND \"Purpose\" = 'Social' AND \"Passengers\" = 3"));
        Assert.Equal(1, await CountAsync("Journeys", "\"Reason\" = 'Paling dekat'"));

        // Those who wait still get their car, and those on their way arrive.
        await CompleteAsync(await AssignAsync(waits, "Yang terdekat"));
        var journeys = await _dispatcher.GetFromJsonAsync<JsonElement>("/api/dispatch/journeys?open=true");
        var nameless = journeys.GetProperty("items").EnumerateArray().Single(journey => journey.GetProperty("trackingNumber").ValueKind == JsonValueKind.Null);
        await CompleteAsync(nameless.GetProperty("journeyId").GetGuid());
    }

    [Fact]
    public async Task Details_are_kept_a_year_after_the_journey_has_ended_and_those_of_an_open_one_stay()
    {
        var first = await AskAsync("ADU-TEST-0001");
        await CompleteAsync(await AssignAsync(first));
        _time.Advance(TimeSpan.FromDays(10));
        await CompleteAsync(await AssignAsync(await AskAsync("ADU-TEST-0002")));
        await AssignAsync(await AskAsync("ADU-TEST-0003"));
        await AskAsync("ADU-TEST-0004");

        // The one whose time is over shows that the job came round; the others were in its reach.
        _time.Advance(TimeSpan.FromDays(356));
        await Eventually.TrueAsync(async () => !(await _service.Database.EverythingStoredAsync()).Contains("ADU-TEST-0001", StringComparison.Ordinal), "the details are gone");

        Assert.Equal(1, await CountAsync("Requests", "\"Purpose\" IS NULL AND \"Passengers\" IS NULL AND \"NeedsWheelchair\" IS NULL AND \"Latitude\" IS NULL"));
        Assert.Equal(3, await CountAsync("Requests", "\"TrackingNumber\" IS NOT NULL AND \"Purpose\" = 'Health'"));
        Assert.Equal(1, await CountAsync("Journeys", "\"Reason\" IS NULL"));
        Assert.Equal(2, await CountAsync("Journeys", $"\"Reason\" = '{Words}'"));
        Assert.Equal(2, await CountAsync("Requests", "\"Status\" = 'Completed'"));
    }

    [Fact]
    public async Task What_a_phone_reported_is_known_again_for_a_year()
    {
        var journey = await AssignAsync(await AskAsync("ADU-TEST-0001"));
        using var told = await _crew.PostAsJsonAsync($"/api/dispatch/journeys/{journey}/accept", new { reportId = Guid.CreateVersion7() });
        Assert.True(told.IsSuccessStatusCode);
        _time.Advance(TimeSpan.FromDays(364));
        await CompleteAsync(await AssignAsync(await AskAsync("ADU-TEST-0002")));
        Assert.Equal(1, await CountAsync("CrewReports", "1 = 1"));

        _time.Advance(TimeSpan.FromDays(2));

        await Eventually.TrueAsync(async () => await CountAsync("CrewReports", "1 = 1") == 0, "the report is gone");
    }

    [Fact]
    public async Task A_reason_that_is_given_after_the_erasure_goes_in_its_time_too()
    {
        var visit = await AskAsync("ADU-TEST-0001");
        await _complaints.PublishAsync(new ComplaintErased(visit.Complaint, 5, _time.GetUtcNow()));
        await Eventually.TrueAsync(async () => await CountAsync("Requests", "\"TrackingNumber\" IS NULL") == 1, "the details are gone");
        await CompleteAsync(await AssignAsync(visit));

        _time.Advance(TimeSpan.FromDays(366));

        await Eventually.TrueAsync(async () => await CountAsync("Journeys", "\"Reason\" IS NULL") == 1, "the reason is gone");
    }

    [Fact]
    public async Task What_was_asked_assigned_or_erased_in_an_older_version_goes_on()
    {
        var (completed, assigned, waiting) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await using (var scope = _service.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<MobileUnitsDb>();
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync("ErasuresAreRemembered");
            foreach (var (request, number, status) in new[] { (completed, "ADU-TEST-0001", "Completed"), (assigned, "ADU-TEST-0002", "Assigned"), (waiting, "ADU-TEST-0003", "Waiting") })
            {
                await InsertAsync("Requests", ("Id", Of(request)), ("ComplaintId", Of(request)), ("TrackingNumber", $"'{number}'"), ("Purpose", "'Health'"), ("VillageCode", $"'{Village}'"),
                    ("Passengers", "3"), ("NeedsWheelchair", Of(true)), ("WaitingSince", Of(_time.GetUtcNow())), ("Status", $"'{status}'"), ("Version", "2"));
            }

            var units = $"(SELECT \"Id\" FROM \"Units\" WHERE \"Code\" = 'MB-01')";
            foreach (var (request, state, occupies) in new[] { (completed, "Completed", "NULL"), (assigned, "Accepted", units) })
            {
                await InsertAsync("Journeys", ("Id", Of(Guid.CreateVersion7())), ("RequestId", Of(request)), ("UnitId", units), ("OccupiesUnitId", occupies), ("State", $"'{state}'"),
                    ("Reason", $"'{Words}'"), ("AssignedBy", "'dispatcher'"), ("AssignedAt", Of(_time.GetUtcNow())), ("Version", "3"));
            }

            await _service.Database.ExecuteAsync($"UPDATE \"Units\" SET \"OutOfServiceUntil\" = {Of(_time.GetUtcNow().AddDays(2))} WHERE \"Code\" = 'MB-02'");
            await InsertAsync("ErasedComplaints", ("ComplaintId", Of(assigned)), ("ErasedAt", Of(_time.GetUtcNow())));
            await migrator.MigrateAsync();
        }

        // As at the start of the new version.
        await _service.Services.GetServices<IHostedService>().OfType<FirstRules>().Single().StartAsync(CancellationToken.None);

        // What was erased before there was a retention is treated alike, and what had ended is kept for its time.
        Assert.Equal(1, await CountAsync("Requests", "\"TrackingNumber\" IS NULL AND \"Purpose\" IS NULL AND \"Passengers\" IS NULL AND \"NeedsWheelchair\" IS NULL AND \"Status\" = 'Accepted'"));
        Assert.Equal(2, await CountAsync("Requests", "\"TrackingNumber\" IS NOT NULL"));
        Assert.Equal(1, await CountAsync("Journeys", "\"Reason\" IS NULL"));
        Assert.Equal(1, await CountAsync("Requests", "\"DetailsUnneededSince\" IS NOT NULL AND \"EndedAt\" IS NOT NULL AND \"Status\" = 'Completed'"));

        // The crew goes on, and the dispatcher finds who waits.
        var open = (await _crew.GetFromJsonAsync<JsonElement>("/api/dispatch/journeys?open=true")).GetProperty("items")[0];
        Assert.Equal("Accepted", open.GetProperty("state").GetString());
        foreach (var step in (string[])["depart", "arrive", "complete"])
        {
            using var moved = await _crew.PostAsync(new Uri($"/api/dispatch/journeys/{open.GetProperty("journeyId").GetGuid()}/{step}", UriKind.Relative), content: null);
            Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        }

        var waits = (await _dispatcher.GetFromJsonAsync<JsonElement>("/api/dispatch/requests?status=Waiting")).GetProperty("items")[0];
        Assert.Equal(("ADU-TEST-0003", true), (waits.GetProperty("trackingNumber").GetString(), waits.GetProperty("isVisit").GetBoolean()));
        var suggestions = (await _dispatcher.GetFromJsonAsync<JsonElement>($"/api/dispatch/requests/{waiting}/suggestions")).GetProperty("items").EnumerateArray();
        Assert.Equal("out_of_service", suggestions.Single(unit => unit.GetProperty("name").GetString() == "Mobmas MB-02").GetProperty("refusedBy").GetString());
    }

    private Task InsertAsync(string table, params (string Column, string Value)[] row)
        => _service.Database.ExecuteAsync($"INSERT INTO \"{table}\" ({string.Join(", ", row.Select(each => $"\"{each.Column}\""))}) VALUES ({string.Join(", ", row.Select(each => each.Value))})");

    private static string Of(Guid id) => $"'{id.ToString().ToUpperInvariant()}'";

    private static string Of(bool value) => TestDatabase.Provider == DatabaseProvider.Sqlite ? value ? "1" : "0" : value ? "TRUE" : "FALSE";

    private static string Of(DateTimeOffset time) => TestDatabase.Provider == DatabaseProvider.Sqlite ? time.UtcTicks.ToString(CultureInfo.InvariantCulture) : $"'{time:O}'";

    private sealed record Visit(Guid Complaint, Guid Request);

    /// <summary>Somebody waits who needs a wheelchair.</summary>
    private async Task<Visit> AskAsync(string number, string purpose = "Health")
    {
        var complaint = Guid.CreateVersion7(_time.GetUtcNow());
        await _complaints.PublishAsync(new MobileUnitRequested(complaint, 4, _time.GetUtcNow(), number, purpose, Village, -7.8215, 112.002, Passengers: 3, NeedsWheelchair: true));
        var request = Guid.Empty;
        await Eventually.TrueAsync(async () =>
        {
            var waiting = await _dispatcher.GetFromJsonAsync<JsonElement>("/api/dispatch/requests?status=Waiting");
            request = waiting.GetProperty("items").EnumerateArray().Where(row => row.GetProperty("complaintId").GetGuid() == complaint).Select(row => row.GetProperty("id").GetGuid()).FirstOrDefault();
            return request != Guid.Empty;
        }, "the request waits in the queue");
        return new(complaint, request);
    }

    /// <summary>Sends any unit that may be sent.</summary>
    /// <returns>The journey.</returns>
    private async Task<Guid> AssignAsync(Visit visit, string reason = Words)
    {
        var suggestions = await _dispatcher.GetFromJsonAsync<JsonElement>($"/api/dispatch/requests/{visit.Request}/suggestions");
        var unit = suggestions.GetProperty("items").EnumerateArray().First(each => each.GetProperty("refusedBy").ValueKind == JsonValueKind.Null).GetProperty("unitId").GetGuid();
        using var assigned = await _dispatcher.PostAsJsonAsync($"/api/dispatch/requests/{visit.Request}/assign", new { unitId = unit, reason });
        Assert.Equal(HttpStatusCode.OK, assigned.StatusCode);
        return (await assigned.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("journeyId").GetGuid();
    }

    private async Task CompleteAsync(Guid journey)
    {
        foreach (var step in (string[])["accept", "depart", "arrive", "complete"])
        {
            using var moved = await _crew.PostAsync(new Uri($"/api/dispatch/journeys/{journey}/{step}", UriKind.Relative), content: null);
            Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        }
    }

    private async Task<int> CountAsync(string table, string which)
        => Convert.ToInt32(await _service.Database.ValueAsync<object>($"SELECT COUNT(*) FROM \"{table}\" WHERE {which}"), null);
}
