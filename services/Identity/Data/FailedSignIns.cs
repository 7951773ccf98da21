namespace PlanningPlatform.Identity.Data;

/// <summary>Wrong passwords and codes for one user name, whether or not there is such an account: otherwise locking would tell who exists.</summary>
internal sealed class FailedSignIns
{
    public required string NormalizedUserName { get; init; }

    /// <summary>Since the last lock.</summary>
    public required int Count { get; init; }

    /// <summary>Since the row was made; what the audit log will say.</summary>
    public required int Total { get; init; }

    public required DateTimeOffset LastAt { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }
}
