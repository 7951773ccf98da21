namespace PlanningPlatform.Gateway.Sessions;

/// <summary>Did one of our own pages send this? Browsers say so, and scripts of other sites cannot make them lie.</summary>
internal static class SameOrigin
{
    /// <summary>True only when the browser vouches for it: <c>Sec-Fetch-Site</c>, else <c>Origin</c>. Silence is not enough.</summary>
    public static bool IsProven(HttpRequest request)
        => request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" => true,
            "" => request.Headers.Origin.ToString().Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
}
