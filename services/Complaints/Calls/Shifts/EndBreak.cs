using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Shifts;

/// <summary>An operator is back from a break; answering a call says so, too.</summary>
internal static class EndBreak
{
    public static Task<Results<Ok<ShiftAnswer>, Refusal>> Handle([FromBody] Nothing? body, ClaimsPrincipal user, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = body;
        return db.DecideAsync<Results<Ok<ShiftAnswer>, Refusal>>(async () =>
        {
            var actor = user.UserName();
            if (await db.Shifts.FirstOrDefaultAsync(row => row.OnDuty == actor, cancellationToken) is not { } shift)
            {
                return CallRefusals.NotOnDuty;
            }

            shift.Resume(time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Ok(ShiftAnswer.Of(shift));
        });
    }
}
