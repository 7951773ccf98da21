using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>One more agency that helps the one that leads.</summary>
internal static class AddSupport
{
    internal sealed record Request(string? AgencyCode);

    public static async Task<Results<Ok<ComplaintAnswer>, Refusal>> Handle(
        Guid id, Request request, ClaimsPrincipal user, GrantedScope scope, ComplaintsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (complaint, refusal) = await db.TakeOutAsync(id, scope, Move.AddSupport, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var category = await db.Categories.AsNoTracking().Include(row => row.Rules).FirstOrDefaultAsync(row => row.Code == complaint.CategoryCode, cancellationToken);
        var agencies = await db.Agencies.ToDictionaryAsync(agency => agency.Code, cancellationToken);
        var errors = new FieldErrors();
        ForwardComplaint.CheckAgency("agencyCode", request.AgencyCode, complaint, category, agencies, errors);
        if (request.AgencyCode is not null && (request.AgencyCode == complaint.AgencyCode || complaint.Supporters.Any(supporter => supporter.AgencyCode == request.AgencyCode)))
        {
            errors.Add("agencyCode", "already_there", "Laporan ini sudah ada pada perangkat daerah tersebut.", "This agency has the complaint already.");
        }

        if (complaint.Supporters.Count >= ForwardComplaint.MostSupporters)
        {
            errors.Add("agencyCode", "too_many", $"Paling banyak {ForwardComplaint.MostSupporters} pendukung.", $"At most {ForwardComplaint.MostSupporters} that support.");
        }

        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        complaint.AddSupport(agencies[request.AgencyCode!], user.UserName(), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ComplaintAnswer.Of(complaint));
    }
}
