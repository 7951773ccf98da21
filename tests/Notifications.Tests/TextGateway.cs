using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PlanningPlatform.Notifications.Tests;

/// <summary>Stands where a provider of SMS and WhatsApp stands: takes messages by HTTP, each key once (then 409), and answers what a test says.</summary>
internal sealed class TextGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TextGateway()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/messages", TakeAsync);
    }

    public string Address => $"{_app.Urls.Single()}/messages";

    /// <summary>What it answers next; then, and when there is nothing, 200.</summary>
    public ConcurrentQueue<(int Status, string? RetryAfter)> Answers { get; } = new();

    /// <summary>Every call, in the order of arrival.</summary>
    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Messages that were taken, by <c>Idempotency-Key</c>: what a person would have on the phone.</summary>
    public ConcurrentDictionary<string, JsonElement> Taken { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes the message and says nothing: the line goes dead.</summary>
    public bool Silent { get; set; }

    public static async Task<TextGateway> StartAsync()
    {
        var gateway = new TextGateway();
        await gateway._app.StartAsync();
        return gateway;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        var body = await request.ReadFromJsonAsync<JsonElement>();
        var key = request.Headers["Idempotency-Key"].ToString();
        Calls.Enqueue(new(key, request.Headers.Authorization.ToString(), body));
        if (Answers.TryDequeue(out var answer))
        {
            if (answer.RetryAfter is { } pause)
            {
                request.HttpContext.Response.Headers.RetryAfter = pause;
            }

            return Results.StatusCode(answer.Status);
        }

        var isNew = Taken.TryAdd(key, body);
        if (Silent)
        {
            await Task.Delay(Timeout.Infinite, request.HttpContext.RequestAborted);
        }

        return isNew ? Results.Ok(new { id = $"SM-{key[..8]}" }) : Results.Conflict();
    }

    internal sealed record Call(string Key, string Authorization, JsonElement Body);
}
