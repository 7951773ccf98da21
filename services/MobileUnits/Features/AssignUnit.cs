using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Persistence;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features;

/// <summary>Sends one unit to one request, exactly once, also when two dispatchers press in the same millisecond.</summary>
internal static class AssignUnit
{
    /// <param name="Reason">Required for a unit that is not recommended.</param>
    internal sealed record Request(Guid? UnitId, string? Reason);

    internal sealed record Answer(Guid JourneyId, Guid UnitId, JourneyState State);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Guid id, Request body, ClaimsPrincipal user, GrantedScope scope, MobileUnitsDb db, Regency regency, ApproximatePoints points, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var request = await db.Requests.FindAsync([id], cancellationToken);
            if (request is null)
            {
                return Refusal.NotFound;
            }

            if (!scope.Covers(request.VillageCode))
            {
                return Refusal.OutsideScope;
            }

            if (body.UnitId is null || await db.Units.FindAsync([body.UnitId], cancellationToken) is not { } unit)
            {
                return Refusal.InvalidField("unitId", "unknown_unit", new("Pilih unit dari daftar.", "Choose a unit from the list."));
            }

            if (!scope.Covers(unit.BaseCode))
            {
                return Refusal.OutsideScope with { Errors = [new("unitId", "outside_scope", Refusal.OutsideScope.Detail)] };
            }

            var errors = new FieldErrors();
            errors.AllowText("reason", body.Reason, 500);
            if (errors.Any)
            {
                return errors.ToRefusal();
            }

            if (request.Status != RequestStatus.Waiting)
            {
                return AlreadyAssigned;
            }

            var now = time.GetUtcNow();
            var midnight = regency.TimeZone.StartOf(regency.TimeZone.DateOf(now));
            var busy = await db.Journeys.AnyAsync(journey => journey.OccupiesUnitId == unit.Id, cancellationToken);
            var today = await db.Journeys.CountAsync(journey => journey.UnitId == unit.Id && journey.AssignedAt >= midnight, cancellationToken);
            var suggestion = new UnitAssessment(regency, points).Assess(unit, request, busy, today, now);
            if (Check(suggestion, body.Reason) is { } refusal)
            {
                // The unit may be busy with this very request, which somebody assigned since it was read.
                return await IsWaitingAsync(db, id, cancellationToken) ? refusal : AlreadyAssigned;
            }

            var journey = request.AssignTo(unit, body.Reason?.Trim(), user.UserName(), now);
            db.Journeys.Add(journey);
            db.Publish(journey.ToEvent(now));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return TypedResults.Ok(new Answer(journey.Id, unit.Id, journey.State));
            }
            catch (DbUpdateException exception) when (exception is DbUpdateConcurrencyException || exception.IsUniqueViolation())
            {
                // Somebody was faster, with this request or with this unit; the next look says which.
                db.ChangeTracker.Clear();
            }
        }
    }

    private static Task<bool> IsWaitingAsync(MobileUnitsDb db, Guid id, CancellationToken cancellationToken)
        => db.Requests.AnyAsync(request => request.Id == id && request.Status == RequestStatus.Waiting, cancellationToken);

    private static Refusal? Check(Suggestion suggestion, string? reason)
    {
        if (suggestion.HardRefusal is { } code)
        {
            return new Refusal(409, code, suggestion.Reasons.First(because => because.Code == code).Text);
        }

        if (suggestion.Recommended)
        {
            return null;
        }

        var errors = new FieldErrors();
        errors.RequireText("reason", reason, 500);
        return errors.Any ? errors.ToRefusal() : null;
    }

    private static readonly Refusal AlreadyAssigned = new(409, "already_assigned", new(
        "Permintaan ini sudah ditugaskan. Muat ulang daftar antrean.", "This request is assigned already. Reload the queue."));
}

internal static class JourneyEvents
{
    public static JourneyStateChanged ToEvent(this Journey journey, DateTimeOffset now) => new(
        journey.Id, journey.Version, now, journey.Request.ComplaintId, journey.UnitId, journey.Unit.Code, journey.State.ToString(), journey.Request.WaitingSince,
        journey.Request.VillageCode);
}
