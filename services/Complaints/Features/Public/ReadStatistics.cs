using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Public;

/// <summary>How much was reported and how well it was answered, per category, agency or village. Of what everybody may see: a count of secret ones in one village could give one away.</summary>
internal static class ReadStatistics
{
    internal enum By
    {
        Category,
        Agency,
        Village,
    }

    /// <param name="From">First day that counts, by receipt.</param>
    /// <param name="Rows">Most reported first; what has no agency or village yet is under null.</param>
    internal sealed record Answer(DateOnly From, DateOnly To, Row Total, IReadOnlyList<Row> Rows);

    /// <param name="Code">Of the category, agency or village.</param>
    /// <param name="Open">Not answered yet.</param>
    /// <param name="MedianHoursToForward">Hours by the clock on the wall, nights and days off among them, from receipt; null when there are none. Likewise the others.</param>
    /// <param name="WithinLimit">Of those answered or past their limit, the share answered in time: 0 to 1; null when there are none.</param>
    /// <param name="Rating">Mean of 1 to 5; null without any.</param>
    internal sealed record Row(
        string? Code, int Count, int Open, double? MedianHoursToForward, double? MedianHoursToBegin, double? MedianHoursToAnswer, double? WithinLimit, double? Rating, int Ratings);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(
        Choice<By>? by, [AsParameters] PublicFilter filter, ComplaintsDb db, Regency regency, CaseClock clock, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = clock.DayOf(now);
        if (filter.Check(regency, today) is { } refusal)
        {
            return refusal;
        }

        var facts = await filter.Narrow(db.Complaints.AsNoTracking(), regency, today)
            .Select(complaint => new Fact(
                by == null || by.Value.Value == By.Category ? complaint.CategoryCode : by.Value.Value == By.Agency ? complaint.AgencyCode : complaint.VillageCode,
                complaint.ReceivedAt, complaint.ForwardedAt, complaint.FollowedUpAt, complaint.ResolvedAt, complaint.ExpectedBy, complaint.Rating))
            .ToListAsync(cancellationToken);
        var (from, to) = filter.Days(today);
        return TypedResults.Ok(new Answer(
            from, to, RowOf(code: null, facts, now),
            [.. facts.GroupBy(fact => fact.Code).Select(group => RowOf(group.Key, [.. group], now)).OrderByDescending(row => row.Count).ThenBy(row => row.Code, StringComparer.Ordinal)]));
    }

    private static Row RowOf(string? code, IReadOnlyCollection<Fact> facts, DateTimeOffset now)
    {
        var judged = facts.Where(fact => fact.ResolvedAt is not null || fact.ExpectedBy < now).ToList();
        var ratings = facts.Where(fact => fact.Rating is not null).ToList();
        return new(
            code, facts.Count, facts.Count(fact => fact.ResolvedAt is null),
            Median(facts, fact => fact.ForwardedAt), Median(facts, fact => fact.FollowedUpAt), Median(facts, fact => fact.ResolvedAt),
            judged.Count == 0 ? null : judged.Count(fact => fact.ResolvedAt <= fact.ExpectedBy) / (double)judged.Count,
            ratings.Count == 0 ? null : ratings.Average(fact => fact.Rating!.Value), ratings.Count);
    }

    private static double? Median(IEnumerable<Fact> facts, Func<Fact, DateTimeOffset?> end)
        => facts.Where(fact => end(fact) is not null).Select(fact => (end(fact)!.Value - fact.ReceivedAt).TotalHours).Median();

    private sealed record Fact(
        string? Code, DateTimeOffset ReceivedAt, DateTimeOffset? ForwardedAt, DateTimeOffset? FollowedUpAt, DateTimeOffset? ResolvedAt, DateTimeOffset ExpectedBy, int? Rating);
}
