using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Identity.Features.Accounts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Acting;

/// <summary><c>POST /api/identity/acting/{id}/end</c>: before its last day, because the office holder came back.</summary>
internal static class EndActing
{
    public static async Task<Results<NoContent, Refusal>> HandleAsync(
        Guid id, Nothing? _, IdentityDb db, Administrator administrator, Audit audit, TimeProvider time, CancellationToken cancellationToken)
    {
        var acting = await db.Acting.SingleOrDefaultAsync(appointment => appointment.Id == id, cancellationToken);
        if (acting is null)
        {
            return Refusal.NotFound;
        }

        var account = await db.Accounts.Include(user => user.Assignments).SingleAsync(user => user.Id == acting.AccountId, cancellationToken);
        if (administrator.MayNotChange(account, time.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        if (acting.EndedAt is null)
        {
            acting.EndedAt = time.GetUtcNow();
            account.StopActing(acting, time.GetUtcNow());
            audit.Add("acting_ended", account.UserName, $"decree={acting.Decree}");
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.NoContent();
    }
}
