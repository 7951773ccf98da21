using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Shifts;

/// <summary>Handovers, newest first.</summary>
internal static class ListHandovers
{
    private const int MostOpen = 10;

    public static async Task<Results<Ok<Paged<HandoverItem>>, Refusal>> Handle([AsParameters] Paging paging, ComplaintsDb db, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var total = await db.Handovers.CountAsync(cancellationToken);
        var page = await ItemsOf(db.Handovers.OrderByDescending(row => row.WrittenAt).ThenByDescending(row => row.Id).Skip(paging.Skip).Take(paging.Size)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<HandoverItem>(page, paging.Number, paging.Size, total));
    }

    /// <summary>Written by others and not taken over yet.</summary>
    public static async Task<IReadOnlyList<HandoverItem>> OpenHandoversAsync(this ComplaintsDb db, string reader, CancellationToken cancellationToken)
        => await ItemsOf(db.Handovers.Where(row => row.AcknowledgedAt == null && row.WrittenBy != reader).OrderByDescending(row => row.WrittenAt).ThenByDescending(row => row.Id).Take(MostOpen))
            .ToListAsync(cancellationToken);

    private static IQueryable<HandoverItem> ItemsOf(IQueryable<Handover> handovers)
        => handovers.Select(row => new HandoverItem(row.Id, row.WrittenBy, row.WrittenAt, row.AcknowledgedBy, row.AcknowledgedAt));
}

/// <param name="AcknowledgedBy">Who took it over; null until somebody did.</param>
internal sealed record HandoverItem(Guid Id, string WrittenBy, DateTimeOffset WrittenAt, string? AcknowledgedBy, DateTimeOffset? AcknowledgedAt);
