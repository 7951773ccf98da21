namespace PlanningPlatform.Identity.Data;

/// <summary>Wrong passwords and codes for one user name, from one address or from all, whether or not there is such an account: otherwise locking would tell who exists.</summary>
internal sealed class FailedSignIns
{
    /// <summary>In place of a <see cref="Network"/>: from wherever. Each attempt counts here, too.</summary>
    public const string Anywhere = "";

    public required string NormalizedUserName { get; init; }

    /// <summary>The caller's address as limits count it.</summary>
    public required string Network { get; init; }

    /// <summary>Since <see cref="Since"/>, or since the last lock.</summary>
    public required int Count { get; init; }

    /// <summary>Since the row was made; what the audit log will say.</summary>
    public required int Total { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset LastAt { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }
}
