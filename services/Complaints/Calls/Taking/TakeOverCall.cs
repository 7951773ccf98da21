using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Calls.Shifts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Taking;

/// <summary>An operator goes on with a colleague's open call: at the end of a shift, or to help.</summary>
internal static class TakeOverCall
{
    public static Task<Results<Ok<CallAnswer>, Refusal>> Handle(
        Guid id, [FromBody] Nothing? body, ClaimsPrincipal user, ComplaintsDb db, CallDesk desk, CancellationToken cancellationToken)
    {
        _ = body;
        return desk.AnyStepAsync(id, user, async (call, actor, now) =>
        {
            if (call.State != CallState.Open)
            {
                return CallRefusals.NotOpen;
            }

            if (call.OpenWith != actor)
            {
                if (await desk.OwnOpenAsync(actor, cancellationToken) is { } open)
                {
                    return CallRefusals.OwnCallOpen(open);
                }

                call.TakeOver(actor, now);
                (await db.OnDutyAsync(actor, now, cancellationToken)).Resume(now);
            }

            return null;
        }, cancellationToken);
    }
}
