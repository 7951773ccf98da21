using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features;

/// <summary>Journeys, newest first: a dispatcher sees all, a crew those of its own unit.</summary>
internal static class ListJourneys
{
    /// <param name="NextState">What the crew reports next; null when the journey has ended.</param>
    internal sealed record Item(
        Guid JourneyId, Guid UnitId, string UnitCode, JourneyState State, JourneyState? NextState, string TrackingNumber, string? VillageCode,
        double? Latitude, double? Longitude, int Passengers, bool NeedsWheelchair, DateTimeOffset AssignedAt, DateTimeOffset WaitingSince);

    public static async Task<Results<Ok<Paged<Item>>, Refusal>> Handle(
        bool? open, [AsParameters] Paging paging, ClaimsPrincipal user, MobileUnitsDb db, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var journeys = db.Journeys.AsNoTracking().Where(journey => open == null || (journey.OccupiesUnitId != null) == open);
        if (!user.IsInRole(Roles.Dispatcher) && !user.HasClaim("unit", "*"))
        {
            var own = user.FindAll("unit").Select(claim => claim.Value).ToList();
            journeys = journeys.Where(journey => own.Contains(journey.Unit.Code));
        }

        var total = await journeys.CountAsync(cancellationToken);
        var page = await journeys.Include(journey => journey.Request).Include(journey => journey.Unit)
            .OrderByDescending(journey => journey.AssignedAt).ThenBy(journey => journey.Id).Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Paged<Item>(page.ConvertAll(journey => new Item(
            journey.Id, journey.UnitId, journey.Unit.Code, journey.State, journey.NextState, journey.Request.TrackingNumber, journey.Request.VillageCode,
            journey.Request.Latitude, journey.Request.Longitude, journey.Request.Passengers, journey.Request.NeedsWheelchair, journey.AssignedAt, journey.Request.WaitingSince)),
            paging.Number, paging.Size, total));
    }
}
