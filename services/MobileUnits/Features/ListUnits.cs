using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features;

/// <summary>The fleet by code.</summary>
internal static class ListUnits
{
    internal sealed record Item(
        Guid Id, string Code, string Name, string BaseCode, string BaseName, string DistrictCode, int Seats, bool HasWheelchairLift,
        bool OutOfService, bool Busy, DateTimeOffset? LastPositionAt);

    public static async Task<Results<Ok<Paged<Item>>, Refusal>> Handle(
        [AsParameters] Paging paging, MobileUnitsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var total = await db.Units.CountAsync(cancellationToken);
        var units = await db.Units.AsNoTracking().OrderBy(unit => unit.Code).Skip(paging.Skip).Take(paging.Size)
            .Select(unit => new { Unit = unit, Busy = db.Journeys.Any(journey => journey.OccupiesUnitId == unit.Id) })
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<Item>(units.ConvertAll(row => new Item(
            row.Unit.Id, row.Unit.Code, row.Unit.Name, row.Unit.BaseCode, row.Unit.BaseName, row.Unit.DistrictCode, row.Unit.Seats, row.Unit.HasWheelchairLift,
            row.Unit.IsOutOfService(now), row.Busy, row.Unit.LastPosition?.At)), paging.Number, paging.Size, total));
    }
}
