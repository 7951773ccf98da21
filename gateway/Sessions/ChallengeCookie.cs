namespace PlanningPlatform.Gateway.Sessions;

/// <summary>Between the password and the code: what the identity service, which encrypted it, wants to see again. Good for minutes, and for nothing without the code.</summary>
internal static class ChallengeCookie
{
    private const string Name = "planning-sign-in";

    public static string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 } challenge ? challenge : null;

    public static void Write(HttpContext context, string challenge) => context.Response.Cookies.Append(Name, challenge, Options(context));

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context));

    private static CookieOptions Options(HttpContext context)
        => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/masuk", IsEssential = true };
}
