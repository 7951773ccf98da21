using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Taking;

/// <summary>
/// Says what a call was, in one keystroke. Ghost and prank end it; an emergency is one from this moment (see <c>emergency</c>); a wrong key is put right by another,
/// also after the end.
/// </summary>
internal static class CategoriseCall
{
    /// <param name="Reason">Needed when what was marked an emergency is none.</param>
    internal sealed record Request(CallKind? Kind, string? Reason);

    public static async Task<Results<Ok<CallAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, ComplaintsDb db, CallDesk desk, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        if (request.Kind is null)
        {
            errors.Add("kind", "required", "Pilih jenis panggilan.", "Choose what the call was.");
        }

        errors.AllowText("reason", request.Reason, NumberBlock.LongestReason);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        return await desk.StepAsync(id, user, async (call, actor, now) =>
        {
            if (request.Kind == CallKind.Emergency)
            {
                await db.MarkEmergencyAsync(call, actor, now, cancellationToken);
                return null;
            }

            if (call.State == CallState.Ringing)
            {
                return CallRefusals.AnswerFirst;
            }

            if (!call.CanBeCategorised)
            {
                return await db.HasComplaintAsync(call, cancellationToken);
            }

            if (call.IsEmergency && string.IsNullOrWhiteSpace(request.Reason))
            {
                return Refusal.InvalidField("reason", "required", new("Tulis mengapa ini bukan keadaan darurat.", "Say why this is no emergency."));
            }

            call.Categorise(request.Kind!.Value, string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim(), actor, now);
            return null;
        }, cancellationToken);
    }
}
