namespace PlanningPlatform.Identity.Data;

/// <summary>One refresh token, which works once. All that descend from one sign-in share the session and its end.</summary>
internal sealed class RefreshToken
{
    /// <summary>SHA-256 of the token: whoever reads the database cannot sign in with it.</summary>
    public required string Hash { get; init; }

    public required Guid SessionId { get; init; }

    public required Guid AccountId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}
