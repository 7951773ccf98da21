using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features;

/// <summary>What the caller's role has to do with, oldest first: the desk's queue in its region, or what was forwarded to the caller's agency.</summary>
internal static class ListComplaints
{
    public static async Task<Results<Ok<Paged<ComplaintAnswer>>, Refusal>> Handle(
        Choice<ComplaintStatus>? status, [AsParameters] Paging paging, GrantedScope scope, ComplaintsDb db, Regency regency, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var wanted = status?.Value;
        var complaints = db.Complaints.AsNoTracking().In(scope, regency).Where(complaint => wanted == null || complaint.Status == wanted);
        var total = await complaints.CountAsync(cancellationToken);
        var page = await complaints.OrderBy(complaint => complaint.ReceivedAt).ThenBy(complaint => complaint.Id)
            .Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<ComplaintAnswer>(page.ConvertAll(ComplaintAnswer.Of), paging.Number, paging.Size, total));
    }
}
