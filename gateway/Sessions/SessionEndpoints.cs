using Microsoft.AspNetCore.Http.Extensions;
using PlanningPlatform.Gateway.Limits;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Gateway.Sessions;

/// <summary>Signing in and out with a browser. The pages themselves (<c>GET /masuk</c>) are the portal's.</summary>
internal static class SessionEndpoints
{
    private const string SignInPage = "/masuk";
    private const string CodePage = "/masuk/kode";
    private const int LongestUserName = 64;

    public static Refusal CrossSite { get; } = new(403, "cross_site",
        new("Permintaan ini datang dari situs lain. Buka halamannya langsung lalu coba lagi.", "This request came from another site. Open the page itself and try again."));

    // By its own words: these addresses read the body themselves, so nothing else knows what they take.
    private static Refusal NoForm { get; } = new(415, "unsupported_media_type",
        new("Kirim data sebagai application/x-www-form-urlencoded.", "Send application/x-www-form-urlencoded."));

    public static void AddSessions(this WebApplicationBuilder builder)
    {
        builder.Services.AddServiceClient<IdentityClient>(builder.Configuration, "identity").ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(10));
        builder.Services.AddSingleton<SessionCookie>();
        builder.Services.AddSingleton<SessionRefresh>();
    }

    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        app.MapPost(SignInPage, SignInAsync).RequireRateLimiting(RequestClass.SignIn);
        app.MapPost(CodePage, SendCodeAsync).RequireRateLimiting(RequestClass.SignIn);
        app.MapGet("/sesi/perbarui", RenewAsync).RequireRateLimiting(RequestClass.General);
        app.MapPost("/keluar", SignOutAsync).RequireRateLimiting(RequestClass.General);
    }

    private static async Task SignInAsync(HttpContext context, IdentityClient identity, SessionCookie cookie, TimeProvider time)
    {
        if (await ReadFormAsync(context) is not { } form)
        {
            return;
        }

        var (username, returnUrl) = (form["username"].ToString(), LocalAddress.OrHome(form["returnUrl"]));
        var outcome = await identity.SignInAsync(username, form["password"].ToString(), context.Connection.RemoteIpAddress, context.RequestAborted);
        if (outcome.Tokens is { } tokens)
        {
            cookie.Write(context, Session.From(tokens, time.GetUtcNow()));
            SeeOther(context, returnUrl);
        }
        else if (outcome.Challenge is { } challenge)
        {
            ChallengeCookie.Write(context, challenge);
            SeeOther(context, CodePage + new QueryBuilder { { "returnUrl", returnUrl } });
        }
        else
        {
            SeeOther(context, SignInPage + new QueryBuilder { { "error", outcome.Problem! }, { "username", username[..Math.Min(username.Length, LongestUserName)] }, { "returnUrl", returnUrl } });
        }
    }

    /// <summary>The second step: the code of the authenticator app.</summary>
    private static async Task SendCodeAsync(HttpContext context, IdentityClient identity, SessionCookie cookie, TimeProvider time)
    {
        if (await ReadFormAsync(context) is not { } form)
        {
            return;
        }

        var returnUrl = LocalAddress.OrHome(form["returnUrl"]);
        if (ChallengeCookie.Read(context.Request) is not { } challenge)
        {
            SeeOther(context, SignInPage + new QueryBuilder { { "error", "challenge_over" }, { "returnUrl", returnUrl } });
            return;
        }

        var outcome = await identity.SendCodeAsync(challenge, form["code"].ToString(), context.Connection.RemoteIpAddress, context.RequestAborted);
        if (outcome.Tokens is { } tokens)
        {
            ChallengeCookie.Delete(context);
            cookie.Write(context, Session.From(tokens, time.GetUtcNow()));
            SeeOther(context, returnUrl);
        }
        else
        {
            SeeOther(context, CodePage + new QueryBuilder { { "error", outcome.Problem! }, { "returnUrl", returnUrl } });
        }
    }

    /// <summary>New tokens at once, because what the person may do has just changed: the first password, a second factor. Harmless, so a GET.</summary>
    private static async Task RenewAsync(HttpContext context, SessionCookie cookie, SessionRefresh refresh)
    {
        if (cookie.Read(context.Request) is { } session && (await refresh.RefreshAsync(session.RefreshToken)).Session is { } renewed && !refresh.IsSignedOut(renewed.RefreshToken))
        {
            cookie.Write(context, renewed);
        }

        SeeOther(context, LocalAddress.OrHome(context.Request.Query["returnUrl"]));
    }

    /// <returns>Null when it is no form of our own page, which was then answered.</returns>
    private static async Task<IFormCollection?> ReadFormAsync(HttpContext context)
    {
        if (!SameOrigin.IsProven(context.Request))
        {
            await context.AnswerAsync(CrossSite);
            return null;
        }

        if (!context.Request.HasFormContentType)
        {
            await context.AnswerAsync(NoForm);
            return null;
        }

        return await context.Request.ReadFormAsync(context.RequestAborted);
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
