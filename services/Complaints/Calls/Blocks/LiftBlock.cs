using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Blocks;

/// <summary>Lifts a block before its time, whoever placed it.</summary>
internal static class LiftBlock
{
    public static Task<Results<Ok<BlockAnswer>, Refusal>> Handle(
        Guid id, [FromBody] Nothing? body, ClaimsPrincipal user, ComplaintsDb db, CallNumbers numbers, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = body;
        return db.DecideAsync<Results<Ok<BlockAnswer>, Refusal>>(async () =>
        {
            if (await db.NumberBlocks.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } block)
            {
                return Refusal.NotFound;
            }

            var now = time.GetUtcNow();
            if (!block.IsInForce(now))
            {
                return CallRefusals.NotInForce;
            }

            block.Lift(BlockEnd.Lifted, user.UserName(), now);
            await db.SaveChangesAsync(cancellationToken);
            var kept = await db.Callers.Where(row => row.Id == block.CallerId).Select(row => row.ProtectedNumber).FirstOrDefaultAsync(cancellationToken);
            return TypedResults.Ok(BlockAnswer.Of(block, numbers.Mask(kept), now));
        });
    }
}
