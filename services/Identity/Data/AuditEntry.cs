namespace PlanningPlatform.Identity.Data;

/// <summary>Who did what to whom, when and from where. Written, never changed, free of secrets, and removed by nothing but its age (<see cref="RetentionSettings"/>).</summary>
internal sealed class AuditEntry
{
    public const int LongestTarget = 256;

    public const int LongestDetail = 1000;

    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>User name; <c>-</c> is the system or somebody not signed in.</summary>
    public required string Actor { get; init; }

    /// <summary>Stable, for programs: <c>account_invited</c>.</summary>
    public required string Action { get; init; }

    /// <summary>User name of the account, or what else was acted on.</summary>
    public required string Target { get; init; }

    /// <summary>IP address of the caller; null for what the system did by itself.</summary>
    public string? Address { get; init; }

    public required AuditOutcome Outcome { get; init; }

    public string? Detail { get; init; }
}

internal enum AuditOutcome
{
    Done,
    Refused,
}
