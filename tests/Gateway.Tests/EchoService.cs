using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PlanningPlatform.Gateway.Tests;

/// <summary>What a service behind the gateway saw.</summary>
internal sealed record Seen(string Method, string Target, Dictionary<string, string> Headers, long BodyBytes);

/// <summary>A real service on a port of its own that says what reached it, and can be stopped and started like a crashing one.</summary>
internal sealed class EchoService : IAsyncDisposable
{
    private WebApplication? app;
    private int requests;

    private EchoService(int port) => Address = $"http://127.0.0.1:{port}";

    public string Address { get; }

    /// <summary>Requests that arrived, health checks apart.</summary>
    public int Requests => requests;

    /// <summary>What <c>/health</c> answers.</summary>
    public (int Status, object Body) Health { get; set; } = (200, new { status = "Healthy", reasons = Array.Empty<string>() });

    public TimeSpan HealthDelay { get; set; }

    public static async Task<EchoService> StartAsync()
    {
        var service = new EchoService(FreePort());
        await service.StartAgainAsync();
        return service;
    }

    public async Task StartAgainAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        app = builder.Build();
        app.Urls.Add(Address);
        app.MapGet("/health", async (CancellationToken cancellation) =>
        {
            await Task.Delay(HealthDelay, cancellation);
            return Results.Json(Health.Body, statusCode: Health.Status);
        });
        app.Map("/{**path}", EchoAsync);
        await app.StartAsync();
    }

    public async Task StopAsync()
    {
        if (app is not null)
        {
            await app.StopAsync(new CancellationToken(canceled: true));
            await app.DisposeAsync();
            app = null;
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task EchoAsync(HttpContext context)
    {
        Interlocked.Increment(ref requests);
        var path = context.Request.Path.Value!;
        if (path.EndsWith("/breaks-off", StringComparison.Ordinal))
        {
            context.Abort();
            return;
        }

        if (path.EndsWith("/silent", StringComparison.Ordinal))
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        if (path.EndsWith("/events", StringComparison.Ordinal))
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("data: tiba\n\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        if (path.EndsWith("/cookies", StringComparison.Ordinal))
        {
            context.Response.Headers.SetCookie = new(["bahasa=en; path=/", "kunci=x; path=/; secure; httponly"]);
        }

        if (path.Contains("/photos/", StringComparison.Ordinal))
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        }

        if (path.EndsWith("/unknown", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 404;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        context.Response.Headers.Server = "inside";
        context.Response.Headers["X-Powered-By"] = "inside";
        context.Response.Headers["Seen-Method"] = context.Request.Method;
        await context.Response.WriteAsJsonAsync(new Seen(
            context.Request.Method,
            path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.Length));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
