using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>Somebody read the dashboard. An odometer never runs backwards.</summary>
internal static class ReadOdometer
{
    internal sealed record Request(int? Kilometres);

    public static Task<Results<Ok<UnitChanged>, Refusal>> Handle(Guid id, Request body, GrantedScope scope, MobileUnitsDb db, CancellationToken cancellationToken)
        => db.ChangeUnitAsync(db.Units, id, scope, unit =>
        {
            var errors = new FieldErrors();
            // What is missing is no reading, either.
            errors.CheckReading("kilometres", body.Kilometres ?? -1, unit);
            if (errors.Any)
            {
                return Task.FromResult<Refusal?>(errors.ToRefusal());
            }

            unit.ReadOdometer(body.Kilometres!.Value);
            return Task.FromResult<Refusal?>(null);
        }, cancellationToken);
}
