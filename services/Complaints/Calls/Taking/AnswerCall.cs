using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Taking;

/// <summary>An operator answers a waiting call. Of two that do, one has it and the other hears who.</summary>
internal static class AnswerCall
{
    public static Task<Results<Ok<CallAnswer>, Refusal>> Handle(Guid id, [FromBody] Nothing? body, ClaimsPrincipal user, CallDesk desk, CancellationToken cancellationToken)
    {
        _ = body;
        return desk.StepAsync(id, user, (call, actor, now) => desk.PickUpAsync(call, actor, now, cancellationToken), cancellationToken);
    }
}
