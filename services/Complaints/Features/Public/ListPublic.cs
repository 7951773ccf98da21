using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Public;

/// <summary>What residents reported and what became of it, newest first; nothing that is secret, and nobody's name.</summary>
internal static class ListPublic
{
    public static async Task<Results<Ok<Paged<PublicComplaint>>, Refusal>> Handle(
        [AsParameters] PublicFilter filter, [AsParameters] Paging paging, ComplaintsDb db, Regency regency, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        var today = clock.DayOf(time.GetUtcNow());
        if ((paging.Check() ?? filter.Check(regency, today)) is { } refusal)
        {
            return refusal;
        }

        var categories = await db.Categories.AsNoTracking().ToDictionaryAsync(category => category.Code, cancellationToken);
        var complaints = filter.Narrow(db.Complaints.AsNoTracking(), regency, today);
        var total = await complaints.CountAsync(cancellationToken);
        var page = await complaints.OrderByDescending(complaint => complaint.ReceivedAt).ThenByDescending(complaint => complaint.Id).Skip(paging.Skip).Take(paging.Size)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<PublicComplaint>(page.ConvertAll(complaint => PublicComplaint.Of(complaint, categories[complaint.CategoryCode])), paging.Number, paging.Size, total));
    }
}
