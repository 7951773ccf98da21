using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Intake;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Bookings;
using PlanningPlatform.MobileUnits.Features.Dispatch;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Journeys;

/// <summary>Journeys, newest first: a dispatcher sees those that fetch in the region, a crew those of its own unit.</summary>
internal static class ListJourneys
{
    /// <param name="NextState">What the journey becomes by the crew's usual next report; null when it has ended.</param>
    /// <param name="LegalSteps">What the crew can report, the usual first.</param>
    /// <param name="TrackingNumber">Of the next stop, as village, point, passengers and wheelchair are; null once it was erased or the journey has ended.</param>
    internal sealed record Item(
        Guid JourneyId, Guid UnitId, string UnitCode, JourneyState State, JourneyState? NextState, IReadOnlyList<string> LegalSteps, string? TrackingNumber, string? VillageCode,
        double? Latitude, double? Longitude, int? Passengers, bool? NeedsWheelchair, DateTimeOffset AssignedAt, DateTimeOffset WaitingSince,
        DateTimeOffset SlotFrom, DateTimeOffset SlotUntil, int? OdometerKilometres, IReadOnlyList<StopItem> Stops);

    /// <param name="Kind">PickUp, DropOff or Visit; with <paramref name="RequestId"/> what a report of the crew names its stop by.</param>
    /// <param name="Name">Of the place; for others than the crew only a destination's.</param>
    /// <param name="Phone">For the crew only, while the journey is open.</param>
    /// <param name="Note">What the driver has to know; likewise.</param>
    internal sealed record StopItem(
        Guid RequestId, JourneyStopKind Kind, string? TrackingNumber, string? VillageCode, double? Latitude, double? Longitude, string? Name, int? Passengers, bool? NeedsWheelchair,
        DateTimeOffset? PlannedAt, bool Done, RequestStatus Status, string? Contact, string? Phone, string? Note);

    public static async Task<Results<Ok<Paged<Item>>, Refusal>> Handle(
        bool? open, [AsParameters] Paging paging, GrantedScope scope, MobileUnitsDb db, Regency regency, Secrets secrets, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var own = await UnitsOfAsync(scope.Of(Roles.Crew), db, cancellationToken);
        var journeys = db.Journeys.AsNoTracking().Where(journey => open == null || (journey.EndedAt == null) == open);
        if (scope.Of(Roles.Dispatcher).PlacesIn(regency) is { } places)
        {
            journeys = journeys.Where(journey => journey.Requests.Any(request => places.Contains(request.VillageCode)) || own.Contains(journey.UnitId));
        }

        var total = await journeys.CountAsync(cancellationToken);
        // Of those that are open, what drives now and next comes first; of the others, what was sent out last.
        var ordered = open == true ? journeys.OrderBy(journey => journey.SlotFrom).ThenBy(journey => journey.Id) : journeys.OrderByDescending(journey => journey.AssignedAt).ThenBy(journey => journey.Id);
        var page = await ordered.Include(journey => journey.Requests).ThenInclude(request => request.Booking).Include(journey => journey.Unit).Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        var (names, dispatcher) = (await DestinationNames.ReadAsync(db, cancellationToken), scope.Of(Roles.Dispatcher));
        return TypedResults.Ok(new Paged<Item>(
            page.ConvertAll(journey => Visible(ItemOf(journey, secrets, names, forCrew: own.Contains(journey.UnitId)), journey, dispatcher, isOwn: own.Contains(journey.UnitId))), paging.Number, paging.Size, total));
    }

    private static Item ItemOf(Journey journey, Secrets secrets, DestinationNames names, bool forCrew)
    {
        var next = (journey.NextStop ?? (journey.Stops.Count > 0 ? journey.Stops[^1] : null))?.Request;
        return new(
            journey.Id, journey.UnitId, journey.Unit.Code, journey.State, After(journey), [.. journey.LegalSteps.Select(step => step.Name())], next?.TrackingNumber, next?.VillageCode,
            next?.Latitude, next?.Longitude, next?.Passengers, next?.NeedsWheelchair, journey.AssignedAt, next?.WaitingSince ?? journey.AssignedAt,
            journey.SlotFrom, journey.SlotUntil, forCrew ? journey.Unit.OdometerKilometres : null, [.. journey.Stops.Select(stop => StopOf(stop, journey, secrets, names, forCrew))]);
    }

    private static StopItem StopOf(Stop stop, Journey journey, Secrets secrets, DestinationNames names, bool forCrew)
    {
        var (request, place) = (stop.Request, stop.Place);
        var booking = forCrew && !journey.HasEnded ? request.Booking : null;
        var contact = secrets.Read(booking?.ProtectedContact);
        return new(
            request.Id, stop.Kind, request.TrackingNumber, place.VillageCode, place.Latitude, place.Longitude, forCrew ? place.Name : names.Of(place.VillageCode, place.Name),
            request.Passengers, request.NeedsWheelchair, stop.PlannedAt, stop.IsDone, request.Status, contact?.Name, contact?.Phone, BookingNotes.Read(secrets, booking?.ProtectedNote));
    }

    /// <summary>Of those who share a ride but are of another region a dispatcher reads where the unit goes, village by village, and nothing about them.</summary>
    private static Item Visible(Item item, Journey journey, GrantedScope dispatcher, bool isOwn)
    {
        var others = isOwn ? [] : journey.Requests.Where(request => !dispatcher.Covers(request.VillageCode)).Select(request => request.Id).ToHashSet();
        if (others.Count == 0)
        {
            return item;
        }

        var stops = item.Stops.Select(stop => !others.Contains(stop.RequestId) ? stop
            : stop with { TrackingNumber = null, Latitude = null, Longitude = null, Name = null, Passengers = null, NeedsWheelchair = null }).ToList();
        return stops.Find(stop => !stop.Done) is { } next ? Of(next) : stops.Count > 0 ? Of(stops[^1]) : item;

        Item Of(StopItem stop) => !others.Contains(stop.RequestId) ? item with { Stops = stops }
            : item with { Stops = stops, TrackingNumber = null, Latitude = null, Longitude = null, Passengers = null, NeedsWheelchair = null };
    }

    private static JourneyState? After(Journey journey) => journey.LegalSteps switch
    {
        [CrewStep.Accept, ..] => JourneyState.Accepted,
        [CrewStep.Depart, ..] => JourneyState.EnRoute,
        [CrewStep.Arrive, ..] => JourneyState.Arrived,
        [CrewStep.Board, ..] => JourneyState.OnBoard,
        [CrewStep.Complete, ..] => JourneyState.Completed,
        _ => null,
    };

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
