using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Fleet;

/// <summary>A unit leaves the fleet for good. Whoever was promised it comes first.</summary>
internal static class RetireUnit
{
    /// <param name="On">Not after today and not before the handover.</param>
    internal sealed record Request(DateOnly? On);

    public static Task<Results<Ok<UnitChanged>, Refusal>> Handle(
        Guid id, Request body, GrantedScope scope, MobileUnitsDb db, Regency regency, TimeProvider time, CancellationToken cancellationToken)
        => db.ChangeUnitAsync(db.Units, id, scope, async unit =>
        {
            var now = time.GetUtcNow();
            if (body.On is not { } on || on > regency.TimeZone.DateOf(now) || on < unit.HandedOverOn || on.Year < 2000)
            {
                return Refusal.InvalidField("on", "out_of_range", new("Tanggal antara serah terima dan hari ini.", "A day between the handover and today."));
            }

            if ((unit.CheckServing() ?? await db.OpenJourneyAsync(id, period: null, cancellationToken)) is { } refusal)
            {
                return refusal;
            }

            unit.Retire(on);
            db.Publish(unit.ToEvent(now));
            return null;
        }, cancellationToken);
}
