namespace PlanningPlatform.Identity.Data;

/// <summary>The one-time right to set an account's password: an invitation, or a reset.</summary>
internal sealed class PasswordLink
{
    /// <summary>SHA-256 of the token in the link.</summary>
    public required string Hash { get; init; }

    public required Guid AccountId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}
