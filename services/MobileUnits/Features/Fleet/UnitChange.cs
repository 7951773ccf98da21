using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Persistence;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>What the administration of a unit answers.</summary>
/// <param name="Version">By which the next change says what it has seen.</param>
internal sealed record UnitChanged(Guid Id, string Code, int Version);

/// <summary>What every change of a unit has: whose unit it is, and that of two who change it at once the second sees what the first did.</summary>
internal static class UnitChange
{
    /// <param name="units">With what the change needs to be loaded.</param>
    /// <param name="change">Changes it and adds the news, or says why not. Runs again when somebody was faster.</param>
    public static async Task<Results<Ok<UnitChanged>, Refusal>> ChangeUnitAsync(
        this MobileUnitsDb db, IQueryable<MobileUnit> units, Guid id, GrantedScope scope, Func<MobileUnit, Task<Refusal?>> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var unit = await units.FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
            if (unit is null)
            {
                return Refusal.NotFound;
            }

            if (!scope.Covers(unit))
            {
                return Refusal.OutsideScope;
            }

            if (await change(unit) is { } refusal)
            {
                return refusal;
            }

            if (await db.TrySaveFirstAsync(cancellationToken))
            {
                return TypedResults.Ok(new UnitChanged(unit.Id, unit.Code, unit.Version));
            }

            // A dispatcher assigned it, or somebody else wrote something down: the next look says what.
        }
    }

    /// <summary>A unit belongs to the village or district where it stands, and to the village that owns it.</summary>
    public static bool Covers(this GrantedScope scope, MobileUnit unit)
        => scope.Covers(unit.BaseCode) || (unit.OwnerVillageCode is { } owner && scope.Covers(owner));

    /// <summary>The first journey of the unit that has not ended and lies in that time; null when none does.</summary>
    public static async Task<Refusal?> OpenJourneyAsync(this MobileUnitsDb db, Guid unitId, Period? period, CancellationToken cancellationToken)
    {
        var open = db.Journeys.AsNoTracking().Where(journey => journey.UnitId == unitId && journey.EndedAt == null);
        if (period is { From: var from, Until: var until })
        {
            open = open.Where(journey => journey.SlotFrom < until && journey.SlotUntil > from);
        }

        return await open.OrderBy(journey => journey.SlotFrom).Select(journey => new { journey.Id, journey.SlotFrom, journey.SlotUntil }).FirstOrDefaultAsync(cancellationToken) is not { } first ? null
            : new(409, "journey_open", new(
                "Unit ini masih memegang perjalanan pada waktu itu. Alihkan ke unit lain atau tunggu sampai selesai.",
                "This unit still has a journey at that time. Give it to another unit or wait until it is over."))
            {
                Facts = new Dictionary<string, object?> { ["journeyId"] = first.Id, ["slotFrom"] = first.SlotFrom.UtcDateTime, ["slotUntil"] = first.SlotUntil.UtcDateTime },
            };
    }

    public static readonly Refusal Retired = new(409, "retired", new("Unit ini sudah tidak bertugas.", "This unit has left the fleet."));

    public static Refusal? CheckServing(this MobileUnit unit) => unit.RetiredOn is null ? null : Retired;
}
