using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>A tracker is put into a unit, replaced or taken out: the name that the old one has is void at once.</summary>
internal static class SetDevice
{
    /// <param name="HasTracker">True draws a new name, which the tracker is told; false: it has none.</param>
    internal sealed record Request(bool? HasTracker);

    public static Task<Results<Ok<UnitChanged>, Refusal>> Handle(Guid id, Request body, GrantedScope scope, MobileUnitsDb db, CancellationToken cancellationToken)
        => db.ChangeUnitAsync(db.Units, id, scope, unit =>
        {
            var errors = new FieldErrors();
            if (body.HasTracker is null)
            {
                errors.Add("hasTracker", "required", "Pilih: ada pelacak (true) atau tidak (false).", "Say whether it has a tracker: true or false.");
            }

            var refusal = errors.Any ? errors.ToRefusal() : unit.CheckServing();
            if (refusal is null)
            {
                unit.CarryDevice(body.HasTracker == true ? RandomNumberGenerator.GetString(MobileUnit.DeviceLetters, MobileUnit.DeviceLength) : null);
            }

            return Task.FromResult(refusal);
        }, cancellationToken);
}
