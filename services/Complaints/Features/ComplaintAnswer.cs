using PlanningPlatform.Complaints.Domain;

namespace PlanningPlatform.Complaints.Features;

/// <summary>A complaint as the desk and the agency that leads see it in lists and after an action.</summary>
/// <param name="Description">What was written; they see it also when it is secret.</param>
internal sealed record ComplaintAnswer(
    Guid Id, string TrackingNumber, ComplaintStatus Status, string CategoryCode, string Description, string? VillageCode, Visibility Visibility,
    string? AgencyCode, DateTimeOffset ReceivedAt, DateTimeOffset ExpectedBy, bool HasOpenJourney, int Version)
{
    public static ComplaintAnswer Of(Complaint complaint) => new(
        complaint.Id, complaint.TrackingNumber, complaint.Status, complaint.CategoryCode, complaint.Description, complaint.Place.VillageCode, complaint.Visibility,
        complaint.AgencyCode, complaint.ReceivedAt, complaint.ExpectedBy, complaint.HasOpenJourney, complaint.Version);
}
