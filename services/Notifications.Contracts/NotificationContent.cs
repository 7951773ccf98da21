namespace PlanningPlatform.Notifications.Contracts;

/// <summary>Who is told, and what stands in the text.</summary>
/// <param name="Language"><c>id</c> or <c>en</c>.</param>
/// <param name="Email">Null when there is none. Which of the two is used is for the template and the recipient's wishes to say.</param>
/// <param name="Phone">As typed; null when there is none.</param>
/// <param name="Values">By the names that the template lists. A link is a path of this site (<c>/lacak</c>), a time is ISO 8601.</param>
public sealed record NotificationContent(string Language, string? Email, string? Phone, IReadOnlyDictionary<string, string> Values);
