using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Privacy;

/// <summary>Who looked at whose identity, newest first; for those who watch over personal data.</summary>
internal static class ListIdentityViews
{
    internal sealed record Item(string TrackingNumber, string Viewer, string? AgencyCode, string Reason, DateTimeOffset At);

    /// <param name="Number">Only of the complaint with this tracking number.</param>
    /// <param name="Viewer">Only by this user.</param>
    internal sealed record Filter(string? Number, string? Viewer);

    public static async Task<Results<Ok<Paged<Item>>, Refusal>> Handle([AsParameters] Filter filter, [AsParameters] Paging paging, ComplaintsDb db, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var number = filter.Number is null ? null : Tracking.NormalizeNumber(Complaint.TrackingPrefix, filter.Number);
        var views = from view in db.IdentityViews.AsNoTracking()
                    join complaint in db.Complaints on view.ComplaintId equals complaint.Id
                    where (number == null || complaint.TrackingNumber == number) && (filter.Viewer == null || view.Viewer == filter.Viewer)
                    orderby view.Sequence descending
                    select new Item(complaint.TrackingNumber, view.Viewer, view.AgencyCode, view.Reason, view.At);
        var total = await views.CountAsync(cancellationToken);
        return TypedResults.Ok(new Paged<Item>(await views.Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken), paging.Number, paging.Size, total));
    }
}
