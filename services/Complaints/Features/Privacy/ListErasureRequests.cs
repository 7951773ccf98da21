using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Privacy;

/// <summary>Requests to erase what somebody wrote; those due first, and so those overdue, on top.</summary>
internal static class ListErasureRequests
{
    public static async Task<Results<Ok<Paged<ErasureItem>>, Refusal>> Handle(
        Choice<ErasureState>? state, [AsParameters] Paging paging, ComplaintsDb db, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var wanted = state?.Value ?? ErasureState.Open;
        var requests = db.ErasureRequests.AsNoTracking().Where(request => request.State == wanted);
        var total = await requests.CountAsync(cancellationToken);
        var page = await requests.Include(request => request.Complaint).OrderBy(request => request.DueAt).ThenBy(request => request.Id)
            .Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<ErasureItem>(page.ConvertAll(ErasureItem.Of), paging.Number, paging.Size, total));
    }
}

/// <summary>A request as the officer sees it, with what the decision is about.</summary>
/// <param name="Reason">In the reporter's words; null when they gave none, and once granted.</param>
/// <param name="Description">What would be erased; null for a secret complaint, which only the desk reads.</param>
/// <param name="HasOpenJourney">A Mobmas is asked for or on its way: erasing takes the exact place from its crew.</param>
internal sealed record ErasureItem(
    Guid Id, Guid ComplaintId, string TrackingNumber, ErasureState State, DateTimeOffset RequestedAt, DateTimeOffset DueAt, string? Reason,
    ComplaintStatus ComplaintStatus, string CategoryCode, string? VillageCode, string? Description, bool HasOpenJourney,
    DateTimeOffset? DecidedAt, string? DecidedBy, string? DecisionReason, int Version)
{
    public static ErasureItem Of(ErasureRequest request) => new(
        request.Id, request.ComplaintId, request.Complaint.TrackingNumber, request.State, request.RequestedAt, request.DueAt, request.Reason,
        request.Complaint.Status, request.Complaint.CategoryCode, request.Complaint.VillageCode,
        request.Complaint.Visibility == Visibility.Secret ? null : request.Complaint.Description, request.Complaint.HasOpenJourney,
        request.DecidedAt, request.DecidedBy, request.DecisionReason, request.Version);
}
