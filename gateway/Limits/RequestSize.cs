namespace PlanningPlatform.Gateway.Limits;

/// <summary>Refuses what announces itself as too large before a byte of it is read; what does not announce itself Kestrel stops at the limit.</summary>
internal sealed class RequestSize(RequestDelegate next, LimitSettings limits)
{
    public Task InvokeAsync(HttpContext context)
        => context.Request.ContentLength > (RateLimits.IsSignIn(context) ? limits.SignInBytes : limits.RequestBytes)
            ? context.AnswerAsync(Answers.TooLarge)
            : next(context);
}
