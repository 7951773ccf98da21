using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.SecondFactor;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <summary><c>POST /api/identity/accounts/{id}/deactivate</c> and <c>/reactivate</c>: nobody is deleted, for timelines name them.</summary>
internal static class DeactivateAccount
{
    internal sealed record Request(int? Version);

    public static async Task<Results<Ok<AccountAnswer>, Refusal>> HandleAsync(
        Guid id, Request request, AccountChange change, Sessions sessions, SecondFactors factors, IdentityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var refusal = await change.ApplyAsync(id, request.Version, "account_deactivated", async account =>
        {
            account.Deactivate(time.GetUtcNow());
            await sessions.EndAllAsync(id, except: null, cancellationToken);
            await factors.RemoveAsync(account, cancellationToken);
            return null;
        }, cancellationToken);
        return refusal is null ? TypedResults.Ok(await ShowAccount.FindAsync(id, db, time, cancellationToken)) : refusal;
    }

    public static async Task<Results<Ok<AccountAnswer>, Refusal>> UndoAsync(
        Guid id, Request request, AccountChange change, IdentityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var refusal = await change.ApplyAsync(id, request.Version, "account_reactivated", account =>
        {
            account.Reactivate();
            return Task.FromResult<string?>(null);
        }, cancellationToken);
        return refusal is null ? TypedResults.Ok(await ShowAccount.FindAsync(id, db, time, cancellationToken)) : refusal;
    }
}
