using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Shifts;

/// <summary>An operator takes a break (istirahat).</summary>
internal static class TakeBreak
{
    public static Task<Results<Ok<ShiftAnswer>, Refusal>> Handle(
        [FromBody] Nothing? body, ClaimsPrincipal user, ComplaintsDb db, CallDesk desk, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = body;
        return db.DecideAsync<Results<Ok<ShiftAnswer>, Refusal>>(async () =>
        {
            var actor = user.UserName();
            if (await desk.OwnOpenAsync(actor, cancellationToken) is { } open)
            {
                return CallRefusals.OwnCallOpen(open);
            }

            if (await db.Shifts.FirstOrDefaultAsync(row => row.OnDuty == actor, cancellationToken) is not { } shift)
            {
                return CallRefusals.NotOnDuty;
            }

            shift.TakeBreak(time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Ok(ShiftAnswer.Of(shift));
        });
    }
}
