using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Domain;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <summary><c>POST /api/identity/accounts</c>: a new account and the link on which its owner sets the first password.</summary>
internal static class InviteAccount
{
    /// <param name="Name">As on the letterhead.</param>
    internal sealed record Request(string? Username, string? Name, string? Email, string? Phone, IReadOnlyList<AssignmentWish>? Assignments);

    /// <param name="SentTo">Where the link also goes, masked; null when there is no address that can be sent to.</param>
    internal sealed record Answer(Guid Id, string Username, OneTimeLink Link, IReadOnlyList<string>? SentTo);

    public static async Task<Results<Created<Answer>, Refusal>> HandleAsync(
        Request request, IdentityDb db, AccountFields fields, PasswordLinks links, AccountNotices notices, Administrator administrator, Audit audit, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        AccountFields.CheckUserName(errors, "username", request.Username);
        AccountFields.CheckContact(errors, "", request.Name, request.Email, request.Phone);
        var scopes = fields.CheckAssignments(errors, "assignments", request.Assignments);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        if (administrator.MayNotGive(scopes) is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var account = new Account(Guid.CreateVersion7(now), request.Username!, administrator.IsDemo, now);
        account.Describe(request.Name?.Trim() ?? "", request.Email, request.Phone);
        account.AssignFrom(now, scopes, time);
        db.Accounts.Add(account);
        var link = links.Create(account);
        var sentTo = notices.Publish(account, NotificationTemplates.AccountInvited, link);
        audit.Add("account_invited", account.UserName, string.Join("; ", scopes));
        if (!await db.TrySaveAsync(cancellationToken))
        {
            return AccountFields.NameTaken;
        }

        return TypedResults.Created($"/api/identity/accounts/{account.Id}", new Answer(account.Id, account.UserName, link, sentTo));
    }
}
