using System.Text.Json.Serialization;

namespace PlanningPlatform.Portal.Services;

/// <summary>Accounts: the own one, and for an administrator those of all.</summary>
internal sealed class IdentityApi(HttpClient http)
{
    private const string TokenHeader = "X-Link-Token";

    /// <param name="token">From the one-time link that start-up prints; valid for 30 minutes.</param>
    public Task<Answer<Changed>> SetUpAsync(string token, string username, string password, CancellationToken cancellationToken)
        => http.TellAsync<Changed>("/api/identity/setup", new { token, username, password }, cancellationToken);

    /// <param name="token">Of a set-up link; asking does not use it up.</param>
    public Task<Answer<Changed>> CheckSetUpAsync(string token, CancellationToken cancellationToken)
        => http.AskAsync<Changed>("/api/identity/setup", cancellationToken, (TokenHeader, token));

    /// <param name="token">Of an invitation or a reset link; asking does not use it up.</param>
    public Task<Answer<Changed>> CheckPasswordLinkAsync(string token, CancellationToken cancellationToken)
        => http.AskAsync<Changed>("/api/identity/password-link", cancellationToken, (TokenHeader, token));

    /// <param name="token">From an invitation or a reset link.</param>
    public Task<Answer<Invited>> SetPasswordAsync(string token, string password, CancellationToken cancellationToken)
        => http.TellAsync<Invited>("/api/identity/password-link", new { token, password }, cancellationToken);

    /// <param name="username">Or an e-mail address. The answer does not tell whether there is such an account.</param>
    public Task<Answer<LinkMayComeByMail>> ForgetPasswordAsync(string username, CancellationToken cancellationToken)
        => http.TellAsync<LinkMayComeByMail>("/api/identity/password-forgotten", new { username }, cancellationToken);

    public Task<Answer<Changed>> ChangePasswordAsync(string password, string newPassword, CancellationToken cancellationToken)
        => http.TellAsync<Changed>("/api/identity/me/password", new { password, newPassword }, cancellationToken);

    public Task<Answer<SecondFactorState>> SecondFactorAsync(CancellationToken cancellationToken)
        => http.AskAsync<SecondFactorState>("/api/identity/me/second-factor", cancellationToken);

    public Task<Answer<SecondFactorOffer>> OfferSecondFactorAsync(string password, string? code, CancellationToken cancellationToken)
        => http.TellAsync<SecondFactorOffer>("/api/identity/me/second-factor", new { password, code }, cancellationToken);

    public Task<Answer<RecoveryCodes>> ConfirmSecondFactorAsync(string code, CancellationToken cancellationToken)
        => http.TellAsync<RecoveryCodes>("/api/identity/me/second-factor/confirm", new { code }, cancellationToken);

    public Task<Answer<Changed>> SignOutElsewhereAsync(CancellationToken cancellationToken)
        => http.TellAsync<Changed>("/api/identity/me/sign-out-elsewhere", body: null, cancellationToken);

    public Task<Answer<Listed<AccountRow>>> AccountsAsync(string? search, string? role, string? state, int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<AccountRow>>($"/api/identity/accounts{QueryString.Create(Said([("search", search), ("role", role), ("state", state)], page, pageSize))}", cancellationToken);

    /// <summary>Whose accounts drive the unit.</summary>
    public Task<Answer<Listed<CrewAccount>>> CrewAsync(string unitCode, string baseCode, CancellationToken cancellationToken)
        => http.AskAsync<Listed<CrewAccount>>($"/api/identity/crew?unit={Uri.EscapeDataString(unitCode)}&place={Uri.EscapeDataString(baseCode)}", cancellationToken);

    public Task<Answer<StaffAccount>> AccountAsync(Guid id, CancellationToken cancellationToken)
        => http.AskAsync<StaffAccount>($"/api/identity/accounts/{id}", cancellationToken);

    public Task<Answer<Invitation>> InviteAsync(object account, CancellationToken cancellationToken)
        => http.TellAsync<Invitation>("/api/identity/accounts", account, cancellationToken);

    public Task<Answer<Imported>> ImportAsync(Stream csv, CancellationToken cancellationToken)
        => http.UploadAsync<Imported>("/api/identity/accounts/import", csv, "text/csv", cancellationToken);

    public Task<Answer<StaffAccount>> ChangeContactAsync(Guid id, int? version, string? name, string? email, string? phone, CancellationToken cancellationToken)
        => http.PutAsync<StaffAccount>($"/api/identity/accounts/{id}", new { version, name, email, phone }, cancellationToken);

    public Task<Answer<StaffAccount>> AssignAsync(Guid id, int? version, DateOnly? from, IReadOnlyList<AssignmentWish> assignments, CancellationToken cancellationToken)
        => http.PutAsync<StaffAccount>($"/api/identity/accounts/{id}/assignments", new { version, from, assignments }, cancellationToken);

    /// <param name="step">deactivate, reactivate, sign-out or second-factor-reset.</param>
    public Task<Answer<Changed>> StepAsync(Guid id, string step, int? version, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/identity/accounts/{id}/{step}", step == "sign-out" ? null : new { version }, cancellationToken);

    /// <param name="means">Link or TemporaryPassword.</param>
    public Task<Answer<PasswordReset>> ResetPasswordAsync(Guid id, int? version, string means, CancellationToken cancellationToken)
        => http.TellAsync<PasswordReset>($"/api/identity/accounts/{id}/password-reset", new { version, means }, cancellationToken);

    public Task<Answer<Listed<Acting>>> ActingAsync(int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<Acting>>($"/api/identity/acting?page={page}&pageSize={pageSize}", cancellationToken);

    public Task<Answer<Acting>> AppointAsync(object appointment, CancellationToken cancellationToken)
        => http.TellAsync<Acting>("/api/identity/acting", appointment, cancellationToken);

    public Task<Answer<Changed>> EndActingAsync(Guid id, CancellationToken cancellationToken)
        => http.TellAsync<Changed>($"/api/identity/acting/{id}/end", body: null, cancellationToken);

    public Task<Answer<Listed<AuditEntry>>> AuditAsync(string? actor, string? target, string? action, int page, int pageSize, CancellationToken cancellationToken)
        => http.AskAsync<Listed<AuditEntry>>($"/api/identity/audit{QueryString.Create(Said([("actor", actor), ("target", target), ("action", action)], page, pageSize))}", cancellationToken);

    public Task<Answer<Changed>> ReplaceKeyAsync(string reason, CancellationToken cancellationToken)
        => http.TellAsync<Changed>("/api/identity/keys/replace", new { reason }, cancellationToken);

    private static IEnumerable<KeyValuePair<string, string?>> Said((string Name, string? Value)[] filters, int page, int pageSize)
        => [.. filters.Where(filter => filter.Value is not null).Append(("page", $"{page}")).Append(("pageSize", $"{pageSize}")).Select(filter => KeyValuePair.Create(filter.Item1, filter.Item2))];
}

public sealed record Invited(string Username);

public sealed record LinkMayComeByMail(int LinkValidMinutes, int OneLinkPerMinutes);

/// <param name="Required">One of the person's roles needs it.</param>
public sealed record SecondFactorState(bool Enrolled, bool Required, int RecoveryCodesLeft);

/// <param name="Secret">Base 32, for typing.</param>
/// <param name="Uri">otpauth://, for the picture.</param>
public sealed record SecondFactorOffer(string Secret, string Uri);

internal sealed record RecoveryCodes([property: JsonPropertyName("recoveryCodes")] IReadOnlyList<string> Codes);

/// <param name="EveryUnit">It is crew of every unit in its region.</param>
/// <param name="State">Active or Invited.</param>
public sealed record CrewAccount(string Username, string Name, bool EveryUnit, DateTimeOffset? Until, string State);

/// <param name="State">Active, Invited or Deactivated.</param>
public sealed record AccountRow(Guid Id, string Username, string Name, string State, IReadOnlyList<string> Roles, IReadOnlyList<string> ActingRoles, IReadOnlyList<string> Regions, IReadOnlyList<string> Agencies);

public sealed record StaffAccount(
    Guid Id, string Username, string Name, string? Email, string? Phone, string State, int Version, bool MustChangePassword, bool SecondFactor, int Sessions,
    DateTimeOffset? LinkExpiresAt, DateTimeOffset CreatedAt, IReadOnlyList<StaffAssignment> Assignments);

/// <param name="ActingFor">User name of the office holder; null when it is the account's own.</param>
public sealed record StaffAssignment(string Role, string? Region, string? Agency, string? Unit, DateTimeOffset From, DateTimeOffset? Until, string? ActingFor);

public sealed record AssignmentWish(string? Role, string? Region, string? Agency, string? Unit);

/// <param name="Path">Shown once; the browser's own address goes before it.</param>
public sealed record OneTimeLink(string Path, DateTimeOffset ExpiresAt);

/// <param name="SentTo">Where the link also goes, masked; null when the account has no address.</param>
public sealed record Invitation(Guid Id, string Username, OneTimeLink Link, IReadOnlyList<string>? SentTo);

public sealed record Imported(IReadOnlyList<ImportedAccount> Created, IReadOnlyList<string> Existing);

public sealed record ImportedAccount(string Username, OneTimeLink Link, IReadOnlyList<string>? SentTo);

public sealed record PasswordReset(OneTimeLink? Link, string? TemporaryPassword, DateTimeOffset? TemporaryPasswordExpiresAt, IReadOnlyList<string>? SentTo);

/// <param name="State">Planned, Running or Over.</param>
public sealed record Acting(Guid Id, string Username, string ForUsername, string Kind, string Decree, DateOnly From, DateOnly Until, string State);

/// <param name="Outcome">Done or Refused.</param>
public sealed record AuditEntry(Guid Id, DateTimeOffset At, string Actor, string Action, string Target, string? Address, string Outcome, string? Detail);
