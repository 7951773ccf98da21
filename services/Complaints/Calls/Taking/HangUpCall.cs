using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Taking;

/// <summary>
/// The caller hung up; the telephone system says so, or an operator. Before the answer the call was missed, and if it was marked an emergency somebody calls back;
/// afterwards it stays open until its operator has said what it was. Saying it twice changes nothing.
/// </summary>
internal static class HangUpCall
{
    public static Task<Results<Ok<CallAnswer>, Refusal>> Handle(Guid id, [FromBody] Nothing? body, ClaimsPrincipal user, CallDesk desk, CancellationToken cancellationToken)
    {
        _ = body;
        return desk.AnyStepAsync(id, user, (call, actor, now) =>
        {
            call.HangUp(actor, now);
            return Task.FromResult<Refusal?>(null);
        }, cancellationToken);
    }
}
