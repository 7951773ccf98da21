namespace PlanningPlatform.Complaints.Open311.Keys;

/// <summary>A key as an administrator sees it; the key itself is said once, when it is issued.</summary>
/// <param name="PrivacyNotice">The version of the notice that the client stated its users read; null when it stated nothing.</param>
/// <param name="KeepsContacts">That version is the current one: contacts that come with requests are kept.</param>
/// <param name="Demo">Counts with the demo only.</param>
/// <param name="LastUsedOn">The region's day.</param>
internal sealed record KeyAnswer(
    Guid Id, string Client, string Contact, int RequestsPerMinute, string? PrivacyNotice, bool KeepsContacts, bool Demo, string IssuedBy, DateTimeOffset IssuedAt, string? RevokedBy,
    DateTimeOffset? RevokedAt, DateOnly? LastUsedOn)
{
    public static KeyAnswer Of(Open311Key key) => new(
        key.Id, key.Client, key.Contact, key.RequestsPerMinute, key.PrivacyNotice, ServiceDefaults.PrivacyNotice.Knows(key.PrivacyNotice), key.IsDemo, key.IssuedBy, key.IssuedAt, key.RevokedBy,
        key.RevokedAt, key.LastUsedOn);
}
