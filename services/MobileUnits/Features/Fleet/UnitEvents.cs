using PlanningPlatform.MobileUnits.Contracts;
using PlanningPlatform.MobileUnits.Domain;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

internal static class UnitEvents
{
    public static UnitRegistered ToEvent(this MobileUnit unit, DateTimeOffset now) => new(
        unit.Id, unit.Version, now, unit.Code, unit.DistrictCode, unit.OwnerVillageCode ?? (unit.BaseCode.Length > 8 ? unit.BaseCode : null), unit.RetiredOn is not null);
}
