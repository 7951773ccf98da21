using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Bookings;
using PlanningPlatform.MobileUnits.Features.Journeys;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Dispatch;

/// <summary>The dispatcher ends a request that no unit serves: nobody was there, nobody can go. Whoever asked is told why.</summary>
internal static class CloseRequest
{
    public enum Outcome
    {
        /// <summary>A unit came in vain.</summary>
        Failed,

        /// <summary>No unit can go: it counts as unmet demand.</summary>
        NoUnit,

        /// <summary>They no longer need it.</summary>
        Cancelled,
    }

    internal sealed record Request(Outcome? Outcome, string? Reason);

    public static async Task<Results<Ok<TakeBack.Answer>, Refusal>> Handle(
        Guid id, Request body, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, BookingNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var request = await db.Requests.Include(row => row.Booking).Include(row => row.Journey!.Unit).Include(row => row.Journey!.Requests).FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
            if (request is null)
            {
                return Refusal.NotFound;
            }

            if (!scope.Covers(request.VillageCode))
            {
                return Refusal.OutsideScope;
            }

            var errors = new FieldErrors();
            errors.RequireText("reason", body.Reason, 500);
            if (body.Outcome is null)
            {
                errors.Add("outcome", "required", "Pilih: Failed, NoUnit atau Cancelled.", "Choose Failed, NoUnit or Cancelled.");
            }

            if (errors.Any)
            {
                return errors.ToRefusal();
            }

            if (request.Status == RequestStatus.OnBoard || request.Status.HasEnded())
            {
                return request.Status == RequestStatus.OnBoard ? DispatchRefusals.OnBoard : DispatchRefusals.NotWaiting(request);
            }

            var now = time.GetUtcNow();
            db.End(request, body.Outcome == Outcome.Failed ? RequestStatus.Failed : RequestStatus.Cancelled, body.Reason!.Trim(), user.UserName(), now);
            if (body.Outcome == Outcome.NoUnit && request.VillageCode is { } village)
            {
                db.CountUnmet(village, "no_unit", request.Passengers ?? 1, now);
            }

            news.TellCancelled(db, request, now);
            // If not, the crew moved, or another dispatcher was faster: the next look says which.
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return TypedResults.Ok(new TakeBack.Answer(request.Id, request.Status));
            }
        }
    }
}

internal static class EndOfRequest
{
    /// <summary>Ends it and tells those who follow. Journey, its unit and its requests have to be loaded.</summary>
    /// <param name="status">Cancelled or Failed.</param>
    public static void End(this MobileUnitsDb db, TripRequest request, RequestStatus status, string? reason, string actor, DateTimeOffset now)
    {
        var journey = request.Journey;
        request.Close(status, reason, actor, now);
        if (journey is not null)
        {
            db.Publish(request.ToEvent(journey, now, "Cancelled"));
            db.PublishEnd(journey);
        }
        else
        {
            db.Publish(new JourneyStateChanged(request.Id, request.Version, now, request.ComplaintId, Guid.Empty, "", "Cancelled", request.NotBefore, request.VillageCode, request.Id));
        }
    }

    /// <summary>Counts for the village, here and in Monitoring.</summary>
    /// <param name="onceKey">See <see cref="UnmetDemand.OnceKey"/>.</param>
    public static void CountUnmet(this MobileUnitsDb db, string villageCode, string reason, int passengers, DateTimeOffset now, byte[]? onceKey = null)
    {
        var unmet = new UnmetDemand { Id = Guid.CreateVersion7(now), VillageCode = villageCode, Reason = reason, Passengers = passengers, At = now, OnceKey = onceKey };
        db.UnmetDemand.Add(unmet);
        db.Publish(new TripNotServed(unmet.Id, 1, now, villageCode, reason, passengers));
    }
}
