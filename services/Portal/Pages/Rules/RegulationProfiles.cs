using PlanningPlatform.Portal.Pages.Calls;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages.Rules;

/// <summary>The regulations whose limits clocks run by, each from a day on. A new one moves nobody's deadline.</summary>
internal static class RegulationProfiles
{
    public const string Path = "/aturan/profil";

    public static Task<IResult> ShowAsync(string? kabar, RulesApi rules, Regency regency, TimeProvider time, CancellationToken cancellationToken)
        => PageAsync(typed: null, kabar, problem: null, sent: null, rules, regency, time, cancellationToken);

    public static async Task<IResult> AddAsync(Posted posted, RulesApi rules, Words words, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = new ProfileForm(ProfileForm.Fields.ToDictionary(field => field, field => posted[field], StringComparer.Ordinal));
        var problem = !posted.IsGenuine ? Problem.Expired
            : form.NoNumber() is { } field ? Problem.Invalid(field, words["Rules.NoNumber"])
            : (await rules.AddProfileAsync(form.Body(), cancellationToken)).Problem;
        return problem is null ? Html.SeeOther($"{Path}?kabar=profile-added") : await PageAsync(form, news: null, problem, posted, rules, regency, time, cancellationToken);
    }

    private static async Task<IResult> PageAsync(ProfileForm? typed, string? news, Problem? problem, Posted? sent, RulesApi rules, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var profiles = await rules.ProfilesAsync(cancellationToken);
        return profiles.IsValue
            ? Html.Page<RegulationProfilesPage>(
                new RegulationProfilesModel(profiles.Value.Items, regency.TimeZone.DateOf(time.GetUtcNow()), typed, news, problem), problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(profiles.Problem, sent);
    }
}

/// <param name="Profiles">Newest first.</param>
/// <param name="Typed">One that was refused; null shows the numbers in force.</param>
public sealed record RegulationProfilesModel(IReadOnlyList<RegulationProfile> Profiles, DateOnly Today, ProfileForm? Typed, string? News, Problem? Problem)
{
    public RegulationProfile? InForce => Profiles.Where(profile => profile.EffectiveFrom <= Today).MaxBy(profile => profile.EffectiveFrom);

    public ProfileForm Form => Typed ?? ProfileForm.From(InForce);
}

/// <summary>As typed, by the names of the interface.</summary>
public sealed record ProfileForm(IReadOnlyDictionary<string, string> Typed)
{
    public static IReadOnlyList<string> Numbers { get; } =
    [
        "forwardDays", "followUpDays", "informationDays", "ordinaryDays", "misconductDays", "autoCloseDays", "reopenDays", "warnAtPercent", "leaderAtPercent",
    ];

    internal static IReadOnlyList<string> Fields { get; } = ["code", "name", "legalBasis", "effectiveFrom", .. Numbers];

    public string Of(string field) => Typed.GetValueOrDefault(field) ?? "";

    /// <summary>Whoever writes a new regulation down begins with the numbers that hold now.</summary>
    internal static ProfileForm From(RegulationProfile? profile) => new(profile is null ? new Dictionary<string, string>(StringComparer.Ordinal) : Numbers.Zip(
        [
            profile.ForwardDays, profile.FollowUpDays, profile.InformationDays, profile.OrdinaryDays, profile.MisconductDays, profile.AutoCloseDays, profile.ReopenDays, profile.WarnAtPercent,
            profile.LeaderAtPercent,
        ]).ToDictionary(pair => pair.First, pair => pair.Second.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal));

    internal string? NoNumber() => Numbers.FirstOrDefault(field => Posted.Said(Of(field)) is not null && RuleForm.WholeNumber(Of(field)) is null);

    internal object Body() => Numbers.Select(field => (field, (object?)RuleForm.WholeNumber(Of(field))))
        .Concat([("code", Posted.Said(Of("code"))), ("name", Posted.Said(Of("name"))), ("legalBasis", Posted.Said(Of("legalBasis"))), ("effectiveFrom", CallLog.DayIn(Of("effectiveFrom")))])
        .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);
}
