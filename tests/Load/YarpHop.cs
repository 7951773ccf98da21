using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace PlanningPlatform.Load;

/// <summary>Floor: a POST through YARP to an endpoint that reads the body and does nothing.</summary>
internal static class YarpHop
{
    public static async Task<Measurement> MeasureAsync(int count, int concurrency)
    {
        await using var empty = Build();
        empty.MapPost("/", async (HttpRequest request) => await request.Body.CopyToAsync(Stream.Null));
        await empty.StartAsync();

        await using var proxy = Build(services => services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "empty", Match = new RouteMatch { Path = "/{**rest}" } }],
            [new ClusterConfig { ClusterId = "empty", Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal) { ["one"] = new() { Address = empty.Urls.First() } } }]));
        proxy.MapReverseProxy();
        await proxy.StartAsync();

        using var client = new HttpClient { BaseAddress = new Uri(proxy.Urls.First()) };
        await Measurement.OfAsync("warm-up", 300, concurrency, _ => PostAsync(client));
        return await Measurement.OfAsync("floor: an empty hop through YARP", count, concurrency, _ => PostAsync(client));
    }

    private static WebApplication Build(Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    private static async Task PostAsync(HttpClient client)
    {
        using var response = await client.PostAsJsonAsync(new Uri("/", UriKind.Relative), new { description = new string('x', 200) });
        response.EnsureSuccessStatusCode();
    }
}
