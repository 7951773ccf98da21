using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.MobileUnits.Data;
using PlanningPlatform.MobileUnits.Domain;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.MobileUnits.Features;

/// <summary>Every unit of the dispatcher's region with its reasons for one request, the best first.</summary>
internal static class SuggestUnits
{
    /// <param name="RefusedBy">The code of the rule that forbids this unit whatever the dispatcher says; null when it may be assigned.</param>
    internal sealed record Item(Guid UnitId, string Name, int? EstimatedArrivalMinutes, bool Recommended, string? RefusedBy, IReadOnlyList<ReasonItem> Reasons);

    internal sealed record ReasonItem(string Code, string Text, double? Value);

    public static async Task<Results<Ok<Paged<Item>>, Refusal>> Handle(
        Guid id, HttpContext context, GrantedScope scope, MobileUnitsDb db, Regency regency, ApproximatePoints points, TimeProvider time, CancellationToken cancellationToken)
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
        var midnight = regency.TimeZone.StartOf(regency.TimeZone.DateOf(now));
        var units = await db.Units.BasedWithin(scope, regency).AsNoTracking()
            .Select(unit => new
            {
                Unit = unit,
                Busy = db.Journeys.Any(journey => journey.OccupiesUnitId == unit.Id),
                Today = db.Journeys.Count(journey => journey.UnitId == unit.Id && journey.AssignedAt >= midnight),
            }).ToListAsync(cancellationToken);
        var assessment = new UnitAssessment(regency, points);
        var items = units.Select(row => assessment.Assess(row.Unit, request, row.Busy, row.Today, now))
            .OrderByDescending(suggestion => suggestion.Recommended)
            .ThenBy(suggestion => suggestion.HardRefusal is not null)
            .ThenBy(suggestion => suggestion.EstimatedArrivalMinutes ?? int.MaxValue)
            .ThenBy(suggestion => suggestion.Unit.Code, StringComparer.Ordinal)
            .Select(suggestion => new Item(
                suggestion.Unit.Id, suggestion.Unit.Name, suggestion.EstimatedArrivalMinutes, suggestion.Recommended, suggestion.HardRefusal,
                suggestion.Reasons.Select(reason => new ReasonItem(reason.Code, reason.Text.For(context), reason.Value)).ToList()))
            .ToList();
        return TypedResults.Ok(new Paged<Item>(items, 1, Math.Max(items.Count, 1), items.Count));
    }
}
