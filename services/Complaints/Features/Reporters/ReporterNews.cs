using Microsoft.EntityFrameworkCore;
using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Intake;
using PlanningPlatform.Notifications.Contracts;

namespace PlanningPlatform.Complaints.Features.Reporters;

/// <summary>
/// Has the reporter told about a step, when that is what they asked for, and everybody whose complaint was merged into it. Secret and
/// anonymous complaints too, save that nobody follows a secret one whose own is none: it goes to the reporter alone, and holds neither what was written nor what kind of complaint it is, because
/// phones are shared and lie on tables.
/// </summary>
internal sealed class ReporterNews(Secrets secrets, NotificationSeal seal)
{
    /// <summary>Commits with the step or not at all.</summary>
    /// <param name="values">What the template names besides number and link.</param>
    public async Task TellAsync(
        ComplaintsDb db, Complaint complaint, string template, DateTimeOffset now, CancellationToken cancellationToken, params (string Name, string Value)[] values)
    {
        TellOne(db, complaint, template, now, values);
        var followers = await db.Complaints
            .Where(other => other.MasterId == complaint.Id && other.ProtectedReporter != null && (complaint.Visibility != Visibility.Secret || other.Visibility == Visibility.Secret)).ToListAsync(cancellationToken);
        foreach (var follower in followers)
        {
            TellOne(db, follower, template, now, values);
        }
    }

    /// <summary>Tells its own reporter, and nobody who follows it.</summary>
    public void TellOne(ComplaintsDb db, Complaint complaint, string template, DateTimeOffset now, params (string Name, string Value)[] values)
    {
        if (secrets.Read(complaint.ProtectedReporter) is not { WantsNews: true } reporter)
        {
            return;
        }

        // The link asks for the secret again: it never goes by mail.
        var all = values.Append(("number", complaint.TrackingNumber)).Append(("link", $"/lacak/{complaint.TrackingNumber}"))
            .ToDictionary(value => value.Item1, value => value.Item2, StringComparer.Ordinal);
        db.Publish(new NotificationRequested(
            Guid.CreateVersion7(now), complaint.Version, now, complaint.Id, template,
            seal.Seal(new NotificationContent(reporter.Language ?? "id", reporter.Email, reporter.Phone, all))));
    }
}
