using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Features.Accounts;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features;

/// <summary><c>POST /api/identity/password-link</c>: whoever holds an invitation or a reset link sets the password, once.</summary>
internal static class UsePasswordLink
{
    internal sealed record Request(string? Token, string? Password);

    internal sealed record Answer(string Username);

    public static async Task<Results<Ok<Answer>, Refusal>> HandleAsync(
        Request request, IdentityDb db, PasswordLinks links, IPasswordHasher<Account> hasher, Lockout lockout, Sessions sessions, Audit audit, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.RequireText("token", request.Token, maximum: 128);
        PasswordRules.Check(errors, "password", request.Password, userName: null);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        // The token first: a stranger without one is not worth a password hash.
        var (hash, now) = (OpaqueToken.Hash(request.Token!), time.GetUtcNow());
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var used = await db.PasswordLinks.Where(link => link.Hash == hash && link.UsedAt == null && link.ExpiresAt > now)
            .ExecuteUpdateAsync(change => change.SetProperty(link => link.UsedAt, now), cancellationToken);
        var link = await db.PasswordLinks.AsNoTracking().SingleOrDefaultAsync(stored => stored.Hash == hash, cancellationToken);
        var account = link is null ? null : await db.Accounts.SingleAsync(user => user.Id == link.AccountId, cancellationToken);
        if (account is null || !sessions.MaySignIn(account))
        {
            return Unknown;
        }

        if (used == 0)
        {
            return link!.UsedAt is null ? Expired : Used;
        }

        PasswordRules.Check(errors, "password", request.Password, account.UserName);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        account.SetPassword(hasher.HashPassword(account, request.Password!), mustChange: false);
        audit.AddBy(account.UserName, "password_set", account.UserName);
        await db.SaveChangesAsync(cancellationToken);
        await links.VoidAsync(account, cancellationToken, except: hash);
        await lockout.ReleaseAsync(account, cancellationToken);
        await sessions.EndAllAsync(account.Id, except: null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new Answer(account.UserName));
    }

    /// <summary><c>GET /api/identity/password-link</c>: whether the link still works, said to whoever opens it before they think of a password. Does not use it up.</summary>
    public static async Task<Results<NoContent, Refusal>> CheckAsync(
        [FromHeader(Name = OneTimeLink.TokenHeader)] string? token, IdentityDb db, Sessions sessions, HttpResponse response, TimeProvider time, CancellationToken cancellationToken)
    {
        // True for the moment only.
        response.Headers.CacheControl = "no-store";
        var hash = OpaqueToken.Hash(token ?? "");
        var link = await db.PasswordLinks.AsNoTracking().SingleOrDefaultAsync(stored => stored.Hash == hash, cancellationToken);
        var account = link is null ? null : await db.Accounts.AsNoTracking().SingleAsync(user => user.Id == link.AccountId, cancellationToken);
        return account is null || !sessions.MaySignIn(account) ? Unknown
            : link!.UsedAt is not null ? Used
            : link.ExpiresAt <= time.GetUtcNow() ? Expired
            : TypedResults.NoContent();
    }

    private static Refusal Unknown { get; } = new(404, "password_link_unknown",
        new("Tautan ini tidak dikenal atau sudah diganti dengan yang baru. Minta tautan kepada administrator.", "This link is unknown or was replaced by a newer one. Ask an administrator for a link."));

    private static Refusal Used { get; } = new(409, "password_link_used",
        new("Tautan ini sudah dipakai. Silakan masuk; bila kata sandi itu bukan dari Anda, segera hubungi administrator.", "This link was used already. Please sign in; if that password is not yours, tell an administrator at once."));

    private static Refusal Expired { get; } = new(410, "password_link_expired",
        new("Tautan ini sudah kedaluwarsa. Minta yang baru di halaman Lupa kata sandi bila Anda pernah masuk, atau kepada administrator.", "This link has expired. Ask for a new one on the page for forgotten passwords if you have signed in before, or ask an administrator."));
}
