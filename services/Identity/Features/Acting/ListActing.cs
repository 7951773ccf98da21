using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Identity.Data;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Identity.Features.Acting;

/// <summary><c>GET /api/identity/acting</c>: the appointments, the one that ends last first.</summary>
internal static class ListActing
{
    public static async Task<Results<Ok<Paged<ActingAnswer>>, Refusal>> HandleAsync(
        [AsParameters] Paging paging, IdentityDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var page = await db.Acting.AsNoTracking().OrderByDescending(acting => acting.Until).ThenBy(acting => acting.Id).Skip(paging.Skip).Take(paging.Size)
            .Join(db.Accounts, acting => acting.AccountId, account => account.Id, (acting, account) => new { acting, account.UserName })
            .Join(db.Accounts, row => row.acting.ForAccountId, holder => holder.Id, (row, holder) => new { row.acting, row.UserName, ForUserName = holder.UserName })
            .OrderByDescending(row => row.acting.Until).ThenBy(row => row.acting.Id).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<ActingAnswer>(
            [.. page.Select(row => ActingAnswer.Of(row.acting, row.UserName, row.ForUserName, regency.TimeZone, time.GetUtcNow()))],
            paging.Number, paging.Size, await db.Acting.CountAsync(cancellationToken)));
    }
}
