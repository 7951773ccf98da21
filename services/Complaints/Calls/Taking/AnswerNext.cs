using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Taking;

/// <summary>An operator answers whoever is first: emergencies, then who waits longest, numbers that are blocked last. Two who ask at once get two callers.</summary>
internal static class AnswerNext
{
    public static Task<Results<Ok<CallAnswer>, Refusal>> Handle(
        [FromBody] Nothing? body, ClaimsPrincipal user, ComplaintsDb db, CallDesk desk, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = body;
        return db.DecideAsync<Results<Ok<CallAnswer>, Refusal>>(async () =>
        {
            var now = time.GetUtcNow();
            if (await db.Waiting(now).FirstOrDefaultAsync(cancellationToken) is not { } call)
            {
                return CallRefusals.NobodyWaits;
            }

            if (await desk.PickUpAsync(call, user.UserName(), now, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Ok(await desk.AnswerAsync(call, cancellationToken));
        });
    }
}
