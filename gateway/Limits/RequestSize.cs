using Microsoft.AspNetCore.Http.Features;

namespace PlanningPlatform.Gateway.Limits;

/// <summary>Refuses what announces itself as too large before a byte of it is read; what does not announce itself Kestrel stops at the limit.</summary>
internal sealed class RequestSize(RequestDelegate next, LimitSettings limits)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not { } announced || announced <= (RateLimits.IsSignIn(context) ? limits.SignInBytes : limits.RequestBytes))
        {
            await next(context);
            return;
        }

        // Kestrel then reads on for up to five seconds and throws it away. Were the connection closed at once, most clients would
        // report a broken connection, because they look for the answer only after they have sent everything.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        await context.AnswerAsync(Answers.TooLarge);
    }
}
