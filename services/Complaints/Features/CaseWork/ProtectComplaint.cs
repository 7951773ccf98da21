using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>An operator makes a complaint anonymous or secret where its reporter did not. Nothing makes it public again.</summary>
internal static class ProtectComplaint
{
    /// <param name="Reason">For the desk.</param>
    internal sealed record Request(Visibility? Visibility, string? Reason);

    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, Move.Protect, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = new FieldErrors();
        errors.RequireText("reason", request.Reason, Steps.LongestText);
        if (request.Visibility is not { } visibility || visibility <= complaint.Visibility)
        {
            errors.Add("visibility", "not_stricter", "Pilih perlindungan yang lebih ketat daripada sekarang: Anonymous atau Secret.", "Choose a stricter protection than now: Anonymous or Secret.");
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var now = time.GetUtcNow();
        complaint.Protect(request.Visibility!.Value, request.Reason!.Trim(), user.UserName(), now);
        db.PublishStatus(complaint, now);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint));
    }
}
