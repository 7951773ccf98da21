using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.Proposals.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Proposals.Features;

/// <summary>The sectors that a proposal can belong to.</summary>
internal static class ListSectors
{
    public static Ok<Paged<Sector>> Handle(Sectors sectors) => TypedResults.Ok(new Paged<Sector>(sectors.All, 1, Paging.Largest, sectors.All.Count));
}
