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
    /// <param name="Share">The open journey of this unit that could take them along; null when none can.</param>
    internal sealed record Item(
        Guid UnitId, string Name, int? EstimatedArrivalMinutes, DateTimeOffset? PickUpAt, bool Recommended, string? RefusedBy, IReadOnlyList<ReasonItem> Reasons, ShareItem? Share);

    /// <param name="DetourMinutes">By how much anybody on it is brought later, at most.</param>
    /// <param name="With">Villages of those who are on it.</param>
    internal sealed record ShareItem(Guid JourneyId, int DetourMinutes, DateTimeOffset PickUpAt, IReadOnlyList<string?> With);

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
        var rules = await db.RulesOnAsync(today, cancellationToken);
        var (assessment, sharing) = (new UnitAssessment(regency, roads, rules), new RideSharing(regency.TimeZone, roads, rules));
        var shares = units.Where(unit => unit.Open.Count > 0 && request.Status.Waits()).ToDictionary(unit => unit.Unit.Id, unit => ShareOf(unit, request, sharing, now));
        var items = units.Select(unit => assessment.Assess(unit, request, now))
            .OrderByDescending(suggestion => suggestion.Recommended)
            .ThenByDescending(suggestion => shares.GetValueOrDefault(suggestion.Unit.Id) is not null)
            .ThenBy(suggestion => suggestion.HardRefusal is not null)
            .ThenBy(suggestion => suggestion.Plan?.Times.PickUpAt ?? DateTimeOffset.MaxValue)
            .ThenBy(suggestion => suggestion.Plan?.ToPickUp?.Kilometres)
            .ThenBy(suggestion => suggestion.Unit.Code, StringComparer.Ordinal)
            .Select(suggestion => new Item(
                suggestion.Unit.Id, suggestion.Unit.Name, suggestion.MinutesUntilArrival(now), suggestion.Plan?.Times.PickUpAt, suggestion.Recommended, suggestion.HardRefusal,
                suggestion.Reasons.Select(reason => new ReasonItem(reason.Code, reason.Text.For(context), reason.Value)).ToList(),
                shares.GetValueOrDefault(suggestion.Unit.Id)))
            .ToList();
        return TypedResults.Ok(new Paged<Item>(items, 1, Math.Max(items.Count, 1), items.Count));
    }

    private static ShareItem? ShareOf(UnitTimetable unit, TripRequest request, RideSharing sharing, DateTimeOffset now)
        => unit.Open.Select(journey => sharing.Join(unit, journey, request, now)).Where(ride => ride.Plan is not null).OrderBy(ride => ride.Plan!.DetourMinutes).ThenBy(ride => ride.Plan!.TimesOf(request).PickUpAt)
            .Select(ride => new ShareItem(
                ride.Journey.Id, ride.Plan!.DetourMinutes, ride.Plan.TimesOf(request).PickUpAt, [.. ride.Journey.Requests.Where(other => !other.Status.HasEnded()).Select(other => other.VillageCode).Distinct()]))
            .FirstOrDefault();
}
