using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features;

/// <summary>Journeys, newest first: a dispatcher sees those to the villages of the region, a crew those of its own unit.</summary>
internal static class ListJourneys
{
    /// <param name="NextState">What the crew reports next; null when the journey has ended.</param>
    /// <param name="TrackingNumber">Null, as place, passengers and wheelchair are, once the reporter had it erased or its time is over.</param>
    internal sealed record Item(
        Guid JourneyId, Guid UnitId, string UnitCode, JourneyState State, JourneyState? NextState, string? TrackingNumber, string? VillageCode,
        double? Latitude, double? Longitude, int? Passengers, bool? NeedsWheelchair, DateTimeOffset AssignedAt, DateTimeOffset WaitingSince);

    public static async Task<Results<Ok<Paged<Item>>, Refusal>> Handle(
        bool? open, [AsParameters] Paging paging, GrantedScope scope, MobileUnitsDb db, Regency regency, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var journeys = db.Journeys.AsNoTracking().Where(journey => open == null || (journey.OccupiesUnitId != null) == open);
        if (scope.Of(Roles.Dispatcher).PlacesIn(regency) is { } places)
        {
            var own = await UnitsOfAsync(scope.Of(Roles.Crew), db, cancellationToken);
            journeys = journeys.Where(journey => places.Contains(journey.Request.VillageCode) || own.Contains(journey.UnitId));
        }

        var total = await journeys.CountAsync(cancellationToken);
        var page = await journeys.Include(journey => journey.Request).Include(journey => journey.Unit)
            .OrderByDescending(journey => journey.AssignedAt).ThenBy(journey => journey.Id).Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<Item>(page.ConvertAll(journey => new Item(
            journey.Id, journey.UnitId, journey.Unit.Code, journey.State, journey.NextState, journey.Request.TrackingNumber, journey.Request.VillageCode,
            journey.Request.Latitude, journey.Request.Longitude, journey.Request.Passengers, journey.Request.NeedsWheelchair, journey.AssignedAt, journey.Request.WaitingSince)),
            paging.Number, paging.Size, total));
    }

    /// <summary>Asked one by one: a unit may be named with one region and every unit (<c>*</c>) with another. A fleet is some dozen rows.</summary>
    private static async Task<List<Guid>> UnitsOfAsync(GrantedScope crew, MobileUnitsDb db, CancellationToken cancellationToken)
    {
        if (crew.Grants.Count == 0)
        {
            return [];
        }

        var fleet = await db.Units.Select(unit => new { unit.Id, unit.Code, unit.BaseCode }).ToListAsync(cancellationToken);
        return [.. fleet.Where(unit => crew.Grants.Any(grant => grant.CoversUnit(unit.Code, unit.BaseCode))).Select(unit => unit.Id)];
    }
}
