using Microsoft.AspNetCore.Http.Extensions;
using PlanningPlatform.Gateway.Limits;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Gateway.Sessions;

/// <summary>Signing in and out with a browser. The pages themselves (<c>GET /masuk</c>) are the portal's.</summary>
internal static class SessionEndpoints
{
    private const string SignInPage = "/masuk";
    private const int LongestUserName = 64;

    public static Refusal CrossSite { get; } = new(403, "cross_site",
        new("Permintaan ini datang dari situs lain. Buka halamannya langsung lalu coba lagi.", "This request came from another site. Open the page itself and try again."));

    public static void AddSessions(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient<IdentityClient>(client => client.Timeout = TimeSpan.FromSeconds(10));
        builder.Services.AddSingleton<SessionCookie>();
        builder.Services.AddSingleton<SessionRefresh>();
    }

    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        app.MapPost(SignInPage, SignInAsync).RequireRateLimiting(RequestClass.SignIn);
        app.MapPost("/keluar", SignOutAsync).RequireRateLimiting(RequestClass.General);
    }

    private static async Task SignInAsync(HttpContext context, IdentityClient identity, SessionCookie cookie, TimeProvider time)
    {
        if (!SameOrigin.IsProven(context.Request))
        {
            await context.AnswerAsync(CrossSite);
            return;
        }

        if (!context.Request.HasFormContentType)
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (username, returnUrl) = (form["username"].ToString(), form["returnUrl"].ToString());
        var outcome = await identity.SignInAsync(username, form["password"].ToString(), context.RequestAborted);
        if (outcome.Tokens is { } tokens)
        {
            cookie.Write(context, Session.From(tokens, time.GetUtcNow()));
            SeeOther(context, LocalAddress.OrHome(returnUrl));
        }
        else
        {
            var query = new QueryBuilder { { "error", outcome.Problem! }, { "username", username[..Math.Min(username.Length, LongestUserName)] }, { "returnUrl", LocalAddress.OrHome(returnUrl) } };
            SeeOther(context, SignInPage + query);
        }
    }

    private static async Task SignOutAsync(HttpContext context, IdentityClient identity, SessionCookie cookie, SessionRefresh refresh)
    {
        if (!SameOrigin.IsProven(context.Request))
        {
            await context.AnswerAsync(CrossSite);
            return;
        }

        if (cookie.Read(context.Request) is { } session)
        {
            await refresh.EndAsync(session.RefreshToken);
            await identity.RevokeAsync(session.RefreshToken, context.RequestAborted);
        }

        SessionCookie.Delete(context);
        SeeOther(context, "/");
    }

    /// <summary>303: the browser follows with a GET, so that going back or reloading sends no password again.</summary>
    private static void SeeOther(HttpContext context, string address)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address;
        context.Response.Headers.CacheControl = "no-store";
    }
}
