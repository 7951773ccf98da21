using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Taking;

/// <summary>Ends the waiting call of a blocked number without an answer. Never of one that was marked an emergency: <c>409 emergency_is_never_refused</c>.</summary>
internal static class TurnCallAway
{
    public static Task<Results<Ok<CallAnswer>, Refusal>> Handle(
        Guid id, [FromBody] Nothing? body, ClaimsPrincipal user, ComplaintsDb db, CallDesk desk, CancellationToken cancellationToken)
    {
        _ = body;
        return desk.StepAsync(id, user, async (call, actor, now) =>
        {
            var blocked = await db.IsBlockedAsync(call.CallerId, now, cancellationToken);
            if (call.CanBeTurnedAway(blocked))
            {
                call.TurnAway(blocked, actor, now);
                return null;
            }

            return call.EmergencyAt is not null ? CallRefusals.EmergencyIsNeverRefused : call.State != CallState.Ringing ? CallRefusals.NotRinging(call) : CallRefusals.NotBlocked;
        }, cancellationToken);
    }
}
