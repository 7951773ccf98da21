using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <summary><c>GET /api/identity/accounts/{id}</c>: one account, as its administrator sees it.</summary>
internal static class ShowAccount
{
    public static async Task<Results<Ok<AccountAnswer>, Refusal>> HandleAsync(Guid id, IdentityDb db, TimeProvider time, CancellationToken cancellationToken)
        => await FindAsync(id, db, time, cancellationToken) is { } answer ? TypedResults.Ok(answer) : Refusal.NotFound;

    public static async Task<AccountAnswer?> FindAsync(Guid id, IdentityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var account = await db.Accounts.AsNoTracking().Include(user => user.Assignments).SingleOrDefaultAsync(user => user.Id == id, cancellationToken);
        if (account is null)
        {
            return null;
        }

        var holders = await db.Acting.Where(acting => acting.AccountId == id)
            .Join(db.Accounts, acting => acting.ForAccountId, holder => holder.Id, (acting, holder) => new { acting.Id, holder.UserName })
            .ToDictionaryAsync(acting => acting.Id, acting => acting.UserName, cancellationToken);
        return new(
            account.Id, account.UserName, account.FullName, account.Email, account.PhoneNumber, account.State(), account.Version, account.IsDemo, account.MustChangePassword,
            await db.SecondFactors.AnyAsync(factor => factor.AccountId == id && factor.ProtectedSecret != null, cancellationToken),
            await db.RefreshTokens.Where(token => token.AccountId == id && token.ExpiresAt > now).Select(token => token.SessionId).Distinct().CountAsync(cancellationToken),
            await db.PasswordLinks.Where(link => link.AccountId == id && link.UsedAt == null && link.ExpiresAt > now).MaxAsync(link => (DateTimeOffset?)link.ExpiresAt, cancellationToken),
            account.CreatedAt,
            [.. account.Assignments.Where(held => held.ValidUntil is null || held.ValidUntil > now).OrderBy(held => held.ValidFrom)
                .Select(held => AssignmentAnswer.Of(held, held.ActingId is { } acting ? holders.GetValueOrDefault(acting) : null))]);
    }
}
