using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features;

/// <summary>The operator has read it and it is real.</summary>
internal static class VerifyComplaint
{
    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, [FromBody] Nothing? body, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, ReporterNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        _ = body;
        var complaint = await db.Complaints.FindAsync([id], cancellationToken);
        if (complaint is null)
        {
            return Refusal.NotFound;
        }

        if (!scope.Covers(complaint.Place.VillageCode))
        {
            return Refusal.OutsideScope;
        }

        if (!complaint.Can(Move.Verify))
        {
            return DeskRefusals.IllegalMove(complaint, Move.Verify);
        }

        var now = time.GetUtcNow();
        complaint.Verify(user.UserName(), now);
        db.Publish(new ComplaintStatusChanged(complaint.Id, complaint.Version, now, complaint.Status.ToString()));
        news.Tell(db, complaint, NotificationTemplates.ComplaintVerified, now);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint));
    }
}
