using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.MobileUnits.Features.Fleet;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features.Dispatch;

/// <summary>Every unit of the dispatcher's region with its reasons for one request, the best first.</summary>
internal static class SuggestUnits
{
    /// <param name="EstimatedArrivalMinutes">From now; null when a place is unknown.</param>
    /// <param name="PickUpAt">When it would fetch them; null likewise.</param>
    /// <param name="RefusedBy">The code of the rule that forbids this unit whatever the dispatcher says; null when it may be assigned.</param>
    internal sealed record Item(
        Guid UnitId, string Name, int? EstimatedArrivalMinutes, DateTimeOffset? PickUpAt, bool Recommended, string? RefusedBy, IReadOnlyList<ReasonItem> Reasons);

    internal sealed record ReasonItem(string Code, string Text, double? Value);

    public static async Task<Results<Ok<Paged<Item>>, Refusal>> Handle(
        Guid id, HttpContext context, GrantedScope scope, MobileUnitsDb db, Regency regency, RoadEstimate roads, TimeProvider time, CancellationToken cancellationToken)
    {
        var request = await db.Requests.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (request is null)
        {
            return Refusal.NotFound;
        }

        if (!scope.Covers(request.VillageCode))
        {
            return Refusal.OutsideScope;
        }

        var now = time.GetUtcNow();
        var today = regency.TimeZone.DateOf(now);
        var units = await db.TimetablesAsync(
            db.Units.AsNoTracking().BasedWithin(scope, regency).Where(unit => unit.RetiredOn == null || unit.RetiredOn > today), request.PickUpFrom ?? now, now, regency, cancellationToken);
        var assessment = new UnitAssessment(regency, roads, await db.RulesOnAsync(today, cancellationToken));
        var items = units.Select(unit => assessment.Assess(unit, request, now))
            .OrderByDescending(suggestion => suggestion.Recommended)
            .ThenBy(suggestion => suggestion.HardRefusal is not null)
            .ThenBy(suggestion => suggestion.Plan?.Times.PickUpAt ?? DateTimeOffset.MaxValue)
            .ThenBy(suggestion => suggestion.Plan?.ToPickUp?.Kilometres)
            .ThenBy(suggestion => suggestion.Unit.Code, StringComparer.Ordinal)
            .Select(suggestion => new Item(
                suggestion.Unit.Id, suggestion.Unit.Name, suggestion.MinutesUntilArrival(now), suggestion.Plan?.Times.PickUpAt, suggestion.Recommended, suggestion.HardRefusal,
                suggestion.Reasons.Select(reason => new ReasonItem(reason.Code, reason.Text.For(context), reason.Value)).ToList()))
            .ToList();
        return TypedResults.Ok(new Paged<Item>(items, 1, Math.Max(items.Count, 1), items.Count));
    }
}
