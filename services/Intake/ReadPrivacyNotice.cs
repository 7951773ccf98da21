using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Intake;

/// <summary>Which privacy notice applies, and where it can be read.</summary>
public static class ReadPrivacyNotice
{
    /// <param name="Version">What goes with contact details as <c>privacyNotice</c>.</param>
    /// <param name="Address">Path of the page on this site.</param>
    public sealed record Answer(string Version, string Address);

    public static Ok<Answer> Handle() => TypedResults.Ok(new Answer(PrivacyNotice.Version, PrivacyNotice.Address));
}
