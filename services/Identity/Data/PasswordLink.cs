namespace PlanningPlatform.Identity.Data;

/// <summary>The one-time right to set an account's password: an invitation, or a reset. The newest of an account is the only one.</summary>
internal sealed class PasswordLink
{
    /// <summary>As the primary key it voids the earlier link.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of the token in the link.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}
