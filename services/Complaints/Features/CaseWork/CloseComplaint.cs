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

/// <summary>The desk closes what was answered, with the evidence that the category asks for.</summary>
internal static class CloseComplaint
{
    /// <param name="Photos">That show what was done, where the agency gave none.</param>
    internal sealed record Request(string? Note, IReadOnlyList<PhotoReference?>? Photos);

    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, CaseClock clock, ReporterNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, Move.Close, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = new FieldErrors();
        errors.RequireText("note", request.Note, Steps.LongestText);
        var photos = await db.Photos.FindToAttachAsync(request.Photos, errors, cancellationToken);
        await db.RequireEvidenceAsync(complaint, photos, clock, errors, cancellationToken);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var now = time.GetUtcNow();
        var reopenUntil = await clock.ReopenUntilAsync(db, complaint, now, cancellationToken);
        complaint.Close(request.Note!.Trim(), reopenUntil, user.UserName(), now);
        foreach (var photo in photos)
        {
            photo.AttachTo(complaint.Id, PhotoStage.Evidence, now);
        }

        db.PublishStatus(complaint, now);
        await news.TellAsync(db, complaint, NotificationTemplates.ComplaintClosed, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint));
    }
}
