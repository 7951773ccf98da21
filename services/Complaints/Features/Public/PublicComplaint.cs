using PlanningPlatform.Complaints.Domain;

namespace PlanningPlatform.Complaints.Features.Public;

/// <summary>A complaint as everybody sees it.</summary>
/// <param name="Text">What was written, without telephone numbers and the like; null where it is about a person.</param>
/// <param name="Location">Degrees (WGS 84); null where it would lead to a person, and without a point.</param>
/// <param name="Street">Null likewise.</param>
/// <param name="Profile">The regulation that sets <paramref name="ExpectedBy"/>: its code.</param>
/// <param name="ResolvedAt">When it was answered; null before.</param>
internal sealed record PublicComplaint(
    string TrackingNumber, ComplaintStatus Status, PublicState State, string CategoryCode, string? VillageCode, string? Text, PublicComplaint.Point? Location, string? Street,
    string? AgencyCode, string? OutsideParty, DateTimeOffset ReceivedAt, DateTimeOffset ExpectedBy, DateTimeOffset? LocalTargetBy, string Profile, DateTimeOffset? ResolvedAt,
    DateTimeOffset? EndedAt, int? Rating)
{
    internal sealed record Point(double Latitude, double Longitude);

    public static PublicComplaint Of(Complaint complaint, Category category)
    {
        var place = complaint.PublicPlace(category);
        return new(
            complaint.TrackingNumber, complaint.Status, Publication.ClosedStates.Contains(complaint.Status) ? PublicState.Closed : PublicState.Open, complaint.CategoryCode,
            complaint.VillageCode, complaint.PublicText(category), place is { Latitude: { } latitude, Longitude: { } longitude } ? new(latitude, longitude) : null,
            place?.Street is { } street ? Publication.WithoutContacts(street) : null, complaint.AgencyCode, complaint.PublicOutsideParty(category), complaint.ReceivedAt, complaint.ExpectedBy,
            complaint.Limits.LocalTargetBy, complaint.ProfileCode, complaint.ResolvedAt, complaint.EndedAt, complaint.Rating);
    }
}
