using System.Security.Claims;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Pages;

/// <summary>Who did what to whom, newest first. Filter and page are in the address.</summary>
internal static class AuditLog
{
    private const int PageSize = 50;

    /// <summary>What the identity service writes down, last what other services told it.</summary>
    public static IReadOnlyList<string> Actions { get; } =
    [
        "account_invited", "account_imported", "contact_changed", "roles_changed", "account_transferred", "account_deactivated", "account_reactivated", "acting_registered", "acting_ended",
        "password_reset", "password_forgotten", "password_set", "password_changed", "sessions_ended", "session_reused", "second_factor_enrolled", "second_factor_reset", "second_factor_locked", "recovery_code_used",
        "sign_in_failed", "sign_in_locked", "key_published", "key_replaced", "first_administrator_made",
        "message_replayed", "message_discarded", "text_changed", "text_restored", "notification_sent_again", "erasure_granted", "erasure_refused", "photo_original_read",
        "open311_key_issued", "open311_key_revoked", "category_rule_changed", "regulation_profile_added",
        "caller_number_seen", "standard_answer_changed", "standard_answer_retired", "emergency_unit_changed", "emergency_unit_removed",
        "mobile_unit_rules_added", "destination_changed", "destination_removed", "odometer_corrected",
    ];

    public static Task<IResult> ShowAsync(string? oleh, string? terhadap, string? tindakan, int? halaman, string? kabar, ClaimsPrincipal user, IdentityApi identity, CancellationToken cancellationToken)
        => PageAsync(new(oleh ?? "", terhadap ?? "", Actions.FirstOrDefault(action => action == tindakan)), Math.Clamp(halaman ?? 1, 1, 10_000), kabar, problem: null, user, identity, cancellationToken);

    public static async Task<IResult> ReplaceKeyAsync(Posted posted, ClaimsPrincipal user, IdentityApi identity, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await identity.ReplaceKeyAsync(posted["reason"], cancellationToken)).Problem : Problem.Expired;
        // Every access token is void, the one in use too.
        return problem is null
            ? Html.SeeOther(Me.Renew + Uri.EscapeDataString("/jejak?kabar=key-replaced"))
            : await PageAsync(new("", "", null), page: 1, news: null, problem, user, identity, cancellationToken);
    }

    private static async Task<IResult> PageAsync(AuditFilter filter, int page, string? news, Problem? problem, ClaimsPrincipal user, IdentityApi identity, CancellationToken cancellationToken)
    {
        var entries = await identity.AuditAsync(Posted.Said(filter.Actor), Posted.Said(filter.Target), filter.Action, page, PageSize, cancellationToken);
        return entries.IsValue
            ? Html.Page<AuditLogPage>(new AuditModel(filter, entries.Value, user.IsInRole(Roles.Admin), news, problem), problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(entries.Problem);
    }
}

public sealed record AuditFilter(string Actor, string Target, string? Action)
{
    public string PathTo(int page) => $"/jejak?oleh={Uri.EscapeDataString(Actor)}&terhadap={Uri.EscapeDataString(Target)}&tindakan={Action}&halaman={page}";
}

/// <param name="MayReplaceKey">An inspector reads only.</param>
public sealed record AuditModel(AuditFilter Filter, Listed<AuditEntry> Entries, bool MayReplaceKey, string? News, Problem? Problem);
