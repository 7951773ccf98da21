using PlanningPlatform.Identity.Data;

namespace PlanningPlatform.Identity.Features.Accounts;

internal enum AccountState
{
    Active,

    /// <summary>Has no password yet.</summary>
    Invited,

    Deactivated,
}

/// <param name="Version">To be sent back with a change.</param>
/// <param name="Assignments">Held or to come; what is over is in the audit log.</param>
/// <param name="LinkExpiresAt">Of an invitation or reset that was not used yet.</param>
internal sealed record AccountAnswer(
    Guid Id, string Username, string Name, string? Email, string? Phone, AccountState State, int Version, bool IsDemo, bool MustChangePassword,
    bool SecondFactor, int Sessions, DateTimeOffset? LinkExpiresAt, DateTimeOffset CreatedAt, IReadOnlyList<AssignmentAnswer> Assignments);

/// <param name="From">First moment; in the past when it is held now.</param>
/// <param name="Until">First moment when it is no longer held; null until further notice.</param>
/// <param name="ActingFor">User name of the office holder; null when it is the account's own.</param>
internal sealed record AssignmentAnswer(string Role, string? Region, string? Agency, string? Unit, DateTimeOffset From, DateTimeOffset? Until, string? ActingFor)
{
    public static AssignmentAnswer Of(Assignment held, string? actingFor)
        => new(held.Role, held.Region, held.Agency, held.Unit, held.ValidFrom, held.ValidUntil, actingFor);
}

internal static class AccountStates
{
    public static AccountState State(this Account account)
        => account.DeactivatedAt is not null ? AccountState.Deactivated : account.PasswordHash is null ? AccountState.Invited : AccountState.Active;
}
