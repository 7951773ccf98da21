using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Open311.Keys;

/// <summary>All keys of Open311 clients, the newest first; revoked ones stay in the list.</summary>
internal static class ListKeys
{
    public static async Task<Results<Ok<Paged<KeyAnswer>>, Refusal>> Handle([AsParameters] Paging paging, ComplaintsDb db, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var keys = await db.Open311Keys.AsNoTracking().OrderByDescending(key => key.IssuedAt).ThenByDescending(key => key.Id).Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<KeyAnswer>(keys.ConvertAll(KeyAnswer.Of), paging.Number, paging.Size, await db.Open311Keys.CountAsync(cancellationToken)));
    }
}
