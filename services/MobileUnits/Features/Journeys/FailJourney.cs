using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Journeys;

/// <summary>
/// The crew cannot go on: whoever it has not brought is in front of the dispatcher again, with the reason. With a request's id only that one could not
/// be served (nobody was there), and the journey goes on with the others.
/// </summary>
internal static class FailJourney
{
    public enum Cause
    {
        Breakdown,
        DriverUnavailable,
        NobodyThere,
        RoadBlocked,
        Accident,
        Other,
    }

    /// <param name="RequestId">Absent for all that are not brought yet.</param>
    /// <param name="Note">Required with <see cref="Cause.Other"/>.</param>
    internal sealed record Request(Guid? ReportId, DateTimeOffset? At, int? Odometer, Cause? Cause, string? Note, Guid? RequestId);

    internal sealed record Answer(Guid JourneyId, JourneyState State, IReadOnlyList<Guid> WaitingAgain);

    private const string Step = "fail";

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Guid id, Request body, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (journey, refusal) = await db.OwnJourneyAsync(id, scope, cancellationToken);
            if (journey is null)
            {
                return refusal!;
            }

            if (await db.WasReportedAsync(body.ReportId, journey, Step, cancellationToken) is { } earlier)
            {
                return earlier.Refusal is { } misused ? misused : TypedResults.Ok(new Answer(journey.Id, (await db.AgainAsync(journey, cancellationToken)).State, []));
            }

            var now = time.GetUtcNow();
            if (Check(journey, body, now) is { Any: true } errors)
            {
                return errors.ToRefusal();
            }

            if (journey.HasEnded)
            {
                return Ended;
            }

            var (reason, at) = (ReasonOf(body), CrewReports.Believed(journey, body.At, now));
            var one = journey.Requests.FirstOrDefault(request => request.Id == body.RequestId);
            var given = one is null ? journey.Fail(reason, user.UserName(), at) : [one];
            if (one is not null)
            {
                journey.GiveBack(one, "Failed", reason, user.UserName(), at);
            }

            journey.Heard(given, now);
            foreach (var request in given)
            {
                db.Publish(request.ToEvent(journey, at, "Failed"));
            }

            db.Remember(body.ReportId, journey, Step, body.Odometer, user, at, now);
            db.PublishEnd(journey);
            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return TypedResults.Ok(new Answer(journey.Id, journey.State, [.. given.Select(request => request.Id)]));
            }
        }
    }

    private static FieldErrors Check(Journey journey, Request body, DateTimeOffset now)
    {
        var errors = CrewReports.Check(journey, body.At, body.Odometer, now);
        if (body.Cause is null)
        {
            errors.Add("cause", "required", "Pilih kendalanya.", "Choose what went wrong.");
        }

        if (body.Cause == Cause.Other)
        {
            errors.RequireText("note", body.Note, 300);
        }
        else
        {
            errors.AllowText("note", body.Note, 300);
        }

        if (body.RequestId is { } requestId && !journey.HasEnded && !journey.Requests.Any(request => request.Id == requestId && request.Status.IsUnderWay()))
        {
            errors.Add("requestId", "not_on_journey", "Permintaan ini tidak ada pada perjalanan ini.", "This request is not on this journey.");
        }

        return errors;
    }

    /// <summary>For the dispatcher, in Indonesian: it becomes part of the history.</summary>
    private static string ReasonOf(Request body)
    {
        var cause = body.Cause switch
        {
            Cause.Breakdown => "Mobil rusak",
            Cause.DriverUnavailable => "Pengemudi berhalangan",
            Cause.NobodyThere => "Tidak ada orang di tempat",
            Cause.RoadBlocked => "Jalan tertutup",
            Cause.Accident => "Kecelakaan",
            _ => null,
        };
        return string.Join(": ", new[] { cause, string.IsNullOrWhiteSpace(body.Note) ? null : body.Note.Trim() }.OfType<string>());
    }

    private static readonly Refusal Ended = new(409, "journey_ended", new("Perjalanan ini sudah berakhir.", "This journey is over."));
}
