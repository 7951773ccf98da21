using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Taking;

/// <summary>The operator's note on a call; it goes when the number goes.</summary>
internal static class WriteCallNote
{
    /// <param name="Text">Instead of what stood there; empty removes it.</param>
    internal sealed record Request(string? Text);

    public static async Task<Results<Ok<CallAnswer>, Refusal>> Handle(Guid id, Request request, ClaimsPrincipal user, CallDesk desk, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.AllowText("text", request.Text, Call.LongestNote);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        return await desk.StepAsync(id, user, (call, actor, now) =>
        {
            call.WriteNote(string.IsNullOrWhiteSpace(request.Text) ? null : request.Text.Trim(), actor, now);
            return Task.FromResult<Refusal?>(null);
        }, cancellationToken);
    }
}
