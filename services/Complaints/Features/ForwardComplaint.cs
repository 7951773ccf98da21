using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features;

/// <summary>Disposition (disposisi) to the agency that leads; once more to another one, when it was the wrong one, which then no longer sees it.</summary>
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

        if (agency.Code == complaint.AgencyCode)
        {
            return Refusal.InvalidField("agencyCode", "already_there", new("Laporan ini sudah ada pada perangkat daerah tersebut.", "This agency has the complaint already."));
        }

        if (await db.Categories.FindAsync([complaint.CategoryCode], cancellationToken) is { } category && !category.MayGoTo(agency))
        {
            return Refusal.InvalidField("agencyCode", "misconduct", new(
                "Dugaan penyimpangan hanya diteruskan kepada yang disebut kategorinya, yaitu Inspektorat.", "An allegation of misconduct is forwarded to nobody but whom its category names, the Inspektorat."));
        }

        var now = time.GetUtcNow();
        complaint.Forward(agency, user.UserName(), now);
        db.Publish(new ComplaintStatusChanged(complaint.Id, complaint.Version, now, complaint.Status.ToString()));
        news.Tell(db, complaint, NotificationTemplates.ComplaintForwarded, now, ("agency", agency.Name));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint));
    }
}
