using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Intake;

/// <summary>
/// What the caller took in at the counter, newest first, so that they can say how it stands to whoever comes back. An allegation of misconduct is not on it, whatever it
/// was taken in as: it may be about their own office.
/// </summary>
internal static class ListAtCounter
{
    internal sealed record Item(string TrackingNumber, ComplaintStatus Status, string CategoryCode, string? VillageCode, DateTimeOffset ReceivedAt, DateTimeOffset ExpectedBy);

    public static async Task<Results<Ok<Paged<Item>>, Refusal>> Handle([AsParameters] Paging paging, ClaimsPrincipal user, ComplaintsDb db, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var name = user.UserName();
        var taken = db.Complaints.AsNoTracking().Where(complaint => complaint.TakenBy == name && complaint.Channel == Channel.Counter && !complaint.IsMisconduct);
        var total = await taken.CountAsync(cancellationToken);
        var page = await taken.OrderByDescending(complaint => complaint.ReceivedAt).ThenByDescending(complaint => complaint.Id).Skip(paging.Skip).Take(paging.Size)
            .Select(complaint => new Item(complaint.TrackingNumber, complaint.Status, complaint.CategoryCode, complaint.VillageCode, complaint.ReceivedAt, complaint.ExpectedBy))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<Item>(page, paging.Number, paging.Size, total));
    }
}
