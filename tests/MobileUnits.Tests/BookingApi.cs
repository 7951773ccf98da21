using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>
/// The running service as those see it who book a Mobmas, and whoever serves them. It is Monday, 23 November 2026, 09.00 WIB. Bawang and Banjaran are
/// villages of the demo city; its units have six seats.
/// </summary>
internal sealed class BookingApi : IAsyncDisposable
{
    public const string Bawang = "35.71.03.1009";
    public const string Banjaran = "35.71.02.1012";
    public const string Phone = "0812-3456-7890";

    private readonly RunningService<Program> _service;

    private BookingApi(RunningService<Program> service, SettableTime time, string broker)
    {
        (_service, Time, Broker) = (service, time, broker);
        Resident = service.CreateClient();
        Dispatcher = service.CreateClientFor(Roles.Dispatcher);
        Crew = service.CreateClientFor(Roles.Crew);
    }

    public SettableTime Time { get; }

    public string Broker { get; }

    public HttpClient Resident { get; }

    public HttpClient Dispatcher { get; }

    public HttpClient Crew { get; }

    public TestDatabase Database => _service.Database;

    public IServiceProvider Services => _service.Services;

    public static DateTimeOffset Monday(int hour, int minute = 0) => At(23, hour, minute);

    /// <summary>Of November 2026, local time.</summary>
    public static DateTimeOffset At(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(7));

    public static async Task<BookingApi> StartAsync(params KeyValuePair<string, string>[] settings)
    {
        var time = new SettableTime();
        time.SetTo(Monday(9));
        var broker = await TestBroker.CreateVirtualHostAsync();
        var service = await RunningService<Program>.StartAtAsync(time, "mobile-units", broker, [new("Bookings:Interval", "00:00:00.2"), .. settings]);
        return new(service, time, broker);
    }

    public HttpClient Granted(params string[] grants) => _service.CreateClientGranted(grants);

    public HttpClient With(string token) => _service.CreateClientWith(token);

    /// <summary>Tomorrow at eight to the hospital, two people.</summary>
    public static JsonObject Wish(DateTimeOffset? from = null, string village = Bawang, string phone = Phone, string purpose = "Health", int passengers = 2, bool news = false)
    {
        var start = from ?? At(24, 8);
        return new()
        {
            ["purpose"] = purpose,
            ["passengers"] = passengers,
            ["pickUp"] = new JsonObject { ["villageCode"] = village, ["name"] = "depan musala Al-Huda" },
            ["dropOff"] = new JsonObject { ["destination"] = "rsud-gambiran" },
            ["from"] = start.ToString("O"),
            ["until"] = start.AddHours(1).ToString("O"),
            ["contact"] = new JsonObject { ["name"] = "Bu Tutik", ["phone"] = phone, ["privacyNotice"] = PrivacyNotice.Version, ["news"] = news },
        };
    }

    public async Task<HttpResponseMessage> SendAsync(JsonNode wish, HttpClient? caller = null, string? key = null, string language = "id")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, caller is null ? "/api/mobile-units/bookings" : "/api/mobile-units/counter") { Content = JsonContent.Create(wish) };
        request.Headers.AcceptLanguage.ParseAdd(language);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await (caller ?? Resident).SendAsync(request);
    }

    public async Task<JsonElement> BookAsync(JsonNode? wish = null, HttpClient? caller = null, string? key = null)
    {
        using var answer = await SendAsync(wish ?? Wish(), caller, key);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body.GetRawText());
        return body;
    }

    public async Task<JsonElement> RefusedAsync(JsonNode wish, HttpStatusCode status, string code, HttpClient? caller = null, string language = "id")
    {
        using var answer = await SendAsync(wish, caller, language: language);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True((status, code) == (answer.StatusCode, Text(problem, "code")), problem.GetRawText());
        Assert.NotEmpty(Text(problem, "detail")!);
        return problem;
    }

    public async Task<HttpResponseMessage> AsHolderAsync(HttpMethod method, string path, string phone = Phone, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/mobile-units/bookings/{path}");
        request.Headers.Add("X-Tracking-Phone", phone);
        request.Content = body is null ? null : JsonContent.Create(body);
        return await Resident.SendAsync(request);
    }

    public async Task<JsonElement> FollowAsync(string number, string phone = Phone)
    {
        using var answer = await AsHolderAsync(HttpMethod.Get, number, phone);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public Task<HttpResponseMessage> CancelAsync(string number, Guid? trip = null, string phone = Phone)
        => AsHolderAsync(HttpMethod.Post, $"{number}/cancel", phone, new { tripId = trip, reason = (string?)null });

    public async Task<IReadOnlyList<JsonElement>> BoardAsync(string which = "status=Waiting") => Items(await Dispatcher.GetFromJsonAsync<JsonElement>($"/api/dispatch/requests?{which}"));

    /// <summary>Sends the best unit.</summary>
    /// <returns>The journey.</returns>
    public async Task<Guid> AssignAsync(Guid trip, string? unit = null)
    {
        var units = Items(await Dispatcher.GetFromJsonAsync<JsonElement>($"/api/dispatch/requests/{trip}/suggestions"));
        var best = unit is null ? units[0] : units.Single(each => Text(each, "name") == $"Mobmas {unit}");
        using var assigned = await Dispatcher.PostAsJsonAsync($"/api/dispatch/requests/{trip}/assign", new { unitId = best.GetProperty("unitId").GetGuid(), reason = "Paling dekat" });
        var answer = await assigned.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(assigned.StatusCode == HttpStatusCode.OK, answer.GetRawText());
        return answer.GetProperty("journeyId").GetGuid();
    }

    public async Task MoveAsync(Guid journey, params string[] steps)
    {
        foreach (var step in steps)
        {
            using var moved = await Crew.PostAsync(new Uri($"/api/dispatch/journeys/{journey}/{step}", UriKind.Relative), content: null);
            Assert.True(moved.StatusCode == HttpStatusCode.OK, await moved.Content.ReadAsStringAsync());
        }
    }

    public async Task<int> CountAsync(string table, string which = "1 = 1") => Convert.ToInt32(await Database.ValueAsync<object>($"SELECT COUNT(*) FROM \"{table}\" WHERE {which}"), null);

    public static string NumberOf(JsonElement booked) => Text(booked, "trackingNumber")!;

    public static IReadOnlyList<JsonElement> Items(JsonElement answer) => [.. answer.GetProperty("items").EnumerateArray()];

    public static IReadOnlyList<JsonElement> Trips(JsonElement booking) => [.. booking.GetProperty("trips").EnumerateArray()];

    public static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    public static async Task<string?> CodeOfAsync(HttpResponseMessage answer) => Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "code");

    public async ValueTask DisposeAsync()
    {
        foreach (var client in (HttpClient[])[Resident, Dispatcher, Crew])
        {
            client.Dispose();
        }

        await _service.DisposeAsync();
    }
}
