namespace PlanningPlatform.Portal.Services;

/// <summary>How categories are handled from which day on, and the regulations that clocks run by.</summary>
internal sealed class RulesApi(HttpClient http)
{
    public Task<Answer<Listed<CategoryRule>>> RulesAsync(string category, CancellationToken cancellationToken)
        => http.AskAsync<Listed<CategoryRule>>($"/api/complaints/categories/{Uri.EscapeDataString(category)}/rules", cancellationToken);

    public Task<Answer<CategoryRule>> ChangeRuleAsync(string category, object rule, CancellationToken cancellationToken)
        => http.TellAsync<CategoryRule>($"/api/complaints/categories/{Uri.EscapeDataString(category)}/rules", rule, cancellationToken);

    public Task<Answer<Listed<RegulationProfile>>> ProfilesAsync(CancellationToken cancellationToken)
        => http.AskAsync<Listed<RegulationProfile>>("/api/complaints/regulation-profiles", cancellationToken);

    public Task<Answer<RegulationProfile>> AddProfileAsync(object profile, CancellationToken cancellationToken)
        => http.TellAsync<RegulationProfile>("/api/complaints/regulation-profiles", profile, cancellationToken);
}

/// <param name="AgencyCodes">Lead first.</param>
/// <param name="Clock">Emergency, Information, Ordinary or Misconduct.</param>
/// <param name="ClockMinutes">For emergencies only.</param>
/// <param name="LocalTargetDays">Working days; null without the city's own target.</param>
/// <param name="MobileUnit">No, Welcome, AfterAssessment or Refused.</param>
public sealed record CategoryRule(
    string CategoryCode, DateOnly EffectiveFrom, IReadOnlyList<string> AgencyCodes, string Clock, int? ClockMinutes, int? LocalTargetDays, string? LocalTarget, string MobileUnit,
    bool PhotoOnClosing, bool ForcesSecret);

/// <summary>Days are working days.</summary>
/// <param name="WarnAtPercent">Of a limit's time.</param>
public sealed record RegulationProfile(
    string Code, string Name, string LegalBasis, DateOnly EffectiveFrom, int ForwardDays, int FollowUpDays, int InformationDays, int OrdinaryDays, int MisconductDays, int AutoCloseDays,
    int ReopenDays, int WarnAtPercent, int LeaderAtPercent);
