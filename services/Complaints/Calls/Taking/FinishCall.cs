using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Taking;

/// <summary>The operator is done with a call. It says what is missing when its kind, an emergency's case or a complaint is.</summary>
internal static class FinishCall
{
    public static Task<Results<Ok<CallAnswer>, Refusal>> Handle(Guid id, [FromBody] Nothing? body, ClaimsPrincipal user, CallDesk desk, CancellationToken cancellationToken)
    {
        _ = body;
        return desk.StepAsync(id, user, (call, actor, now) =>
        {
            if (call.State != CallState.Open)
            {
                return Task.FromResult<Refusal?>(call.State == CallState.Ended ? null : CallRefusals.NotOpen);
            }

            if (call.WhatIsLeft is { } left)
            {
                return Task.FromResult<Refusal?>(CallRefusals.Unfinished(left));
            }

            call.Finish(actor, now);
            return Task.FromResult<Refusal?>(null);
        }, cancellationToken);
    }
}
