using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Features.Accounts;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Own;

/// <summary><c>POST /api/identity/me/password</c>: also the first password that somebody else knows. All other sessions end.</summary>
internal static class ChangePassword
{
    internal sealed record Request(string? Password, string? NewPassword);

    public static async Task<Results<NoContent, Refusal>> HandleAsync(
        Request request, ClaimsPrincipal user, HttpResponse response, OwnAccount own, IPasswordHasher<Account> hasher, PasswordLinks links, IdentityDb db, Sessions sessions, Audit audit, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        PasswordRules.RequirePresent(errors, "password", request.Password);
        PasswordRules.Check(errors, "newPassword", request.NewPassword, user.UserName());
        if (!errors.Any && request.NewPassword == request.Password)
        {
            errors.Add("newPassword", "unchanged", "Kata sandi baru harus berbeda dari yang lama.", "The new password has to differ from the old one.");
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var (account, refusal) = await own.ProveAsync(user, request.Password!, code: null, response, cancellationToken);
        if (account is null)
        {
            return refusal!;
        }

        account.SetPassword(hasher.HashPassword(account, request.NewPassword!), mustChange: false);
        await links.VoidAsync(account, cancellationToken);
        audit.Add("password_changed", account.UserName);
        await db.SaveChangesAsync(cancellationToken);
        await sessions.EndAllAsync(account.Id, user.SessionId(), cancellationToken);
        return TypedResults.NoContent();
    }
}
