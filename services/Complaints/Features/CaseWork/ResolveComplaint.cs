using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Complaints.Features.Photos;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>The agency answers; or the operator records its answer on its behalf, and the timeline says so.</summary>
internal static class ResolveComplaint
{
    /// <param name="Photos">That show what was done; the agency needs one where the category says so.</param>
    internal sealed record Request(string? Note, IReadOnlyList<PhotoReference?>? Photos);

    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, CaseClock clock, ReporterNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, Move.Resolve, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = new FieldErrors();
        errors.RequireText("note", request.Note, Steps.LongestText);
        var photos = await db.Photos.FindToAttachAsync(request.Photos, errors, cancellationToken);
        if (!scope.IsAtDeskOf(complaint))
        {
            await db.RequireEvidenceAsync(complaint, photos, clock, errors, cancellationToken);
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var now = time.GetUtcNow();
        var voice = await db.AgencyVoiceAsync(complaint, scope, cancellationToken);
        var agency = complaint.OutsideParty ?? await db.AgencyNameAsync(complaint.AgencyCode!, cancellationToken);
        complaint.Resolve(request.Note!.Trim(), voice, await clock.AfterAnswerAsync(db, complaint, now, cancellationToken), user.UserName(), now);
        foreach (var photo in photos)
        {
            photo.AttachTo(complaint.Id, PhotoStage.Evidence, now);
        }

        db.PublishStatus(complaint, now);
        await news.TellAsync(db, complaint, NotificationTemplates.ComplaintResolved, now, cancellationToken, ("agency", agency));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint, scope));
    }
}
