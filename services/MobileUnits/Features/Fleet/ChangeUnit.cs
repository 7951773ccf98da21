using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>What is written down about a unit changes. Another owner's lurah has to consent anew.</summary>
internal static class ChangeUnit
{
    /// <param name="Version">What the caller has seen; when somebody changed it since, nothing is changed.</param>
    /// <inheritdoc cref="UnitFields"/>
    internal sealed record Request(
        int? Version, string? BaseCode, string? OwnerVillageCode, int? Seats, bool? HasWheelchairLift, DateOnly? HandedOverOn, DateOnly? ServiceDueOn, DateOnly? TaxDueOn);

    public static Task<Results<Ok<UnitChanged>, Refusal>> Handle(
        Guid id, Request body, GrantedScope scope, MobileUnitsDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
        => db.ChangeUnitAsync(db.Units, id, scope, unit =>
        {
            var now = time.GetUtcNow();
            var fields = new UnitFields(body.BaseCode, body.OwnerVillageCode, body.Seats, body.HasWheelchairLift, body.HandedOverOn, body.ServiceDueOn, body.TaxDueOn);
            var errors = fields.Check(regency, regency.TimeZone.DateOf(now));
            if (body.Version is null)
            {
                errors.Add("version", "required", "Sertakan versi yang Anda lihat.", "Say which version you have seen.");
            }

            var refusal = errors.Any ? errors.ToRefusal()
                : !fields.IsWithin(scope) ? Refusal.OutsideScope with { Errors = [new("baseCode", "outside_scope", Refusal.OutsideScope.Detail)] }
                : unit.CheckServing() ?? (body.Version == unit.Version ? null : Stale(unit.Version));
            if (refusal is not null)
            {
                return Task.FromResult<Refusal?>(refusal);
            }

            var before = (unit.BaseCode, unit.DistrictCode, unit.OwnerVillageCode);
            unit.Describe(fields.Describe(unit.Code, regency));
            if (before != (unit.BaseCode, unit.DistrictCode, unit.OwnerVillageCode))
            {
                db.Publish(unit.ToEvent(now));
            }

            return Task.FromResult<Refusal?>(null);
        }, cancellationToken);

    private static Refusal Stale(int version) => new(409, "stale", new(
        "Data unit ini diubah orang lain sejak Anda membukanya. Muat ulang, lalu ubah lagi.", "Somebody changed this unit since you opened it. Reload, then change it again."))
    {
        Facts = new Dictionary<string, object?> { ["version"] = version },
    };
}
