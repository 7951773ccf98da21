using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Messaging;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>
/// The last reading was typed wrong, and every true one would seem to run backwards: a dispatcher says what the dashboard really says, and why. The city's
/// audit log keeps both readings. What ended journeys told of their kilometres stays as it was told.
/// </summary>
internal static class CorrectOdometer
{
    /// <param name="Kilometres">What the dashboard says; less than the last reading, too.</param>
    /// <param name="Reason">Required.</param>
    internal sealed record Request(int? Kilometres, string? Reason);

    public static Task<Results<Ok<UnitChanged>, Refusal>> Handle(
        Guid id, Request body, HttpContext caller, GrantedScope scope, MobileUnitsDb db, TimeProvider time, CancellationToken cancellationToken)
        => db.ChangeUnitAsync(db.Units, id, scope, async unit =>
        {
            var errors = new FieldErrors();
            errors.CheckFigure("kilometres", body.Kilometres ?? -1);
            errors.RequireLine("reason", body.Reason, 300);
            if (errors.Any)
            {
                return errors.ToRefusal();
            }

            var (before, now) = (unit.OdometerKilometres, body.Kilometres!.Value);
            unit.CorrectOdometer(now);
            foreach (var journey in await db.Journeys.Where(row => row.UnitId == id && row.EndedAt == null && row.OdometerEnd != null).ToListAsync(cancellationToken))
            {
                journey.CorrectOdometer(now);
            }

            db.Audit(caller, "odometer_corrected", unit.Code, string.Create(CultureInfo.InvariantCulture, $"{before?.ToString(CultureInfo.InvariantCulture) ?? "–"} → {now} km: {body.Reason!.Trim()}"), time.GetUtcNow());
            return null;
        }, cancellationToken);
}
