using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PlanningPlatform.Proposals.Data;
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
        Broker = await (await PrivateRabbitMq.SharedAsync()).CreateVirtualHostAsync();
        await StartAsync(Broker);
    }

    /// <summary>Starts it with other settings than the usual.</summary>
    public static async Task<ProposalsService> StartedWithAsync(string? broker, params KeyValuePair<string, string>[] settings)
    {
        var service = new ProposalsService();
        await service.StartAsync(broker, settings);
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

    public async Task<HttpResponseMessage> TrackAsync(string number, string? secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/proposals/track/{Uri.EscapeDataString(number)}", UriKind.Relative));
        if (secret is not null)
        {
            request.Headers.Add("X-Tracking-Secret", secret);
        }

        return await Resident.SendAsync(request);
    }

    public async Task<int> StoredAsync()
    {
        await using var scope = _running.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ProposalsDb>();
        return await db.Proposals.CountAsync();
    }

    private async Task StartAsync(string? broker, params KeyValuePair<string, string>[] settings)
    {
        _running = await RunningService<Program>.StartAsync("proposals", broker, settings);
        Resident = _running.CreateClient();
    }
}

internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    public static string Text(this JsonElement json, string member) => json.GetProperty(member).GetString()!;
}
