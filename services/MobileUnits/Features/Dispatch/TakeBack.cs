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

/// <summary>The dispatcher takes a request back from its unit: it waits again, or goes to another unit at once.</summary>
internal static class TakeBack
{
    /// <param name="Reason">Required; the history keeps it.</param>
    internal sealed record Request(string? Reason);

    /// <param name="Reason">Required; the history keeps it, and it stands for why this unit, too.</param>
    internal sealed record ReassignRequest(Guid? UnitId, string? Reason);

    internal sealed record Answer(Guid RequestId, RequestStatus Status);

    public static async Task<Results<Ok<Answer>, Refusal>> UnassignAsync(
        Guid id, Request body, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (request, refusal) = await LoadAsync(id, body.Reason, scope, db, cancellationToken);
            if (request is null)
            {
                return refusal!;
            }

            GiveBack(request, body.Reason!.Trim(), user.UserName(), db, time.GetUtcNow());
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return TypedResults.Ok(new Answer(request.Id, request.Status));
            }
        }
    }

    public static async Task<Results<Ok<AssignUnit.Answer>, Refusal>> ReassignAsync(
        Guid id, ReassignRequest body, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, Regency regency, RoadEstimate roads, BookingNews news, TimeProvider time,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            var (request, refusal) = await LoadAsync(id, body.Reason, scope, db, cancellationToken);
            if (request is null)
            {
                return refusal!;
            }

            var now = time.GetUtcNow();
            var (timetable, refused) = await db.UnitForAsync(body.UnitId, request, scope, regency, now, cancellationToken);
            if (timetable is null)
            {
                return refused!;
            }

            if (request.Journey!.UnitId == timetable.Unit.Id)
            {
                return SameUnit;
            }

            var rules = await db.RulesOnAsync(regency.TimeZone.DateOf(now), cancellationToken);
            var reason = body.Reason!.Trim();
            if (DispatchRefusals.Check(new UnitAssessment(regency, roads, rules).Assess(timetable, request, now), reason) is { } rule)
            {
                return rule;
            }

            GiveBack(request, reason, user.UserName(), db, now);
            var journey = db.StartJourney(timetable, request, reason, user.UserName(), rules, roads, news, now);
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return TypedResults.Ok(new AssignUnit.Answer(journey.Id, journey.UnitId, journey.State));
            }
        }
    }

    private static async Task<(TripRequest? Request, Refusal? Refusal)> LoadAsync(Guid id, string? reason, GrantedScope scope, MobileUnitsDb db, CancellationToken cancellationToken)
    {
        var request = await db.Requests.Include(row => row.Booking).Include(row => row.Journey!.Unit).Include(row => row.Journey!.Requests).FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (request is null)
        {
            return (null, Refusal.NotFound);
        }

        if (!scope.Covers(request.VillageCode))
        {
            return (null, Refusal.OutsideScope);
        }

        var errors = new FieldErrors();
        errors.RequireText("reason", reason, 500);
        return errors.Any ? (null, errors.ToRefusal())
            : request.Status == RequestStatus.OnBoard ? (null, DispatchRefusals.OnBoard)
            : request.Status.IsUnderWay() ? (request, null)
            : (null, DispatchRefusals.NotAssigned);
    }

    private static void GiveBack(TripRequest request, string reason, string dispatcher, MobileUnitsDb db, DateTimeOffset now)
    {
        var journey = request.Journey!;
        journey.GiveBack(request, "Unassigned", reason, dispatcher, now);
        db.Publish(request.ToEvent(journey, now, "Unassigned"));
        db.PublishEnd(journey);
    }

    private static readonly Refusal SameUnit = new(409, "same_unit", new("Unit ini sudah memegang permintaan tersebut.", "This unit has the request already."));
}
