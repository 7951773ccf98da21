using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Calls.Supervision;

/// <summary>Calls by hour of the region's day and by kind, beside the proportions that the city published; at most a year.</summary>
internal static class CallStatistics
{
    private const int MostDays = 366;

    /// <param name="Hours">24 rows, also where nobody called.</param>
    /// <param name="Kinds">How long calls waited and took, by kind; those that nobody sorted last.</param>
    /// <param name="Published">What the city published, to compare; null for another city.</param>
    internal sealed record Answer(DateOnly From, DateOnly To, CallCounts Total, IReadOnlyList<OfHour> Hours, IReadOnlyList<OfKind> Kinds, PublishedShares? Published);

    /// <param name="Hour">0 to 23, when the call came in.</param>
    internal sealed record OfHour(int Hour, CallCounts Calls);

    /// <param name="Percent">Of those that somebody sorted; null of those that nobody did, and when nobody called.</param>
    /// <param name="AverageWaitSeconds">Until the answer; null without an answered call.</param>
    /// <param name="AverageHandledSeconds">From the answer to the end; null without an ended one.</param>
    internal sealed record OfKind(CallKind? Kind, int Count, double? Percent, double? AverageWaitSeconds, double? AverageHandledSeconds);

    /// <param name="Percent">Of the published total.</param>
    internal sealed record PublishedShares(DateOnly From, DateOnly Until, int Total, IReadOnlyDictionary<string, double> Percent);

    /// <param name="from">First day of the region's calendar; today when absent.</param>
    /// <param name="to">Last day, itself included; <paramref name="from"/> when absent.</param>
    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        DateOnly? from, DateOnly? to, ComplaintsDb db, Regency regency, IOptions<CallLimits> limits, TimeProvider time, CancellationToken cancellationToken)
    {
        var first = from ?? regency.TimeZone.DateOf(time.GetUtcNow());
        var last = to ?? first;
        if (last < first || last.DayNumber - first.DayNumber >= MostDays)
        {
            return Refusal.InvalidField("to", "out_of_range", new($"Paling awal hari pertama, paling banyak {MostDays} hari.", $"Not before the first day, and at most {MostDays} days."));
        }

        return TypedResults.Ok(await CountAsync(first, last, db, regency, limits.Value, cancellationToken));
    }

    public static async Task<Answer> CountAsync(DateOnly from, DateOnly to, ComplaintsDb db, Regency regency, CallLimits limits, CancellationToken cancellationToken)
    {
        var calls = db.Calls.Where(call => call.Day >= from && call.Day <= to);
        var counted = await calls.GroupBy(call => new { call.Hour, call.Kind }).Select(group => new { group.Key.Hour, group.Key.Kind, Count = group.Count() }).ToListAsync(cancellationToken);
        var times = (await calls.GroupBy(call => call.Kind)
                .Select(group => new { Kind = group.Key, Wait = group.Average(call => (double?)call.WaitedSeconds), Handled = group.Average(call => (double?)call.HandledSeconds) }).ToListAsync(cancellationToken))
            .ToLookup(each => each.Kind);
        var hours = counted.ToLookup(each => each.Hour);
        var total = CallCounts.Of(counted.Select(each => (each.Kind, each.Count)));
        var sorted = total.Total - total.Unsorted;
        return new(
            from, to, total,
            [.. Enumerable.Range(0, 24).Select(hour => new OfHour(hour, CallCounts.Of(hours[hour].Select(each => (each.Kind, each.Count)))))],
            [.. Enum.GetValues<CallKind>().Select(kind => (CallKind?)kind).Append(null).Select(kind =>
            {
                var count = counted.Where(each => each.Kind == kind).Sum(each => each.Count);
                var took = times[kind].FirstOrDefault();
                return new OfKind(kind, count, kind is null || sorted == 0 ? null : Math.Round(100.0 * count / sorted, 2), took?.Wait, took?.Handled);
            })],
            limits.Published.Region == regency.Code.ToString() ? Of(limits.Published) : null);
    }

    private static PublishedShares Of(PublishedCalls published) => new(published.From, published.Until, published.Total, new Dictionary<string, double>
    {
        [nameof(CallKind.Ghost)] = published.Ghost,
        [nameof(CallKind.Prank)] = published.Prank,
        [nameof(CallKind.Information)] = published.Information,
        [nameof(CallKind.Emergency)] = published.Emergency,
    });
}
