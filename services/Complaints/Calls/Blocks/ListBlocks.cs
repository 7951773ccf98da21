using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Blocks;

/// <summary>The record of blocks, newest first: who, why, until when, lifted by whom.</summary>
internal static class ListBlocks
{
    /// <param name="inForce">Only those that are.</param>
    public static async Task<Results<Ok<Paged<BlockAnswer>>, Refusal>> Handle(
        bool? inForce, [AsParameters] Paging paging, ComplaintsDb db, CallNumbers numbers, TimeProvider time, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var blocks = db.NumberBlocks.AsNoTracking();
        blocks = inForce == true ? blocks.InForce(now) : blocks;
        var total = await blocks.CountAsync(cancellationToken);
        var page = await blocks.OrderByDescending(block => block.PlacedAt).ThenByDescending(block => block.Id).Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        var ids = page.ConvertAll(block => block.CallerId);
        var kept = await db.Callers.Where(caller => ids.Contains(caller.Id)).ToDictionaryAsync(caller => caller.Id, caller => caller.ProtectedNumber, cancellationToken);
        return TypedResults.Ok(new Paged<BlockAnswer>(
            page.ConvertAll(block => BlockAnswer.Of(block, numbers.Mask(kept.GetValueOrDefault(block.CallerId)), now)), paging.Number, paging.Size, total));
    }
}
