using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features;

/// <summary>Disposition (disposisi) to the agency that leads.</summary>
internal static class ForwardComplaint
{
    internal sealed record Request(string? AgencyCode);

    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, ReporterNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        var complaint = await db.Complaints.FindAsync([id], cancellationToken);
        if (complaint is null)
        {
            return Refusal.NotFound;
        }

        if (!scope.Covers(complaint.Place.VillageCode))
        {
            return Refusal.OutsideScope;
        }

        if (request.AgencyCode is null || await db.Agencies.FindAsync([request.AgencyCode], cancellationToken) is not { } agency)
        {
            return Refusal.InvalidField("agencyCode", "unknown_agency", new("Pilih perangkat daerah dari daftar.", "Choose an agency from the list."));
        }

        if (!complaint.Can(Move.Forward))
        {
            return DeskRefusals.IllegalMove(complaint, Move.Forward);
        }

        var now = time.GetUtcNow();
        complaint.Forward(agency, user.UserName(), now);
        db.Publish(new ComplaintStatusChanged(complaint.Id, complaint.Version, now, complaint.Status.ToString()));
        news.Tell(db, complaint, NotificationTemplates.ComplaintForwarded, now, ("agency", agency.Name));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint));
    }
}
