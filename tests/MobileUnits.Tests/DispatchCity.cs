using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>The demo city with its twelve units, a dispatcher and crews, against the running service.</summary>
internal sealed class DispatchCity : IAsyncDisposable
{
    private static readonly Regency Kediri = Regency.Load("35.71");

    private readonly Dictionary<string, HttpClient> _crews = new(StringComparer.Ordinal);

    private DispatchCity(RunningService<Program> service, string broker)
    {
        (Service, Broker) = (service, broker);
        Dispatcher = service.CreateClientFor(Roles.Dispatcher);
    }

    public RunningService<Program> Service { get; }

    public string Broker { get; }

    public HttpClient Dispatcher { get; }

    public static async Task<DispatchCity> StartAsync(TimeProvider? time = null, params KeyValuePair<string, string>[] settings)
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        return new(await RunningService<Program>.StartAtAsync(time, "mobile-units", broker, settings), broker);
    }

    /// <summary>Of one unit: <c>MB-09</c>.</summary>
    public HttpClient Crew(string unit)
        => _crews.TryGetValue(unit, out var crew) ? crew : _crews[unit] = Service.CreateClientGranted($"crew region=35.71 unit={unit}");

    public static string Village(string name) => Kediri.VillagesNamed(name)[0].Code.ToString();

    public static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    /// <summary>Somebody waits, as when a complaint had asked for it.</summary>
    /// <param name="to">A village; null for a visit.</param>
    /// <param name="window">Null for as soon as possible.</param>
    /// <param name="residentsOf">The village whose residents it is for; null for where they are fetched.</param>
    public async Task<Guid> TripAsync(string from = "Bawang", string? to = null, int passengers = 1, bool wheelchair = false, Period? window = null, string number = "ADU-TEST-0001", string? residentsOf = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var request = TripRequest.ForComplaint(
            Guid.CreateVersion7(now), number,
            new(Village(residentsOf ?? from), "Health", passengers, wheelchair, new(Village(from), null, null, null), to is null ? null : new(Village(to), null, null, null), window), now);
        await WithAsync(db => db.Requests.Add(request));
        return request.Id;
    }

    public async Task<T> ReadAsync<T>(Func<MobileUnitsDb, Task<T>> read)
    {
        await using var scope = Service.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<MobileUnitsDb>());
    }

    public async Task WithAsync(Action<MobileUnitsDb> change)
    {
        await using var scope = Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MobileUnitsDb>();
        change(db);
        await db.SaveChangesAsync();
    }

    public Task<Guid> UnitAsync(string code) => ReadAsync(db => db.Units.Where(unit => unit.Code == code).Select(unit => unit.Id).SingleAsync());

    public Task<TripRequest> RequestAsync(Guid id)
        => ReadAsync(db => db.Requests.AsNoTracking().Include(request => request.Timeline.OrderBy(entry => entry.Sequence)).Include(request => request.Journey).SingleAsync(request => request.Id == id));

    public Task<Journey> JourneyAsync(Guid id) => ReadAsync(db => db.Journeys.AsNoTracking().Include(journey => journey.Requests).SingleAsync(journey => journey.Id == id));

    public async Task<HttpResponseMessage> AssignAsync(Guid request, string unit, string? reason = "Sudah ditelepon")
        => await Dispatcher.PostAsJsonAsync($"/api/dispatch/requests/{request}/assign", new { unitId = await UnitAsync(unit), reason });

    public async Task<Guid> AssignedAsync(Guid request, string unit)
    {
        using var assigned = await AssignAsync(request, unit);
        return (await assigned.OkAsync()).GetProperty("journeyId").GetGuid();
    }

    /// <summary>A journey of MB-09 that waits for its crew.</summary>
    public async Task<Guid> JourneyOfAsync(Guid request) => await AssignedAsync(request, "MB-09");

    public Task<HttpResponseMessage> TellAsync(Guid request, string step, object body) => Dispatcher.PostAsJsonAsync($"/api/dispatch/requests/{request}/{step}", body);

    /// <summary>What a crew's phone says.</summary>
    public Task<HttpResponseMessage> ReportAsync(Guid journey, string step, object? body = null, string unit = "MB-09")
        => Crew(unit).PostAsJsonAsync($"/api/dispatch/journeys/{journey}/{step}", body ?? new { });

    public async Task DoAsync(Guid journey, params string[] steps) => await DoAsync("MB-09", journey, steps);

    public async Task DoAsync(string unit, Guid journey, params string[] steps)
    {
        foreach (var step in steps)
        {
            using var told = await ReportAsync(journey, step, unit: unit);
            await told.OkAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Dispatcher.Dispose();
        foreach (var crew in _crews.Values)
        {
            crew.Dispose();
        }

        await Service.DisposeAsync();
    }
}

internal static class DispatchAnswers
{
    /// <summary>The answer of what went well.</summary>
    public static async Task<JsonElement> OkAsync(this HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {body}");
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    /// <summary>Status and code of what did not.</summary>
    public static async Task<(HttpStatusCode Status, string? Code)> RefusalAsync(this HttpResponseMessage answer)
    {
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, problem.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    /// <summary>Field and code of the first error.</summary>
    public static async Task<(string? Field, string? Code)> FieldAsync(this HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
        return (error.GetProperty("field").GetString(), error.GetProperty("code").GetString());
    }
}
