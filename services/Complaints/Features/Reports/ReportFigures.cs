using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Calls.Domain;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Public;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Complaints.Features.Reports;

/// <summary>What happened from one day to another, and what is left at this moment. Secret complaints count in the sums and are in no list, not as a number either: the report is made to be passed on, and one in a village gives itself away.</summary>
/// <param name="ReceivedBefore">In as many days before.</param>
/// <param name="Channels">All of them; likewise the kinds below the five most frequent, the most frequent first.</param>
/// <param name="Villages">Without those that nobody could place.</param>
/// <param name="AnsweredInTime">Of <paramref name="Answered"/>, those within the legal limit.</param>
/// <param name="MedianHours">From receipt to answer by the clock on the wall; null when nothing was answered.</param>
/// <param name="Rating">Mean of 1 to 5 of the ratings given in these days; null without any.</param>
/// <param name="Open">Now; <paramref name="Late"/> of them past a legal limit.</param>
/// <param name="Agencies">The five with most that is late, of those that have any.</param>
/// <param name="Latest">The five that are late for longest.</param>
/// <param name="Calls">To 112.</param>
internal sealed record ReportFigures(
    int Received, int ReceivedBefore, int Emergencies, IReadOnlyList<ReportFigures.Part> Channels, IReadOnlyList<ReportFigures.Part> Categories, IReadOnlyList<ReportFigures.Part> Villages,
    int Answered, int AnsweredInTime, double? MedianHours, int Reopened, double? Rating, int Ratings,
    int Open, int Late, IReadOnlyList<ReportFigures.Load> Agencies, IReadOnlyList<ReportFigures.LateCase> Latest, CallCounts Calls)
{
    private const int Most = 5;

    /// <param name="Code">Of a channel, category or village.</param>
    internal sealed record Part(string Code, int Count);

    /// <param name="Open">With this agency now; <paramref name="Late"/> of them past a legal limit.</param>
    internal sealed record Load(string AgencyCode, int Open, int Late);

    /// <param name="DueAt">The legal limit that is over.</param>
    internal sealed record LateCase(Guid Id, string TrackingNumber, string CategoryCode, string? VillageCode, string? AgencyCode, DateTimeOffset DueAt);

    /// <summary>Each query reads an index: reports by receipt, answers by the timeline's time, what is late by its limit.</summary>
    public static async Task<ReportFigures> CountAsync(DateOnly from, DateOnly to, ComplaintsDb db, Regency regency, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (start, end) = (regency.TimeZone.StartOf(from), regency.TimeZone.StartOf(to.AddDays(1)));
        var before = regency.TimeZone.StartOf(from.AddDays(from.DayNumber - to.DayNumber - 1));

        var received = await db.Complaints.Where(complaint => complaint.ReceivedAt >= start && complaint.ReceivedAt < end)
            .GroupBy(complaint => new { complaint.Channel, complaint.CategoryCode, complaint.VillageCode, complaint.IsEmergency, IsSecret = complaint.Visibility == Visibility.Secret })
            .Select(group => new { group.Key.Channel, group.Key.CategoryCode, group.Key.VillageCode, group.Key.IsEmergency, group.Key.IsSecret, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var receivedBefore = await db.Complaints.CountAsync(complaint => complaint.ReceivedAt >= before && complaint.ReceivedAt < start, cancellationToken);

        var happened = await (from entry in db.Timeline
                              where entry.At >= start && entry.At < end && (entry.Code == "Resolved" || entry.Code == "Answered" || entry.Code == "Reopened" || entry.Code == "Rated")
                              join complaint in db.Complaints on entry.ComplaintId equals complaint.Id
                              select new { complaint.Id, entry.Code, entry.At, complaint.ReceivedAt, complaint.ExpectedBy, complaint.Rating }).ToListAsync(cancellationToken);
        // What was answered twice within these days counts once, by its last answer; likewise what was rated twice.
        var answered = happened.Where(each => each.Code is "Resolved" or "Answered").GroupBy(each => each.Id).Select(each => each.MaxBy(answer => answer.At)!).ToList();
        var ratings = happened.Where(each => each is { Code: "Rated", Rating: not null }).DistinctBy(each => each.Id).Select(each => each.Rating!.Value).ToList();

        var open = db.Complaints.Where(complaint => Publication.OpenStates.Contains(complaint.Status));
        var late = db.Complaints.Where(complaint => complaint.DueAt < now);
        var openOf = await open.GroupBy(complaint => complaint.AgencyCode)
            .Select(group => new { group.Key, Count = group.Count(), Named = group.Count(complaint => complaint.Visibility != Visibility.Secret) }).ToListAsync(cancellationToken);
        var lateOf = await late.GroupBy(complaint => complaint.AgencyCode)
            .Select(group => new { group.Key, Count = group.Count(), Named = group.Count(complaint => complaint.Visibility != Visibility.Secret) }).ToListAsync(cancellationToken);
        var latest = await late.Where(complaint => complaint.Visibility != Visibility.Secret).OrderBy(complaint => complaint.DueAt).ThenBy(complaint => complaint.Id).Take(Most)
            .Select(complaint => new LateCase(complaint.Id, complaint.TrackingNumber, complaint.CategoryCode, complaint.VillageCode, complaint.AgencyCode, complaint.DueAt!.Value))
            .ToListAsync(cancellationToken);

        var calls = await db.Calls.Where(call => call.Day >= from && call.Day <= to).GroupBy(call => call.Kind).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);

        return new(
            received.Sum(each => each.Count), receivedBefore, received.Where(each => each.IsEmergency).Sum(each => each.Count),
            Parts(received.Select(each => (each.Channel.ToString(), each.Count)), int.MaxValue),
            Parts(received.Where(each => !each.IsSecret).Select(each => (each.CategoryCode, each.Count)), Most),
            Parts(received.Where(each => !each.IsSecret && each.VillageCode is not null).Select(each => (each.VillageCode!, each.Count)), Most),
            answered.Count, answered.Count(each => each.At <= each.ExpectedBy), answered.Select(each => (each.At - each.ReceivedAt).TotalHours).Median(),
            happened.Count(each => each.Code == "Reopened"), ratings.Count == 0 ? null : ratings.Average(), ratings.Count,
            openOf.Sum(each => each.Count), lateOf.Sum(each => each.Count),
            [.. lateOf.Where(each => each.Key is not null && each.Named > 0).OrderByDescending(each => each.Named).ThenBy(each => each.Key, StringComparer.Ordinal).Take(Most)
                .Select(each => new Load(each.Key!, openOf.FirstOrDefault(of => of.Key == each.Key)?.Named ?? 0, each.Named))],
            latest, CallCounts.Of(calls.Select(each => (each.Key, each.Count))));
    }

    private static List<Part> Parts(IEnumerable<(string Code, int Count)> counted, int most)
        => [.. counted.GroupBy(each => each.Code, each => each.Count).Select(group => new Part(group.Key, group.Sum()))
            .OrderByDescending(part => part.Count).ThenBy(part => part.Code, StringComparer.Ordinal).Take(most)];
}
