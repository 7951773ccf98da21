using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Shifts;

/// <summary>An operator goes on duty. Who is on duty already stays so.</summary>
internal static class StartShift
{
    public static Task<Results<Ok<ShiftAnswer>, Refusal>> Handle([FromBody] Nothing? body, ClaimsPrincipal user, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = body;
        return db.DecideAsync<Results<Ok<ShiftAnswer>, Refusal>>(async () =>
        {
            var shift = await db.OnDutyAsync(user.UserName(), time.GetUtcNow(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Ok(ShiftAnswer.Of(shift));
        });
    }
}
