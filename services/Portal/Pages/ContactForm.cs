using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>Who is writing, as typed.</summary>
/// <param name="PrivacyNotice">Version of the notice beside the box that was ticked; empty when it was not.</param>
public sealed record ContactForm(string Name, string Phone, string Email, string PrivacyNotice, bool News)
{
    public static ContactForm Empty { get; } = new("", "", "", "", News: false);

    public bool IsFilled => (Name + Phone + Email).Length > 0;

    /// <param name="prefix">reporter, proposer.</param>
    internal static ContactForm From(Posted posted, string prefix) => new(
        posted[$"{prefix}.name"], posted[$"{prefix}.phone"], posted[$"{prefix}.email"], posted[$"{prefix}.privacyNotice"], posted[$"{prefix}.news"].Length > 0);

    /// <summary>Null when nothing was said.</summary>
    internal Reporter? ToReporter()
        => IsFilled ? new(Posted.Said(Name), Posted.Said(Phone), Posted.Said(Email), Posted.Said(PrivacyNotice), News) : null;
}
