using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Contracts;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Clocks;
using PlanningPlatform.Complaints.Features.Photos;
using PlanningPlatform.Complaints.Features.Reporters;
using PlanningPlatform.Intake;
using PlanningPlatform.Notifications.Contracts;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.Intake;

/// <summary>The one way in, behind every channel: checks a report, keeps it durably and once, tells everybody who listens.</summary>
internal sealed class ComplaintIntake(
    ComplaintsDb db, Regency regency, ApproximatePoints points, CaseClock clock, IdempotentIntake intake, Secrets secrets, ReporterNews news, IConfiguration configuration, TimeProvider time)
{
    /// <summary>A point farther than this from every known village point lies beyond the border. [ours]</summary>
    private const double LargestVillageRadiusKilometres = 5;

    /// <param name="idempotencyKey">The same key and report again is answered the same, and taken in once; null: every call takes in something new.</param>
    /// <param name="language">Of the reporter: <c>id</c> or <c>en</c>.</param>
    /// <param name="also">More rows that commit with the complaint or not at all; may run again, with another complaint and slip.</param>
    /// <returns>Either what was lodged or why it was refused, in the report's field names.</returns>
    public async Task<(Lodged? Lodged, Refusal? Refusal)> TakeInAsync(
        Report report, Origin origin, string? idempotencyKey, string language, CancellationToken cancellationToken, Action<Complaint, Tracking>? also = null)
    {
        var today = clock.DayOf(time.GetUtcNow());
        var profile = await clock.ProfileAsync(db, time.GetUtcNow(), cancellationToken);
        Category? category = null;
        Complaint? master = null;
        IReadOnlyList<Photo> photos = [];
        return await intake.OnceAsync(db, idempotencyKey, report, CheckAsync, now =>
        {
            var rule = category!.RuleOn(today);
            var tracking = Tracking.Draw(Complaint.TrackingPrefix);
            var complaint = Complaint.Lodge(
                tracking,
                new(report.Description?.Trim() ?? "", AnswersOf(report), VillageOf(report, master), PlaceOf(report), report.Visibility!.Value,
                    origin.Channel, origin.TakenBy, secrets.Protect(report.Reporter, language, now)),
                category, rule, profile, clock.LimitsOf(rule, profile, now), now);
            if (master is not null)
            {
                complaint.MergeInto(master, actor: null, now);
            }

            db.Complaints.Add(complaint);
            foreach (var photo in photos)
            {
                photo.AttachTo(complaint.Id, PhotoStage.Report, now);
            }

            also?.Invoke(complaint, tracking);
            db.Publish(new ComplaintReceived(complaint.Id, 1, now, complaint.CategoryCode, complaint.VillageCode, complaint.Visibility.ToString()));
            // Merged, or what the channel did with it in the same breath.
            if (complaint.Status != ComplaintStatus.Received)
            {
                db.Publish(new ComplaintStatusChanged(complaint.Id, complaint.Version, now, complaint.Status.ToString()));
            }

            news.TellOne(db, complaint, NotificationTemplates.ComplaintReceived, now);
            return new Lodged(complaint.Id, tracking.Number, tracking.Secret, complaint.Status, complaint.VillageCode, now);
        }, cancellationToken);

        async Task<Refusal?> CheckAsync()
        {
            category = report.CategoryCode is null ? null : await db.Categories.AsNoTracking().Include(row => row.Rules).FirstOrDefaultAsync(row => row.Code == report.CategoryCode, cancellationToken);
            master = report.Joins is null ? null : await FindMasterAsync(report.Joins, cancellationToken);
            var errors = ReportChecks.Check(report, origin, category, master, today, regency, configuration);
            errors.CheckIdempotencyKey(idempotencyKey);
            photos = await db.Photos.FindToAttachAsync(report.Photos, errors, cancellationToken);
            return errors.Any ? errors.ToRefusal() : null;
        }
    }

    /// <summary>A question that was answered with JSON's null was not answered: nobody who reads it later has to know that there is such an answer.</summary>
    private static Dictionary<string, IReadOnlyList<string>> AnswersOf(Report report)
        => (report.Attributes ?? new Dictionary<string, IReadOnlyList<string>>()).Where(answer => answer.Value is not null).ToDictionary(StringComparer.Ordinal);

    /// <summary>What was merged itself leads on to its master. Tracked: it is changed when it is joined, so that whoever merges it at that moment sees who joined, or is too late.</summary>
    private async Task<Complaint?> FindMasterAsync(string typed, CancellationToken cancellationToken)
    {
        var number = Tracking.NormalizeNumber(Complaint.TrackingPrefix, typed);
        var found = await db.Complaints.FirstOrDefaultAsync(row => row.TrackingNumber == number, cancellationToken);
        return found?.MasterId is { } master ? await db.Complaints.FirstOrDefaultAsync(row => row.Id == master, cancellationToken) : found;
    }

    private string? VillageOf(Report report, Complaint? master)
        => report.VillageCode ?? (report.Location is { Latitude: { } latitude, Longitude: { } longitude }
            ? points.NearestVillage(new GeoPoint(latitude, longitude), LargestVillageRadiusKilometres)?.Code.ToString()
            : master?.VillageCode);

    private static Place PlaceOf(Report report) => new()
    {
        Latitude = report.Location?.Latitude,
        Longitude = report.Location?.Longitude,
        Street = report.Address?.Street,
        Rt = report.Address?.Rt?.Trim('0') is "" ? null : report.Address?.Rt,
        Rw = report.Address?.Rw?.Trim('0') is "" ? null : report.Address?.Rw,
        Landmark = report.Address?.Landmark,
    };
}
