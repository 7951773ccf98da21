using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>The running service with its twelve demo units at ten in the morning, and those who work with it. Banjaran owns MB-06, Bawang MB-09; MB-08 is of the district 35.71.02.</summary>
internal sealed class RunningFleet : IAsyncDisposable
{
    public const string Banjaran = "35.71.02.1012", Bawang = "35.71.03.1009", District = "35.71.02";

    private RunningFleet(RunningService<Program> service, string broker, SettableTime time)
    {
        (Service, Broker, Time) = (service, broker, time);
        Manager = service.CreateClientFor(Roles.ProgramManager);
        Camat = service.CreateClientGranted($"districtHead region={District}");
        Dispatcher = service.CreateClientFor(Roles.Dispatcher);
        Lurah = service.CreateClientGranted($"villageHead region={Banjaran}");
        SectionHead = service.CreateClientGranted($"villageSectionHead region={Banjaran}");
        Crew = service.CreateClientFor(Roles.Crew);
        Admin = service.CreateClientFor(Roles.Admin);
    }

    public RunningService<Program> Service { get; }
    public string Broker { get; }
    public SettableTime Time { get; }
    public HttpClient Manager { get; }
    public HttpClient Camat { get; }
    public HttpClient Dispatcher { get; }
    public HttpClient Lurah { get; }
    public HttpClient SectionHead { get; }
    public HttpClient Crew { get; }
    public HttpClient Admin { get; }

    public DateOnly Today => DateOnly.FromDateTime(Time.GetUtcNow().AddHours(7).DateTime);

    public static async Task<RunningFleet> StartAsync()
    {
        var time = new SettableTime();
        // Ten in Kediri: nobody's day ends while a test runs.
        time.SetTo(new DateTimeOffset(time.GetUtcNow().AddHours(7).Date, TimeSpan.Zero).AddHours(3));
        var broker = await TestBroker.CreateVirtualHostAsync();
        return new(await RunningService<Program>.StartAtAsync(time, "mobile-units", broker), broker, time);
    }

    /// <summary>Stands where another service stands, which the unit's news go to.</summary>
    public async Task<QueueWatcher> HearAsync(string queue)
    {
        await Service.ReadyAsync();
        return await QueueWatcher.StartAsync(Broker, queue);
    }

    public async Task<JsonElement> ReadAsync(HttpClient client, string path) => await client.GetFromJsonAsync<JsonElement>(path);

    public async Task<JsonElement> UnitAsync(string code)
        => (await ReadAsync(Dispatcher, "/api/mobile-units?pageSize=200")).GetProperty("items").EnumerateArray().Single(unit => unit.GetProperty("code").GetString() == code);

    public async Task<Guid> IdOfAsync(string code) => (await UnitAsync(code)).GetProperty("id").GetGuid();

    public async Task<JsonElement> DetailAsync(string code) => await ReadAsync(Dispatcher, $"/api/mobile-units/{await IdOfAsync(code)}");

    /// <returns>Status, the refusal's code (empty for none) and the first field at fault.</returns>
    public static async Task<(HttpStatusCode Status, string Code, string Field)> SayAsync(HttpClient client, string path, object? body, string? idempotencyKey = null)
    {
        using var answer = await SendAsync(client, path, body, idempotencyKey);
        var text = await answer.Content.ReadAsStringAsync();
        var content = text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        return (answer.StatusCode, answer.IsSuccessStatusCode ? "" : Text(content, "code"), answer.IsSuccessStatusCode ? "" : Text(content, "field"));
    }

    public static async Task<JsonElement> DoAsync(HttpClient client, string path, object? body, string? idempotencyKey = null)
    {
        using var answer = await SendAsync(client, path, body, idempotencyKey);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>An office books a trip that begins in half an hour.</summary>
    /// <returns>The request.</returns>
    public async Task<Guid> BookAsync(
        string village, object dropOff, string purpose = "Health", int passengers = 2, string name = "Warga", string phone = "081234567890", string? note = null, string? pickUpName = null)
    {
        using var office = Service.CreateClientGranted($"villageSectionHead region={village}");
        var from = Time.GetUtcNow().AddMinutes(30);
        var booked = await DoAsync(office, "/api/mobile-units/counter", new
        {
            purpose, passengers, pickUp = new { villageCode = village, name = pickUpName }, dropOff, from, until = from.AddMinutes(60),
            contact = new { name, phone, privacyNotice = PrivacyNotice.Version, news = true }, note,
        });
        return booked.GetProperty("trips")[0].GetProperty("id").GetGuid();
    }

    public async Task<Guid> AssignAsync(Guid request, string unit, string reason = "Ditugaskan untuk uji")
        => (await DoAsync(Dispatcher, $"/api/dispatch/requests/{request}/assign", new { unitId = await IdOfAsync(unit), reason })).GetProperty("journeyId").GetGuid();

    /// <summary>Fetches, brings, and takes as many minutes as it says; with readings of the odometer when they are given.</summary>
    public async Task DriveAsync(Guid journey, int minutes = 20, int? odometerStart = null, int? odometerEnd = null)
    {
        await DoAsync(Crew, $"/api/dispatch/journeys/{journey}/accept", null);
        await DoAsync(Crew, $"/api/dispatch/journeys/{journey}/depart", new { odometer = odometerStart });
        await DoAsync(Crew, $"/api/dispatch/journeys/{journey}/arrive", null);
        await DoAsync(Crew, $"/api/dispatch/journeys/{journey}/board", null);
        Time.Advance(TimeSpan.FromMinutes(minutes));
        await DoAsync(Crew, $"/api/dispatch/journeys/{journey}/complete", new { odometer = odometerEnd });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in (HttpClient[])[Manager, Camat, Dispatcher, Lurah, SectionHead, Crew, Admin])
        {
            client.Dispose();
        }

        await Service.DisposeAsync();
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, object? body, string? idempotencyKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await client.SendAsync(request);
    }

    private static string Text(JsonElement content, string name) => content.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
