using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Domain;
using PlanningPlatform.Identity.Features.Accounts;
using PlanningPlatform.Identity.Setup;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features;

/// <summary><c>POST /api/identity/setup</c>: whoever holds the set-up link becomes the first administrator, once.</summary>
internal static class SetUpFirstAdministrator
{
    internal sealed record Request(string? Token, string? Username, string? Password);

    internal sealed record Answer(string Username);

    public static async Task<Results<Created<Answer>, Refusal>> HandleAsync(
        Request request, IdentityDb db, IPasswordHasher<Account> hasher, Regency regency, SetupLinkFile link, Audit audit, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Check(request) is { } refusal)
        {
            return refusal;
        }

        // The write lock of this transaction is what makes it once: a second call waits here and then finds the token used.
        using var turn = await db.Database.TakeWriteTurnAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await UseAsync(request.Token!, db, time.GetUtcNow(), cancellationToken) is { } unusable)
        {
            return unusable;
        }

        var now = time.GetUtcNow();
        var account = new Account(Guid.CreateVersion7(now), request.Username!, isDemo: false, now);
        account.SetPassword(hasher.HashPassword(account, request.Password!), mustChange: false);
        account.AssignFrom(now, [new Scope(Roles.Admin, regency.Code.ToString())], time);
        audit.AddBy(account.UserName, "first_administrator_made", account.UserName);
        db.Accounts.Add(account);
        if (!await db.TrySaveAsync(cancellationToken))
        {
            return AccountFields.NameTaken;
        }

        await transaction.CommitAsync(cancellationToken);
        link.Remove();
        return TypedResults.Created("/api/identity/me", new Answer(account.UserName));
    }

    /// <summary><c>GET /api/identity/setup</c>: whether the link still works, said to whoever opens it before they fill anything in. Does not use it up.</summary>
    public static async Task<Results<NoContent, Refusal>> CheckAsync(
        [FromHeader(Name = OneTimeLink.TokenHeader)] string? token, IdentityDb db, HttpResponse response, TimeProvider time, CancellationToken cancellationToken)
    {
        // True for the moment only.
        response.Headers.CacheControl = "no-store";
        return await WhyNotAsync(OpaqueToken.Hash(token ?? ""), db, time.GetUtcNow(), cancellationToken) is { } refusal ? refusal : TypedResults.NoContent();
    }

    private static async Task<Refusal?> UseAsync(string token, IdentityDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hash = OpaqueToken.Hash(token);
        var used = await db.SetupTokens.Where(stored => stored.Hash == hash && stored.UsedAt == null && stored.ExpiresAt > now)
            .ExecuteUpdateAsync(change => change.SetProperty(stored => stored.UsedAt, now), cancellationToken);
        return used == 1 && !await db.Administrators(demo: false, now).AnyAsync(cancellationToken) ? null : await WhyNotAsync(hash, db, now, cancellationToken);
    }

    /// <returns>Null while the link works. An administrator who exists comes before a link that expired: a new link would not help.</returns>
    private static async Task<Refusal?> WhyNotAsync(string hash, IdentityDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var link = await db.SetupTokens.AsNoTracking().SingleOrDefaultAsync(stored => stored.Hash == hash, cancellationToken);
        return link is null ? Unknown
            : link.UsedAt is not null || await db.Administrators(demo: false, now).AnyAsync(cancellationToken) ? Used
            : link.ExpiresAt <= now ? Expired
            : null;
    }

    private static Refusal? Check(Request request)
    {
        var errors = new FieldErrors();
        errors.RequireText("token", request.Token, maximum: 128);
        AccountFields.CheckUserName(errors, "username", request.Username);
        PasswordRules.Check(errors, "password", request.Password, request.Username);
        return errors.Any ? errors.ToRefusal() : null;
    }

    private static Refusal Unknown { get; } = new(404, "setup_link_unknown",
        new("Tautan penyiapan ini tidak dikenal. Pakai tautan terbaru yang ditampilkan saat sistem dijalankan.", "This set-up link is unknown. Use the latest one shown when the platform started."));

    private static Refusal Used { get; } = new(409, "setup_link_used",
        new("Tautan penyiapan ini sudah dipakai. Administrator pertama sudah ada; silakan masuk.", "This set-up link was used already. There is a first administrator; please sign in."));

    private static Refusal Expired { get; } = new(410, "setup_link_expired",
        new("Tautan penyiapan ini sudah kedaluwarsa. Jalankan ulang sistem untuk mendapat tautan baru.", "This set-up link has expired. Restart the platform to get a new one."));
}
