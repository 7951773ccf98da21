using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Emergencies;

/// <summary>Open emergencies of the whole city with the units that were called, oldest first, whatever channel they came by.</summary>
internal static class ListEmergencies
{
    public static async Task<Results<Ok<Paged<EmergencyCard>>, Refusal>> Handle([AsParameters] Paging paging, ComplaintsDb db, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var open = db.OpenEmergencies().AsNoTracking();
        var total = await open.CountAsync(cancellationToken);
        var page = await open.Include(row => row.HandOffs).OrderBy(row => row.ReceivedAt).ThenBy(row => row.Id).Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<EmergencyCard>(await db.CardsAsync(page, cancellationToken), paging.Number, paging.Size, total));
    }
}
