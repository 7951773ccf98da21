namespace PlanningPlatform.Identity.Data;

/// <summary>Wrong passwords for one user name, whether or not there is such an account: otherwise locking would tell who exists.</summary>
internal sealed class FailedSignIns
{
    public required string NormalizedUserName { get; init; }

    public required int Count { get; init; }

    public required DateTimeOffset LastAt { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }
}
