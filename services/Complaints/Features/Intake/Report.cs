using PlanningPlatform.Complaints.Domain;
using PlanningPlatform.Complaints.Features.Photos;
using PlanningPlatform.Intake;

namespace PlanningPlatform.Complaints.Features.Intake;

/// <summary>What somebody reports, unchecked, whatever channel it came by.</summary>
/// <param name="Attributes">Answers to the category's own questions by their code; several for a list.</param>
/// <param name="Photos">Uploaded before; at most five.</param>
/// <param name="Joins">Tracking number of a complaint about the same thing; then the description may be left out.</param>
/// <param name="PlaceInWords">The channel takes an address alone: where nobody knows the village, the desk of the whole city has the complaint and finds it.</param>
internal sealed record Report(
    string? CategoryCode, string? Description, Location? Location, string? VillageCode, Address? Address, Visibility? Visibility, Contact? Reporter,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes = null, string? Joins = null,
    IReadOnlyList<PhotoReference?>? Photos = null, bool PlaceInWords = false);

internal sealed record Address(string? Street, string? Rt, string? Rw, string? Landmark);

/// <summary>By which door it came, and who opened it.</summary>
/// <param name="TakenBy">User name of who took it in for somebody else, or the Open311 client's; null when the reporter sent it.</param>
internal sealed record Origin(Channel Channel, string? TakenBy = null);

/// <summary>What every channel answers with; the secret is said this once.</summary>
/// <param name="Status">Received; Merged when it joined another one.</param>
internal sealed record Lodged(Guid Id, string TrackingNumber, string TrackingSecret, ComplaintStatus Status, string? VillageCode, DateTimeOffset ReceivedAt);
