using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Clocks;

/// <summary>The regulations whose limits clocks run by, with their legal basis, newest first.</summary>
internal static class ListProfiles
{
    public static async Task<Ok<Paged<RegulationProfile>>> Handle(ComplaintsDb db, CancellationToken cancellationToken)
    {
        var profiles = await db.Profiles.AsNoTracking().OrderByDescending(profile => profile.EffectiveFrom).Take(Paging.Largest).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<RegulationProfile>(profiles, 1, Paging.Largest, profiles.Count));
    }
}
