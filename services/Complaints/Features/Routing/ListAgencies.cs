using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Routing;

/// <summary>The agencies that a complaint can be forwarded to.</summary>
internal static class ListAgencies
{
    internal sealed record Item(string Code, string Name, string Role);

    public static async Task<Ok<Paged<Item>>> Handle(ComplaintsDb db, CancellationToken cancellationToken)
    {
        var items = await db.Agencies.AsNoTracking().OrderBy(agency => agency.Name).Take(Paging.Largest)
            .Select(agency => new Item(agency.Code, agency.Name, agency.Role)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<Item>(items, 1, Paging.Largest, items.Count));
    }
}
