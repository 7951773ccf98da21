namespace PlanningPlatform.Identity.Data;

/// <summary>The one-time right to make the first administrator.</summary>
internal sealed class SetupToken
{
    /// <summary>SHA-256 of the token in the link.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}
