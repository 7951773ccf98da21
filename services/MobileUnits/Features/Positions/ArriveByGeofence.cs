using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Bookings;
using PlanningPlatform.MobileUnits.Features.Journeys;
using PlanningPlatform.Persistence;

namespace PlanningPlatform.MobileUnits.Features.Positions;

/// <summary>A unit stands at its next stop: the journey arrives, as if the crew had said so, unless somebody was faster.</summary>
internal static class ArriveByGeofence
{
    /// <summary>On the timeline, in place of a user name.</summary>
    public const string Actor = "geofence";

    /// <param name="at">Since when it stands there.</param>
    public static async Task HandleAsync(Target target, DateTimeOffset at, MobileUnitsDb db, BookingNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var journey = await db.Journeys.Include(row => row.Requests).ThenInclude(request => request.Booking).Include(row => row.Unit)
                .FirstOrDefaultAsync(row => row.Id == target.JourneyId, cancellationToken);
            if (journey is null || !target.IsSameStopAs(Target.Of(journey)))
            {
                // The crew said so itself, or a dispatcher changed the journey.
                return;
            }

            foreach (var request in journey.Report(CrewStep.Arrive, Actor, at))
            {
                db.Publish(request.ToEvent(journey, at));
                news.TellMoved(db, request, journey.Unit.Code, at);
            }

            db.PublishEnd(journey);
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return;
            }
        }
    }
}
