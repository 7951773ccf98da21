using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.ServiceDefaults;
using PlanningPlatform.Testing;

namespace PlanningPlatform.MobileUnits.Tests;

/// <summary>The running service with its demo units, whose trackers send positions, and complaints that ask for visits.</summary>
internal sealed class TrackedFleet : IAsyncDisposable
{
    private readonly EventPublisher _complaints;

    private TrackedFleet(string broker, RunningService<Program> service, EventPublisher complaints, string dispatcher)
    {
        (Broker, Service, _complaints) = (broker, service, complaints);
        (Trackers, Dispatcher, Crew) = (service.CreateClient(), service.CreateClientWith(dispatcher), service.CreateClientFor(Roles.Crew));
    }

    public string Broker { get; }

    public RunningService<Program> Service { get; }

    public HttpClient Trackers { get; }

    public HttpClient Dispatcher { get; }

    public HttpClient Crew { get; }

    /// <param name="time">Null for the machine's clock.</param>
    public static async Task<TrackedFleet> StartAsync(TimeProvider? time = null, params KeyValuePair<string, string>[] settings)
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        var service = await RunningService<Program>.StartAtAsync(time, "mobile-units", broker, settings);
        return new(broker, service, await EventPublisher.StartAsync(broker, typeof(MobileUnitRequested).Assembly), await DispatcherAsync());
    }

    /// <summary>A token that stays good while a test moves the clock.</summary>
    private static async Task<string> DispatcherAsync()
        => (await TestIssuer.SharedAsync()).Token("dispatcher", TimeSpan.FromDays(1), new Claim("role", Roles.Dispatcher), new Claim(Grant.ClaimType, $"{Roles.Dispatcher} region=35.71"));

    public async Task<JsonElement> UnitAsync(string code)
        => (await Dispatcher.GetFromJsonAsync<JsonElement>("/api/mobile-units?pageSize=100")).GetProperty("items").EnumerateArray().Single(unit => unit.GetProperty("code").GetString() == code);

    public async Task<string> DeviceAsync(string code) => (await UnitAsync(code)).GetProperty("deviceId").GetString()!;

    public Task<HttpResponseMessage> SendAsync(string device, double latitude, double longitude, DateTimeOffset at, string more = "")
        => Trackers.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"/osmand?id={device}&lat={latitude}&lon={longitude}&timestamp={at.ToUnixTimeMilliseconds()}{more}"), UriKind.Relative));

    /// <summary>A position that has to be taken.</summary>
    public async Task StandAsync(string device, double latitude, double longitude, DateTimeOffset at, string more = "")
    {
        using var answer = await SendAsync(device, latitude, longitude, at, more);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Somebody waits to be visited.</summary>
    /// <returns>The request's id.</returns>
    public async Task<Guid> AskForAVisitAsync(string village = "35.71.03.1009", double? latitude = null, double? longitude = null, DateTimeOffset? at = null)
    {
        var now = at ?? TimeProvider.System.GetUtcNow();
        var complaint = Guid.CreateVersion7(now);
        await _complaints.PublishAsync(new MobileUnitRequested(complaint, 4, now, "ADU-TEST-0001", "Health", village, latitude, longitude, Passengers: 1, NeedsWheelchair: false));
        var found = Guid.Empty;
        await Eventually.TrueAsync(async () =>
        {
            await using var scope = Service.Services.CreateAsyncScope();
            found = scope.ServiceProvider.GetRequiredService<MobileUnitsDb>().Requests.Where(request => request.ComplaintId == complaint).Select(request => request.Id).FirstOrDefault();
            return found != Guid.Empty;
        }, "the request waits in the queue");
        return found;
    }

    /// <returns>The journey's id.</returns>
    public async Task<Guid> AssignAsync(Guid request, string unit)
    {
        using var assigned = await Dispatcher.PostAsJsonAsync($"/api/dispatch/requests/{request}/assign", new { unitId = (await UnitAsync(unit)).GetProperty("id").GetGuid(), reason = "Paling cocok" });
        Assert.True(assigned.StatusCode == HttpStatusCode.OK, await assigned.Content.ReadAsStringAsync());
        return (await assigned.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("journeyId").GetGuid();
    }

    public async Task MoveAsync(Guid journey, params string[] steps)
    {
        foreach (var step in steps)
        {
            using var moved = await Crew.PostAsync(new Uri($"/api/dispatch/journeys/{journey}/{step}", UriKind.Relative), content: null);
            Assert.True(moved.StatusCode == HttpStatusCode.OK, await moved.Content.ReadAsStringAsync());
        }
    }

    public async Task<string?> StateAsync(Guid journey)
        => (await Dispatcher.GetFromJsonAsync<JsonElement>("/api/dispatch/journeys?pageSize=100")).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("journeyId").GetGuid() == journey).GetProperty("state").GetString();

    public Task<long> CountAsync(string sql) => Service.Database.ValueAsync<long>(sql);

    public async ValueTask DisposeAsync()
    {
        Trackers.Dispose();
        Dispatcher.Dispose();
        Crew.Dispose();
        await _complaints.DisposeAsync();
        await Service.DisposeAsync();
    }
}
