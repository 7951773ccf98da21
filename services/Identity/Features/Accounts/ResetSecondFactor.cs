using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.SecondFactor;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <summary><c>POST /api/identity/accounts/{id}/second-factor-reset</c>: for a lost phone. Where the role needs a second factor, the next sign-in asks for a new one.</summary>
internal static class ResetSecondFactor
{
    internal sealed record Request(int? Version);

    public static async Task<Results<Ok<AccountAnswer>, Refusal>> HandleAsync(
        Guid id, Request request, AccountChange change, SecondFactors factors, IdentityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var refusal = await change.ApplyAsync(id, request.Version, "second_factor_reset", async account =>
        {
            await factors.RemoveAsync(account, cancellationToken);
            return null;
        }, cancellationToken);
        return refusal is null ? TypedResults.Ok(await ShowAccount.FindAsync(id, db, time, cancellationToken)) : refusal;
    }
}
