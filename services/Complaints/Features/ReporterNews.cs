using PlanningPlatform.Complaints.Data;
using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Intake;
using PlanningPlatform.Notifications.Contracts;

namespace PlanningPlatform.Complaints.Features;

/// <summary>
/// Has the reporter told about a step, when that is what they asked for. Secret and anonymous complaints too: it goes to the reporter
/// alone, and holds neither what was written nor what kind of complaint it is, because phones are shared and lie on tables.
/// </summary>
internal sealed class ReporterNews(Secrets secrets, NotificationSeal seal)
{
    /// <summary>Commits with the step or not at all.</summary>
    /// <param name="values">What the template names besides number and link.</param>
    public void Tell(ComplaintsDb db, Complaint complaint, string template, DateTimeOffset now, params (string Name, string Value)[] values)
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
