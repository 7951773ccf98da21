using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Proposals.Data;
using PlanningPlatform.Proposals.Domain;
using PlanningPlatform.Testing;

namespace PlanningPlatform.Proposals.Tests;

/// <summary>The running service as a resident reaches it.</summary>
public sealed class ProposalsService : IAsyncLifetime
{
    private RunningService<Program> _running = null!;

    public string Broker { get; private set; } = "";

    public HttpClient Resident { get; private set; } = null!;

    public TestDatabase Database => _running.Database;

    public async Task InitializeAsync()
    {
        Broker = await TestBroker.CreateVirtualHostAsync();
        await StartAsync(Broker, time: null);
    }

    /// <summary>Starts it with other settings than the usual.</summary>
    public static Task<ProposalsService> StartedWithAsync(string? broker, params KeyValuePair<string, string>[] settings)
        => StartedWithAsync(broker, time: null, settings);

    public static async Task<ProposalsService> StartedWithAsync(string? broker, TimeProvider? time, params KeyValuePair<string, string>[] settings)
    {
        var service = new ProposalsService();
        await service.StartAsync(broker, time, settings);
        return service;
    }

    public async Task DisposeAsync()
    {
        Resident.Dispose();
        await _running.DisposeAsync();
    }

    public Task<HttpResponseMessage> SubmitAsync(object proposal, string? idempotencyKey = null)
        => SubmitAsync(JsonSerializer.SerializeToUtf8Bytes(proposal), idempotencyKey);

    public async Task<HttpResponseMessage> SubmitAsync(byte[] body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/proposals", UriKind.Relative))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
        };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await Resident.SendAsync(request);
    }

    /// <param name="from">The caller's address, as the gateway says it.</param>
    public async Task<HttpResponseMessage> TrackAsync(string number, string? secret, string? from = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/proposals/track/{Uri.EscapeDataString(number)}", UriKind.Relative));
        if (secret is not null)
        {
            request.Headers.Add("X-Tracking-Secret", secret);
        }

        if (from is not null)
        {
            request.Headers.Add("X-Forwarded-For", from);
        }

        return await Resident.SendAsync(request);
    }

    /// <summary>What belongs to whoever holds the slip: GET without a body, POST with one.</summary>
    public async Task<HttpResponseMessage> WithSlipAsync(JsonElement submitted, string what, object? body = null, string? secret = null)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, $"/api/proposals/track/{submitted.Text("trackingNumber")}/{what}");
        request.Headers.Add("X-Tracking-Secret", secret ?? submitted.Text("trackingSecret"));
        request.Content = body is null ? null : JsonContent.Create(body);
        return await Resident.SendAsync(request);
    }

    /// <summary>What the Notifications service would read.</summary>
    public NotificationContent Open(JsonElement notification)
        => _running.Services.GetRequiredService<NotificationSeal>().Open(notification.GetProperty("message").Text("sealedContent"));

    public async Task<int> StoredAsync()
    {
        await using var scope = _running.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ProposalsDb>();
        return await db.Proposals.CountAsync();
    }

    /// <summary>The proposal that was made of this complaint.</summary>
    internal async Task<Proposal> FindAsync(Guid complaint)
    {
        await using var scope = _running.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ProposalsDb>().Proposals.AsNoTracking().SingleAsync(proposal => proposal.ComplaintId == complaint);
    }

    public async Task<bool> KnowsAsync(Guid complaint)
    {
        await using var scope = _running.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ProposalsDb>().Proposals.AnyAsync(proposal => proposal.ComplaintId == complaint);
    }

    private async Task StartAsync(string? broker, TimeProvider? time, params KeyValuePair<string, string>[] settings)
    {
        _running = await RunningService<Program>.StartAtAsync(time, "proposals", broker, settings);
        Resident = _running.CreateClient();
    }
}

internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    public static string Text(this JsonElement json, string member) => json.GetProperty(member).GetString()!;
}
