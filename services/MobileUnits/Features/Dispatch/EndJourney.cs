using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Bookings;
using PlanningPlatform.MobileUnits.Features.Journeys;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Dispatch;

/// <summary>
/// The dispatcher ends a journey for a crew that cannot say so: the phone is lost or dead. Those in the car have been brought, or nobody was; whoever was
/// not waits again, and the unit is free.
/// </summary>
internal static class EndJourney
{
    public enum Outcome
    {
        /// <summary>Everybody in the car was brought, the visit was made.</summary>
        Completed,

        /// <summary>Nobody more was brought.</summary>
        Failed,
    }

    /// <param name="Reason">Required; the history of everybody on it keeps it.</param>
    internal sealed record Request(Outcome? Outcome, string? Reason);

    internal sealed record Answer(Guid JourneyId, JourneyState State, IReadOnlyList<Guid> WaitingAgain);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Guid id, Request body, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, BookingNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var journey = await db.Journeys.Include(row => row.Requests).ThenInclude(request => request.Booking).Include(row => row.Unit).FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
            if (journey is null)
            {
                return Refusal.NotFound;
            }

            // It decides about each of them.
            if (!journey.Requests.All(request => scope.Covers(request.VillageCode)))
            {
                return Refusal.OutsideScope;
            }

            var errors = new FieldErrors();
            errors.RequireText("reason", body.Reason, 500);
            if (body.Outcome is null)
            {
                errors.Add("outcome", "required", "Pilih: Completed atau Failed.", "Choose Completed or Failed.");
            }

            if (errors.Any)
            {
                return errors.ToRefusal();
            }

            if (Forbids(journey, body.Outcome!.Value) is { } refusal)
            {
                return refusal;
            }

            var now = time.GetUtcNow();
            var (brought, left) = journey.EndForCrew(body.Outcome == Outcome.Completed, body.Reason!.Trim(), user.UserName(), now);
            foreach (var request in brought)
            {
                db.Publish(request.ToEvent(journey, now));
                news.TellMoved(db, request, journey.Unit.Code, now);
            }

            foreach (var request in left)
            {
                db.Publish(request.ToEvent(journey, now, "Failed"));
            }

            db.PublishEnd(journey);
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return TypedResults.Ok(new Answer(journey.Id, journey.State, [.. left.Select(request => request.Id)]));
            }

            // The crew was heard of after all, or another dispatcher was faster: the next look says which.
        }
    }

    private static Refusal? Forbids(Journey journey, Outcome outcome)
        => journey.HasEnded ? JourneyEnded
            : journey.DepartedAt is null ? NotDeparted
            : outcome == Outcome.Completed && !journey.HasCarried ? NobodyBrought
            : null;

    private static readonly Refusal JourneyEnded = new(409, "journey_ended", new("Perjalanan ini sudah berakhir.", "This journey is over."));

    private static readonly Refusal NotDeparted = new(409, "not_departed", new(
        "Perjalanan ini belum berangkat. Lepaskan permintaannya dari mobil.", "This journey has not departed. Take its requests back instead."));

    private static readonly Refusal NobodyBrought = new(409, "nobody_brought", new(
        "Belum ada yang naik ke mobil ini. Akhiri sebagai tidak sampai.", "Nobody has been in this car yet. End it as one that did not get there."));
}
