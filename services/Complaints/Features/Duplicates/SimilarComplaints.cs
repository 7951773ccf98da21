using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Matching;

namespace PlanningPlatform.Complaints.Features.Duplicates;

/// <summary>Which complaints may be about the same thing: the database finds what is near in place and time, the finder reads what was written.</summary>
internal static class SimilarComplaints
{
    /// <summary>More than this many of one category around one point in a month are read newest first, and the rest is left.</summary>
    private const int MostRead = 200;

    private static readonly DuplicateRule Rule = new();
    private static readonly ComplaintStatus[] Over = [ComplaintStatus.Merged, ComplaintStatus.Rejected, ComplaintStatus.Archived];

    /// <param name="among">Those that whoever asks may learn of.</param>
    /// <returns>Best first, with the complaint.</returns>
    public static async Task<IReadOnlyList<(Duplicate Duplicate, Complaint Complaint)>> FindSimilarAsync(
        this IQueryable<Complaint> among, ReportReader reader, MatchableReport report, CancellationToken cancellationToken)
    {
        var (from, to) = (report.ReceivedAt.AddDays(-Rule.LargestDays), report.ReceivedAt.AddDays(Rule.LargestDays));
        var candidates = among.Where(complaint => complaint.CategoryCode == report.CategoryCode && complaint.ReceivedAt >= from && complaint.ReceivedAt <= to && !Over.Contains(complaint.Status));
        var near = report is { Latitude: { } latitude, Longitude: { } longitude }
            ? await InCellsAsync(candidates, GridCell.Around(latitude, longitude), report.VillageCode, cancellationToken)
            : await NewestAsync(candidates.Where(complaint => complaint.VillageCode == report.VillageCode), cancellationToken);
        var byId = near.ToDictionary(complaint => complaint.Id);
        return [.. reader.Finder.Rank(report, near.Select(reader.Read)).Select(duplicate => (duplicate, byId[duplicate.Report.Id]))];
    }

    /// <summary>Whatever has a point around it, and whatever lies in the same village without one.</summary>
    private static async Task<List<Complaint>> InCellsAsync(IQueryable<Complaint> candidates, IReadOnlyList<long> cells, string? villageCode, CancellationToken cancellationToken)
    {
        var around = cells.Select(cell => (long?)cell).ToList();
        var found = await NewestAsync(candidates.Where(complaint => around.Contains(complaint.Cell)), cancellationToken);
        if (villageCode is not null)
        {
            found.AddRange(await NewestAsync(candidates.Where(complaint => complaint.Cell == null && complaint.VillageCode == villageCode), cancellationToken));
        }

        return found;
    }

    private static Task<List<Complaint>> NewestAsync(IQueryable<Complaint> candidates, CancellationToken cancellationToken)
        => candidates.OrderByDescending(complaint => complaint.ReceivedAt).Take(MostRead).ToListAsync(cancellationToken);
}
