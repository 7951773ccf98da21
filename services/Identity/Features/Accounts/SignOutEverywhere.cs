using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Tokens;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Accounts;

/// <summary><c>POST /api/identity/accounts/{id}/sign-out</c>: ends every session; access tokens end by themselves within minutes.</summary>
internal static class SignOutEverywhere
{
    public static async Task<Results<NoContent, Refusal>> HandleAsync(
        Guid id, Nothing? _, IdentityDb db, Administrator administrator, Sessions sessions, Audit audit, TimeProvider time, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.AsNoTracking().Include(user => user.Assignments).SingleOrDefaultAsync(user => user.Id == id, cancellationToken);
        if (account is null)
        {
            return Refusal.NotFound;
        }

        if (administrator.MayNotChange(account, time.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        await sessions.EndAllAsync(id, except: null, cancellationToken);
        audit.Add("sessions_ended", account.UserName);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
