using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Bookings;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Journeys;

/// <summary>The crew reports the next step; a crew acts for its own unit only. What a phone says again after a dead spot has been done already.</summary>
internal static class MoveJourney
{
    /// <param name="ReportId">Chosen by the phone; with the same one nothing is done twice.</param>
    /// <param name="At">When it was done, by the phone's clock; absent for now.</param>
    /// <param name="Odometer">Kilometres on the dashboard.</param>
    /// <param name="RequestId">With <paramref name="Kind"/> the stop for which arrive, board or complete was pressed: a dispatcher may have changed the journey before it is heard. Absent for the next one.</param>
    internal sealed record Request(Guid? ReportId, DateTimeOffset? At, int? Odometer, Guid? RequestId = null, JourneyStopKind? Kind = null)
    {
        /// <summary>Nothing that it says speaks against this stop.</summary>
        public bool MayMean(Stop stop) => (RequestId is null || RequestId == stop.Request.Id) && (Kind is null || Kind == stop.Kind);

        public bool Names(Stop stop) => (RequestId, Kind) == (stop.Request.Id, stop.Kind);
    }

    /// <param name="LegalSteps">What can be reported next.</param>
    internal sealed record Answer(Guid JourneyId, Guid UnitId, JourneyState State, IReadOnlyList<string> LegalSteps);

    public static Delegate To(CrewStep step) =>
        (Guid id, [FromBody] Request? body, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, BookingNews news, TimeProvider time, CancellationToken cancellationToken)
            => Handle(id, step, body ?? new(null, null, null), user, scope, db, news, time, cancellationToken);

    private static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Guid id, CrewStep step, Request body, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, BookingNews news, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (journey, refusal) = await db.OwnJourneyAsync(id, scope, cancellationToken);
            if (journey is null)
            {
                return refusal!;
            }

            if (await db.WasReportedAsync(body.ReportId, journey, step.Name(), cancellationToken) is { } earlier)
            {
                return earlier.Refusal is { } misused ? misused : TypedResults.Ok(AnswerOf(await db.AgainAsync(journey, cancellationToken)));
            }

            var now = time.GetUtcNow();
            if (CrewReports.Check(journey, body.At, body.Odometer, now) is { Any: true } errors)
            {
                return errors.ToRefusal();
            }

            // What a phone kept in a dead spot was pressed for one stop, and must not be done at another.
            if (step.IsAtStop() && journey.NextStop is { } next && !body.MayMean(next))
            {
                return OtherStop(next);
            }

            var isThere = step == CrewStep.Arrive && journey is { State: JourneyState.Arrived, NextStop: { } here } && body.Names(here);
            if (!isThere && !journey.LegalSteps.Contains(step))
            {
                return IllegalMove(journey);
            }

            var at = CrewReports.Believed(journey, body.At, now);
            // The geofence was faster: the report is remembered, and is news to nobody.
            var told = isThere ? [] : journey.Report(step, user.UserName(), at);
            if (!isThere)
            {
                journey.Heard(told, now);
            }

            foreach (var request in told)
            {
                db.Publish(request.ToEvent(journey, at));
                news.TellMoved(db, request, journey.Unit.Code, at);
            }

            db.Remember(body.ReportId, journey, step.Name(), body.Odometer, user, at, now);
            db.PublishEnd(journey);
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return TypedResults.Ok(AnswerOf(journey));
            }

            // The same report came twice at once, the unit is on the road, or a dispatcher changed the journey: the next look says which.
            if (step == CrewStep.Depart && await db.Journeys.AnyAsync(other => other.OccupiesUnitId == journey.UnitId && other.Id != id, cancellationToken))
            {
                return OnTheRoad;
            }
        }
    }

    private static Answer AnswerOf(Journey journey) => new(journey.Id, journey.UnitId, journey.State, [.. journey.LegalSteps.Select(each => each.Name())]);

    private static readonly Refusal OnTheRoad = new(409, "on_the_road", new(
        "Unit ini masih menjalani perjalanan lain. Selesaikan atau laporkan kendalanya dahulu.", "This unit is still on another journey. Complete it or report what went wrong first."));

    private static Refusal OtherStop(Stop next) => new(409, "other_stop", new(
        "Langkah ini untuk perhentian lain: petugas sudah mengubah perjalanan. Langkah ini tidak dicatat; lihat urutan perhentian.",
        "This step was for another stop: the dispatcher has changed the journey. It was not recorded; look at the stops."))
    {
        Facts = new Dictionary<string, object?> { ["nextStop"] = new { requestId = next.Request.Id, kind = next.Kind.ToString() } },
    };

    private static Refusal IllegalMove(Journey journey) => new(409, "illegal_move", new(
        $"Perjalanan ini berstatus {InIndonesian(journey.State)}; langkah tersebut tidak berlaku sekarang.", $"The journey is {journey.State}; that step does not apply now."))
    {
        Facts = new Dictionary<string, object?> { ["state"] = journey.State.ToString(), ["legalMoves"] = journey.LegalSteps.Select(each => each.Name()).ToArray() },
    };

    private static string InIndonesian(JourneyState state) => state switch
    {
        JourneyState.Assigned => "ditugaskan",
        JourneyState.Accepted => "siap berangkat",
        JourneyState.EnRoute => "di jalan",
        JourneyState.Arrived => "sudah tiba",
        JourneyState.OnBoard => "membawa penumpang",
        JourneyState.Failed => "gagal",
        JourneyState.Cancelled => "dibatalkan",
        _ => "selesai",
    };
}
