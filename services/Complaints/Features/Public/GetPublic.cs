using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Photos;
using PlanningPlatform.Intake;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Public;

/// <summary>One complaint as everybody sees it, with what was done about it. A secret one is not found, whoever asks here.</summary>
internal static class GetPublic
{
    /// <param name="Affected">How many reported the same, this one included.</param>
    /// <param name="Master">Tracking number of the complaint that it was merged into; null without one.</param>
    /// <param name="Photos">Those of which everybody may see a copy.</param>
    internal sealed record Answer(PublicComplaint Complaint, int Affected, string? Master, IReadOnlyList<Entry> Timeline, IReadOnlyList<PhotoAnswer> Photos);

    internal sealed record Entry(string Code, ComplaintStatus Status, DateTimeOffset At, string? Note);

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(string trackingNumber, ComplaintsDb db, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Complaint.TrackingPrefix, trackingNumber);
        // Opened once for all questions, and the first three asked at once: getting ready takes longer than the answers.
        await db.Database.OpenConnectionAsync(cancellationToken);
        var found = await (
            from row in db.Complaints.AsNoTracking().Published()
            where row.TrackingNumber == number
            join its in db.Categories on row.CategoryCode equals its.Code
            select new { Complaint = row, Category = its, Followers = db.Complaints.Published().Count(follower => follower.MasterId == row.Id) }).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return Refusal.NotFound;
        }

        var (complaint, category) = (found.Complaint, found.Category);
        // How many follow a secret one is as secret as it is.
        var master = complaint.MasterId is null
            ? null
            : await db.Complaints.Published().Where(row => row.Id == complaint.MasterId)
                .Select(row => new { row.TrackingNumber, Followers = db.Complaints.Published().Count(follower => follower.MasterId == row.Id) }).SingleOrDefaultAsync(cancellationToken);
        var timeline = await db.Timeline.AsNoTracking().Where(entry => entry.ComplaintId == complaint.Id && entry.Audience == Audience.Everybody)
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence).ToListAsync(cancellationToken);
        var photos = complaint.ShowsPhotos(category) ? await PhotoAnswer.OfAsync(db, complaint.Id, cancellationToken) : [];
        return TypedResults.Ok(new Answer(
            PublicComplaint.Of(complaint, category), (master?.Followers ?? found.Followers) + 1, master?.TrackingNumber,
            [.. timeline.Where(entry => entry.IsForEverybody(category)).Select(entry => new Entry(entry.Code, entry.Status, entry.At, entry.PublicNote(complaint, category)))], photos));
    }
}
