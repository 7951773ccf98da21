using PlanningPlatform.Gateway.Limits;
using PlanningPlatform.Gateway.Sessions;
using PlanningPlatform.ServiceDefaults;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;

namespace PlanningPlatform.Gateway;

/// <summary>YARP, set up from the table in <see cref="Routes"/>.</summary>
internal static class Forwarding
{
    private static readonly string[] HeadersOfTheInside = ["Server", "X-Powered-By"];

    public static void AddForwarding(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<ForwardingSettings>(builder.Configuration.GetSection("Forwarding"));
        var settings = builder.Configuration.GetSection("Forwarding").Get<ForwardingSettings>() ?? new();
        builder.Services.AddReverseProxy()
            .LoadFromMemory(
                [.. Routes.All.Select(ToRoute)],
                [.. Routes.Services.Select(service => ToCluster(service, ServiceClients.AddressesOf(builder.Configuration, service), settings))])
            .ConfigureHttpClient((_, handler) =>
            {
                handler.ConnectTimeout = settings.ConnectTimeout;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
            })
            .AddTransforms(transforms =>
            {
                // The X-Forwarded-* headers of the caller are gone by now (see IncomingHeaders); these are ours.
                transforms.AddXForwarded(ForwardedTransformActions.Set);
                transforms.AddOriginalHost();
                foreach (var header in HeadersOfTheInside)
                {
                    transforms.AddResponseHeaderRemove(header, ResponseCondition.Always);
                }

                transforms.AddResponseTransform(KeepCookiesToHttps);
            });
    }

    public static void MapForwarding(this WebApplication app)
    {
        foreach (var pattern in Routes.Nowhere)
        {
            app.Map(pattern, () => Refusal.NotFound).RequireRateLimiting(RequestClass.General);
        }

        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<ForwardingFailures>();
            proxy.UseMiddleware<IncomingHeaders>();
            proxy.UseMiddleware<SessionBearer>();
            proxy.UseMiddleware<RetryOnce>();
            proxy.UseLoadBalancing();
        });
    }

    /// <summary>Services speak plain HTTP inside and cannot know.</summary>
    private static ValueTask KeepCookiesToHttps(ResponseTransformContext context)
    {
        var answer = context.HttpContext.Response.Headers;
        if (context.HttpContext.Request.IsHttps && answer.SetCookie.Count > 0)
        {
            answer.SetCookie = answer.SetCookie.Select(cookie => cookie!.Contains("; secure", StringComparison.OrdinalIgnoreCase) ? cookie : cookie + "; secure").ToArray();
        }

        return ValueTask.CompletedTask;
    }

    private static RouteConfig ToRoute(Route route) => new()
    {
        RouteId = $"{route.Method ?? "*"} {route.Path}",
        ClusterId = route.Service,
        RateLimiterPolicy = route.Limit,
        Match = new() { Path = route.Path, Methods = route.Method is null ? null : [route.Method] },
        Metadata = route.Photos == 0 ? null : new Dictionary<string, string>(StringComparer.Ordinal) { [RequestSize.PhotosOfRoute] = $"{route.Photos}" },
    };

    private static ClusterConfig ToCluster(string service, IReadOnlyList<string> addresses, ForwardingSettings settings) => new()
    {
        ClusterId = service,
        Destinations = addresses.Select((address, index) => (address, index))
            .ToDictionary(replica => $"{service}-{replica.index}", replica => new DestinationConfig { Address = replica.address }, StringComparer.Ordinal),
        HttpRequest = new ForwarderRequestConfig
        {
            ActivityTimeout = service == Routes.Portal ? settings.PageSilence : settings.ApiSilence,
            Version = System.Net.HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        },
        // With one address there is nothing to choose; among several, one that is not ready (503, or no answer) is left out until it is
        // again. When none is ready all are asked: a service says better than we can what it lacks.
        HealthCheck = addresses.Count < 2 ? null : new HealthCheckConfig
        {
            AvailableDestinationsPolicy = "HealthyOrPanic",
            Active = new() { Enabled = true, Path = "/health", Interval = TimeSpan.FromSeconds(2), Timeout = TimeSpan.FromSeconds(2) },
        },
    };
}

/// <summary>Section <c>Forwarding</c> of the configuration. Durations are written <c>00:00:30</c>.</summary>
internal sealed class ForwardingSettings
{
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>An API that says nothing for this long is given up: 504.</summary>
    public TimeSpan ApiSilence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same for pages; longer, because a stream of server-sent events is quiet between heartbeats.</summary>
    public TimeSpan PageSilence { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Before a GET that found nobody is tried again: a service that crashed is back within about two seconds.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);
}
