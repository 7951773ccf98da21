using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>The fleet of the caller's region by code.</summary>
internal static class ListUnits
{
    /// <param name="OutOfService">In the workshop now.</param>
    /// <param name="InOfficeUse">Its office uses it now.</param>
    /// <param name="Busy">On a journey now.</param>
    /// <param name="Stale">The last position is older than the rules trust; null without one.</param>
    /// <param name="DeviceId">For dispatchers; null for others, and without a tracker.</param>
    /// <param name="Warnings">Service and tax that are due within two weeks or overdue.</param>
    internal sealed record Item(
        Guid Id, string Code, string Name, string BaseCode, string BaseName, string DistrictCode, string? OwnerVillageCode, bool ServesOthers, int Seats, bool HasWheelchairLift,
        DateOnly? HandedOverOn, DateOnly? ServiceDueOn, DateOnly? TaxDueOn, DateOnly? RetiredOn, bool OutOfService, bool InOfficeUse, bool Busy,
        DateTimeOffset? LastPositionAt, double? Latitude, double? Longitude, bool? Stale, int? OdometerKilometres, string? DeviceId, int Version,
        IReadOnlyList<UnitWarning> Warnings);

    public static async Task<Results<Ok<Paged<Item>>, Refusal>> Handle(
        [AsParameters] Paging paging, GrantedScope scope, MobileUnitsDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        if (paging.Check() is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var today = regency.TimeZone.DateOf(now);
        var rules = await db.RulesOnAsync(today, cancellationToken);
        var dispatcher = scope.Of(Roles.Dispatcher);
        var fleet = db.Units.BasedWithin(scope, regency);
        var total = await fleet.CountAsync(cancellationToken);
        var units = await fleet.AsNoTracking().Include(unit => unit.Track).Include(unit => unit.Blocks.Where(block => block.From <= now && now < block.Until))
            .OrderBy(unit => unit.Code).Skip(paging.Skip).Take(paging.Size).AsSplitQuery().ToListAsync(cancellationToken);
        var ids = units.ConvertAll(unit => unit.Id);
        var busy = (await db.Journeys.Where(journey => ids.Contains(journey.UnitId) && journey.EndedAt == null && journey.SlotFrom <= now).Select(journey => journey.UnitId).ToListAsync(cancellationToken)).ToHashSet();
        return TypedResults.Ok(new Paged<Item>(units.ConvertAll(unit => new Item(
            unit.Id, unit.Code, unit.Name, unit.BaseCode, unit.BaseName, unit.DistrictCode, unit.OwnerVillageCode, unit.OwnerVillageCode is null || unit.ConsentedAt is not null, unit.Seats, unit.HasWheelchairLift,
            unit.HandedOverOn, unit.ServiceDueOn, unit.TaxDueOn, unit.RetiredOn, unit.Blocks.Any(block => block.Kind == BlockKind.Workshop), unit.Blocks.Any(block => block.Kind == BlockKind.OfficeUse), busy.Contains(unit.Id),
            unit.Track?.At, unit.Track?.Latitude, unit.Track?.Longitude, unit.Track is { } track ? now - track.At > TimeSpan.FromMinutes(rules.StaleAfterMinutes) : null,
            unit.OdometerKilometres, dispatcher.Covers(unit.BaseCode) ? unit.DeviceId : null, unit.Version, unit.WarningsOn(today))), paging.Number, paging.Size, total));
    }
}

internal static class UnitsInScope
{
    /// <summary>A unit belongs to the village or district where it stands, and to the village that owns it.</summary>
    public static IQueryable<MobileUnit> BasedWithin(this IQueryable<MobileUnit> units, GrantedScope scope, Regency regency)
        => scope.PlacesIn(regency) is { } places ? units.Where(unit => places.Contains(unit.BaseCode) || places.Contains(unit.OwnerVillageCode)) : units;
}
