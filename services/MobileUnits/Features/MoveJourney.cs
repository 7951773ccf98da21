using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features;

/// <summary>The crew reports the next step; a crew acts for its own unit only.</summary>
internal static class MoveJourney
{
    internal sealed record Answer(Guid JourneyId, Guid UnitId, JourneyState State);

    public static Delegate To(JourneyState state) =>
        (Guid id, [FromBody] Nothing? _, GrantedScope scope, MobileUnitsDb db, TimeProvider time, CancellationToken cancellationToken) => Handle(id, state, scope, db, time, cancellationToken);

    private static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Guid id, JourneyState state, GrantedScope scope, MobileUnitsDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var journey = await db.Journeys.Include(row => row.Request).Include(row => row.Unit).FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (journey is null)
        {
            return Refusal.NotFound;
        }

        if (!scope.Grants.Any(grant => grant.CoversUnit(journey.Unit.Code, journey.Unit.BaseCode)))
        {
            return NotYourUnit;
        }

        if (journey.NextState != state)
        {
            return IllegalMove(journey);
        }

        var now = time.GetUtcNow();
        journey.MoveTo(state, now);
        db.Publish(journey.ToEvent(now));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Answer(journey.Id, journey.UnitId, journey.State));
    }

    private static readonly Refusal NotYourUnit = new(403, "not_your_unit", new("Perjalanan ini milik unit lain.", "This journey belongs to another unit."));

    private static Refusal IllegalMove(Journey journey) => new(409, "illegal_move", new(
        $"Perjalanan ini berstatus {InIndonesian(journey.State)}; langkah tersebut tidak berlaku sekarang.", $"The journey is {journey.State}; that step does not apply now."))
    {
        Facts = new Dictionary<string, object?>
        {
            ["state"] = journey.State.ToString(),
            ["legalMoves"] = journey.NextState is { } next ? [next.ToString()] : Array.Empty<string>(),
        },
    };

    private static string InIndonesian(JourneyState state) => state switch
    {
        JourneyState.Assigned => "ditugaskan",
        JourneyState.Accepted => "siap berangkat",
        JourneyState.EnRoute => "di jalan",
        JourneyState.Arrived => "sudah tiba",
        _ => "selesai",
    };
}
