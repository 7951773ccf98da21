using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features;

/// <summary>The fleet of the caller's region by code.</summary>
internal static class ListUnits
{
    internal sealed record Item(
        Guid Id, string Code, string Name, string BaseCode, string BaseName, string DistrictCode, int Seats, bool HasWheelchairLift,
        bool OutOfService, bool Busy, DateTimeOffset? LastPositionAt);

    public static async Task<Results<Ok<Paged<Item>>, Refusal>> Handle(
        [AsParameters] Paging paging, GrantedScope scope, MobileUnitsDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var fleet = db.Units.BasedWithin(scope, regency);
        var total = await fleet.CountAsync(cancellationToken);
        var units = await fleet.AsNoTracking().OrderBy(unit => unit.Code).Skip(paging.Skip).Take(paging.Size)
            .Select(unit => new { Unit = unit, Busy = db.Journeys.Any(journey => journey.OccupiesUnitId == unit.Id) })
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<Item>(units.ConvertAll(row => new Item(
            row.Unit.Id, row.Unit.Code, row.Unit.Name, row.Unit.BaseCode, row.Unit.BaseName, row.Unit.DistrictCode, row.Unit.Seats, row.Unit.HasWheelchairLift,
            row.Unit.IsOutOfService(now), row.Busy, row.Unit.LastPosition?.At)), paging.Number, paging.Size, total));
    }
}

internal static class UnitsInScope
{
    /// <summary>A unit belongs to the village or district where it stands.</summary>
    public static IQueryable<MobileUnit> BasedWithin(this IQueryable<MobileUnit> units, GrantedScope scope, Regency regency)
        => scope.PlacesIn(regency) is { } places ? units.Where(unit => places.Contains(unit.BaseCode)) : units;
}
