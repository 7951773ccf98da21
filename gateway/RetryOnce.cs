using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace PlanningPlatform.Gateway;

/// <summary>A GET that found no service is tried once more after a moment. Anything that could change something never is.</summary>
internal sealed class RetryOnce(RequestDelegate next, IOptions<ForwardingSettings> settings, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.GetForwarderErrorFeature() is not { Error: ForwarderError.Request }
            || !ForwardingFailures.IsSafe(context.Request.Method)
            || context.Response.HasStarted)
        {
            return;
        }

        await Task.Delay(settings.Value.RetryAfter, time, context.RequestAborted);
        context.Features.Set<IForwarderErrorFeature>(null);
        context.Response.StatusCode = StatusCodes.Status200OK;
        var proxy = context.GetReverseProxyFeature();
        proxy.AvailableDestinations = proxy.AllDestinations;
        await next(context);
    }
}
