using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Complaints.Features.CaseWork;

/// <summary>A complaint as the desk and the agencies that have it see it in lists and after an action.</summary>
/// <param name="Description">What was written; they see it also when it is secret.</param>
/// <param name="ExpectedBy">When the clock to finish runs out: the legal limit.</param>
/// <param name="LocalTargetBy">The city's own, shorter promise; null without one.</param>
/// <param name="DueAt">The legal limit of the step that is due now; null when nothing is: ended, or waiting for the reporter.</param>
/// <param name="AskedAt">Since when the clock waits for the reporter; null while it runs.</param>
internal sealed record ComplaintAnswer(
    Guid Id, string TrackingNumber, ComplaintStatus Status, ComplaintKind Kind, string CategoryCode, bool Emergency, bool Misconduct, string Description, string? VillageCode,
    Visibility Visibility, Channel Channel, string? AgencyCode, DateTimeOffset ReceivedAt, DateTimeOffset ExpectedBy, DateTimeOffset? LocalTargetBy, DateTimeOffset? DueAt,
    DateTimeOffset? AskedAt, EscalationLevel Escalation, DateTimeOffset? AlarmAt, bool HasOpenJourney, bool HasOpenHandOff, Guid? MasterId, int? Rating, int Version)
{
    /// <summary>To a caller of whom it is not sure that they are of the desk.</summary>
    public static ComplaintAnswer Of(Complaint complaint, GrantedScope scope) => Of(complaint) with { Description = complaint.WordsFor(scope, complaint.Description)! };

    /// <summary>To the desk.</summary>
    public static ComplaintAnswer Of(Complaint complaint) => new(
        complaint.Id, complaint.TrackingNumber, complaint.Status, complaint.Kind, complaint.CategoryCode, complaint.IsEmergency, complaint.IsMisconduct, complaint.Description,
        complaint.VillageCode, complaint.Visibility, complaint.Channel, complaint.AgencyCode, complaint.ReceivedAt, complaint.ExpectedBy, complaint.Limits.LocalTargetBy,
        complaint.DueAt, complaint.AskedAt, complaint.Escalation, complaint.AlarmAt, complaint.HasOpenJourney, complaint.HasOpenHandOff, complaint.MasterId, complaint.Rating,
        complaint.Version);
}
