using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features;

/// <summary>The agency answers; or the operator records its answer on its behalf, and the timeline says so.</summary>
internal static class ResolveComplaint
{
    /// <param name="Photos">That show what was done.</param>
    internal sealed record Request(string? Note, IReadOnlyList<PhotoReference?>? Photos);

    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, ReporterNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        var complaint = await db.Complaints.FindAsync([id], cancellationToken);
        if (complaint is null)
        {
            return Refusal.NotFound;
        }

        if (!scope.Covers(complaint))
        {
            return scope.Refuse();
        }

        var errors = new FieldErrors();
        errors.RequireText("note", request.Note, 2000);
        var photos = await db.Photos.FindToAttachAsync(request.Photos, errors, cancellationToken);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        if (!complaint.Can(Move.Resolve))
        {
            return DeskRefusals.IllegalMove(complaint, Move.Resolve);
        }

        if (complaint.HasOpenJourney)
        {
            return DeskRefusals.JourneyOpen;
        }

        var agency = await db.Agencies.FindAsync([complaint.AgencyCode], cancellationToken);
        var now = time.GetUtcNow();
        var agencyName = agency?.Name ?? complaint.AgencyCode!;
        complaint.Resolve(request.Note!.Trim(), agencyName, byDesk: scope.IsAtDeskOf(complaint), user.UserName(), now);
        foreach (var photo in photos)
        {
            photo.AttachTo(complaint.Id, PhotoStage.Evidence, now);
        }

        db.Publish(new ComplaintStatusChanged(complaint.Id, complaint.Version, now, complaint.Status.ToString()));
        news.Tell(db, complaint, NotificationTemplates.ComplaintResolved, now, ("agency", agencyName));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint));
    }
}
