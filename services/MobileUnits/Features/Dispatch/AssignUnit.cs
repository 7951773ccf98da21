using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Bookings;
using PlanningPlatform.MobileUnits.Features.Journeys;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Dispatch;

/// <summary>Sends one unit to one request, exactly once, also when two dispatchers press in the same millisecond.</summary>
internal static class AssignUnit
{
    /// <param name="Reason">Required for a unit that is not recommended.</param>
    /// <param name="JourneyId">An open journey of that unit that takes them along; absent for a journey of their own.</param>
    internal sealed record Request(Guid? UnitId, string? Reason, Guid? JourneyId);

    internal sealed record Answer(Guid JourneyId, Guid UnitId, JourneyState State);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Guid id, Request body, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, Regency regency, RoadEstimate roads, BookingNews news, TimeProvider time,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            var request = await db.Requests.Include(row => row.Booking).FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
            if (request is null)
            {
                return Refusal.NotFound;
            }

            if (!scope.Covers(request.VillageCode))
            {
                return Refusal.OutsideScope;
            }

            var errors = new FieldErrors();
            errors.AllowText("reason", body.Reason, 500);
            if (errors.Any)
            {
                return errors.ToRefusal();
            }

            var now = time.GetUtcNow();
            var (timetable, refusal) = await db.UnitForAsync(body.UnitId, request, scope, regency, now, cancellationToken);
            if (timetable is null)
            {
                return refusal!;
            }

            if (!request.Status.Waits())
            {
                return DispatchRefusals.NotWaiting(request);
            }

            var rules = await db.RulesOnAsync(regency.TimeZone.DateOf(now), cancellationToken);
            if (body.JourneyId is { } shared)
            {
                var (joined, why) = await db.ShareAsync(shared, timetable, request, user.UserName(), rules, regency, roads, news, now, cancellationToken);
                if (joined is null)
                {
                    return await WaitsAsync(db, id, cancellationToken) ? why! : DispatchRefusals.AlreadyAssigned;
                }

                if (await db.TrySaveFirstAsync(cancellationToken))
                {
                    return TypedResults.Ok(new Answer(joined.Id, joined.UnitId, joined.State));
                }

                continue;
            }

            var suggestion = new UnitAssessment(regency, roads, rules).Assess(timetable, request, now);
            if (DispatchRefusals.Check(suggestion, body.Reason) is { } refused)
            {
                // The unit may be busy with this very request, which somebody assigned since it was read.
                return await WaitsAsync(db, id, cancellationToken) ? refused : DispatchRefusals.AlreadyAssigned;
            }

            var journey = db.StartJourney(timetable, request, body.Reason?.Trim(), user.UserName(), rules, roads, news, now);
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return TypedResults.Ok(new Answer(journey.Id, journey.UnitId, journey.State));
            }
        }
    }

    /// <summary>The unit with its time, where the dispatcher may send it.</summary>
    public static async Task<(UnitTimetable? Timetable, Refusal? Refusal)> UnitForAsync(
        this MobileUnitsDb db, Guid? unitId, TripRequest request, GrantedScope scope, Regency regency, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var timetables = await db.TimetablesAsync(db.Units.Where(unit => unit.Id == unitId), request.PickUpFrom ?? now, now, regency, cancellationToken);
        return timetables is not [var timetable] ? (null, DispatchRefusals.UnknownUnit)
            : scope.Covers(timetable.Unit.BaseCode) ? (timetable, null)
            : (null, Refusal.OutsideScope with { Errors = [new("unitId", "outside_scope", Refusal.OutsideScope.Detail)] });
    }

    /// <summary>Adds the journey of one request and the news of it; not saved yet. The request's booking has to be loaded.</summary>
    public static Journey StartJourney(
        this MobileUnitsDb db, UnitTimetable timetable, TripRequest request, string? reason, string dispatcher, ServiceRules rules, RoadEstimate roads, BookingNews news,
        DateTimeOffset now)
    {
        var plan = TripPlan.Of(timetable, request, rules, roads, now);
        var journey = Journey.Start(
            timetable.Unit, [(request, plan.Times)], [new(request.Id, IsPickUp: true), .. request.IsVisit ? (PlannedStop[])[] : [new(request.Id, IsPickUp: false)]],
            plan.Slot, plan.Kilometres, reason, dispatcher, now);
        db.Journeys.Add(journey);
        db.Publish(request.ToEvent(journey, now));
        news.TellMoved(db, request, journey.Unit.Code, now);
        return journey;
    }

    /// <summary>Lets them join the journey; not saved yet.</summary>
    private static async Task<(Journey? Journey, Refusal? Refusal)> ShareAsync(
        this MobileUnitsDb db, Guid journeyId, UnitTimetable timetable, TripRequest request, string dispatcher, ServiceRules rules, Regency regency, RoadEstimate roads, BookingNews news, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var journey = await db.Journeys.Include(row => row.Requests).ThenInclude(row => row.Booking).Include(row => row.Unit).FirstOrDefaultAsync(row => row.Id == journeyId && row.UnitId == timetable.Unit.Id, cancellationToken);
        if (journey is null)
        {
            return (null, DispatchRefusals.UnknownJourney);
        }

        var ride = new RideSharing(regency.TimeZone, roads, rules).Join(timetable, journey, request, now);
        if (ride.Plan is not { } plan)
        {
            return (null, DispatchRefusals.CannotShare(ride.RefusedBy!, rules));
        }

        foreach (var moved in journey.Take(request, plan, dispatcher, now))
        {
            news.TellTime(db, moved, journey.Unit.Code, now);
        }

        db.Publish(request.ToEvent(journey, now));
        news.TellMoved(db, request, journey.Unit.Code, now);
        return (journey, null);
    }

    private static Task<bool> WaitsAsync(MobileUnitsDb db, Guid id, CancellationToken cancellationToken)
        => db.Requests.AnyAsync(request => request.Id == id && (request.Status == RequestStatus.Waiting || request.Status == RequestStatus.Suggested), cancellationToken);
}
