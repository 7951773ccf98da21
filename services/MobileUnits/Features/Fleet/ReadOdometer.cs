using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>Somebody read the dashboard. An odometer never runs backwards.</summary>
internal static class ReadOdometer
{
    /// <summary>A van is old then. [ours]</summary>
    public const int MostKilometres = 2_000_000;

    internal sealed record Request(int? Kilometres);

    public static Task<Results<Ok<UnitChanged>, Refusal>> Handle(Guid id, Request body, GrantedScope scope, MobileUnitsDb db, CancellationToken cancellationToken)
        => db.ChangeUnitAsync(db.Units, id, scope, unit =>
        {
            var errors = new FieldErrors();
            if (body.Kilometres is not (>= 0 and <= MostKilometres))
            {
                errors.Add("kilometres", "out_of_range", "Angka odometer antara 0 dan 2.000.000 km.", "The odometer reads 0 to 2,000,000 km.");
            }
            else if (body.Kilometres < unit.OdometerKilometres)
            {
                errors.Add(
                    "kilometres", "runs_backwards", $"Odometer terakhir {unit.OdometerKilometres} km; angka ini lebih kecil. Periksa kembali.",
                    $"The last reading was {unit.OdometerKilometres} km; this is less. Please check.");
            }

            if (errors.Any)
            {
                return Task.FromResult<Refusal?>(errors.ToRefusal());
            }

            unit.ReadOdometer(body.Kilometres!.Value);
            return Task.FromResult<Refusal?>(null);
        }, cancellationToken);
}
