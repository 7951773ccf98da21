namespace PlanningPlatform.Gateway.Sessions;

/// <summary>What the session cookie holds, encrypted.</summary>
/// <param name="RefreshAt">From here on the access token is exchanged; it works until <paramref name="ExpiresAt"/>.</param>
internal sealed record Session(string AccessToken, string RefreshToken, DateTimeOffset RefreshAt, DateTimeOffset ExpiresAt)
{
    public static Session From(TokenPair tokens, DateTimeOffset now)
    {
        var lifetime = TimeSpan.FromSeconds(tokens.ExpiresIn);
        var early = TimeSpan.FromTicks(Math.Min(lifetime.Ticks / 4, TimeSpan.FromMinutes(2).Ticks));
        return new(tokens.AccessToken, tokens.RefreshToken, now + lifetime - early, now + lifetime);
    }
}

/// <summary>What the identity service answers to a sign-in.</summary>
internal sealed record TokenPair(string AccessToken, int ExpiresIn, string RefreshToken);
