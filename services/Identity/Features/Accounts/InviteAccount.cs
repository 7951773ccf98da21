using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Domain;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <summary><c>POST /api/identity/accounts</c>: a new account and the link on which its owner sets the first password.</summary>
internal static class InviteAccount
{
    /// <param name="Name">As on the letterhead.</param>
    internal sealed record Request(string? Username, string? Name, string? Email, string? Phone, IReadOnlyList<AssignmentWish>? Assignments);

    internal sealed record Answer(Guid Id, string Username, OneTimeLink Link);

    public static async Task<Results<Created<Answer>, Refusal>> HandleAsync(
        Request request, IdentityDb db, AccountFields fields, PasswordLinks links, Administrator administrator, Audit audit, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        AccountFields.CheckUserName(errors, "username", request.Username);
        AccountFields.CheckContact(errors, "", request.Name, request.Email, request.Phone);
        var scopes = fields.CheckAssignments(errors, "assignments", request.Assignments);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var now = time.GetUtcNow();
        var account = new Account(Guid.CreateVersion7(now), request.Username!, administrator.IsDemo, now);
        account.Describe(request.Name?.Trim() ?? "", request.Email, request.Phone);
        account.AssignFrom(now, scopes, time);
        db.Users.Add(account);
        var link = links.Create(account);
        audit.Add("account_invited", account.UserName!, string.Join("; ", scopes));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return NameTaken;
        }

        return TypedResults.Created($"/api/identity/accounts/{account.Id}", new Answer(account.Id, account.UserName!, link));
    }

    private static Refusal NameTaken { get; } = Refusal.InvalidField("username", "taken", new("Nama pengguna ini sudah dipakai.", "This user name is taken."));
}
