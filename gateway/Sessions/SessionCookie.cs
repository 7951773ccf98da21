using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace PlanningPlatform.Gateway.Sessions;

/// <summary>
/// The one cookie: both tokens, encrypted, out of reach of scripts, gone when the browser closes (a village counter is shared). Any
/// gateway with the same key ring reads it, so nothing about sessions is kept here.
/// </summary>
internal sealed class SessionCookie(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Gateway.Session.v1");

    /// <summary>Browsers take a cookie of the longer name from https and this very host only: no neighbour can set it.</summary>
    public static string NameFor(HttpRequest request) => request.IsHttps ? "__Host-planning-session" : "planning-session";

    /// <returns>Null without a cookie, and for one that was not made by us.</returns>
    public Session? Read(HttpRequest request)
    {
        try
        {
            return request.Cookies[NameFor(request)] is { Length: > 0 } cookie ? JsonSerializer.Deserialize<Session>(protector.Unprotect(cookie)) : null;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public void Write(HttpContext context, Session session)
        => context.Response.Cookies.Append(NameFor(context.Request), protector.Protect(JsonSerializer.Serialize(session)), Options(context));

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(NameFor(context.Request), Options(context));

    private static CookieOptions Options(HttpContext context)
        => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/", IsEssential = true };
}
