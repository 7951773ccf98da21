using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Taking;

/// <summary>
/// A call is an emergency: the caller said so, or anybody at the desk does, whoever has it and whatever its state. Every block of its number ends in the same
/// transaction, it goes before all others, and if it was turned away it rings again. Marking it twice changes nothing.
/// </summary>
internal static class MarkEmergency
{
    public static Task<Results<Ok<CallAnswer>, Refusal>> Handle(
        Guid id, [FromBody] Nothing? body, ClaimsPrincipal user, ComplaintsDb db, CallDesk desk, CancellationToken cancellationToken)
    {
        _ = body;
        return desk.AnyStepAsync(id, user, async (call, actor, now) =>
        {
            await db.MarkEmergencyAsync(call, actor, now, cancellationToken);
            return null;
        }, cancellationToken);
    }
}
