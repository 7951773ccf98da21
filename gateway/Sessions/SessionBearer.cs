using Microsoft.Net.Http.Headers;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Gateway.Sessions;

/// <summary>
/// Pages only: turns the session cookie into the bearer token that the portal passes on. The API takes bearer tokens and no
/// cookies, so there is nothing another site could do with them.
/// </summary>
internal sealed class SessionBearer(RequestDelegate next, SessionCookie cookie, SessionRefresh refresh, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.LeadsToPortal())
        {
            await next(context);
            return;
        }

        var session = cookie.Read(context.Request);
        var hadCookie = context.Request.Cookies.ContainsKey(SessionCookie.NameFor(context.Request));
        context.Request.Headers.Authorization = default;
        HideCookie(context.Request);
        if (hadCookie && !IsSafe(context.Request.Method) && !SameOrigin.IsProven(context.Request))
        {
            await context.AnswerAsync(SessionEndpoints.CrossSite);
            return;
        }

        if (session is not null && time.GetUtcNow() >= session.RefreshAt)
        {
            var outcome = await refresh.RefreshAsync(session.RefreshToken);
            if (outcome.Session is { } renewed)
            {
                session = renewed;
                context.Response.OnStarting(() =>
                {
                    if (!refresh.IsSignedOut(renewed.RefreshToken))
                    {
                        cookie.Write(context, renewed);
                    }

                    return Task.CompletedTask;
                });
            }
            else if (time.GetUtcNow() >= session.ExpiresAt)
            {
                if (!outcome.Ended)
                {
                    context.Response.Headers.RetryAfter = "2";
                    await context.AnswerAsync(IdentityAway);
                    return;
                }

                session = null;
            }
        }

        if (session is not null && !refresh.IsSignedOut(session.RefreshToken))
        {
            context.Request.Headers.Authorization = $"Bearer {session.AccessToken}";
            context.Response.OnStarting(() => KeepPrivate(context.Response));
        }
        else if (hadCookie)
        {
            SessionCookie.Delete(context);
        }

        await next(context);
    }

    private static Refusal IdentityAway { get; } = new(503, TokenOutcome.Unavailable,
        new("Layanan masuk sedang dijalankan ulang. Sesi Anda tidak hilang; coba lagi beberapa detik lagi.", "The sign-in service is being restarted. Your session is kept; please try again in a few seconds."));

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>The portal keeps cookies of its own; this one is not for it.</summary>
    private static void HideCookie(HttpRequest request)
    {
        if (CookieHeaderValue.TryParseList(request.Headers.Cookie, out var cookies))
        {
            var others = cookies.Where(cookie => !cookie.Name.Equals(SessionCookie.NameFor(request), StringComparison.OrdinalIgnoreCase)).Select(cookie => cookie.ToString()).ToList();
            request.Headers.Cookie = others.Count == 0 ? default : new(string.Join("; ", others));
        }
        else
        {
            request.Headers.Cookie = default;
        }
    }

    /// <summary>A page made for one person is kept by no cache in between.</summary>
    private static Task KeepPrivate(HttpResponse response)
    {
        if (response.Headers.CacheControl.Count == 0 && response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
        {
            response.Headers.CacheControl = "private, no-cache";
        }

        return Task.CompletedTask;
    }
}
