using System.Globalization;
using PlanningPlatform.Portal.Pages.Calls;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;

namespace PlanningPlatform.Portal.Pages.Rules;

/// <summary>How each category is handled: who takes it, by when, and what helps. A change begins on a day; what was in force before stays on record.</summary>
internal static class CategoryRules
{
    public const string Path = "/aturan";

    public static IReadOnlyList<string> Clocks { get; } = ["Emergency", "Information", "Ordinary", "Misconduct"];

    public static IReadOnlyList<string> MobileUnits { get; } = ["No", "Welcome", "AfterAssessment", "Refused"];

    public static string PathOf(string category) => $"{Path}/jenis/{Uri.EscapeDataString(category)}";

    public static async Task<IResult> ShowAsync(ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var (asked, agencies) = (complaints.CategoriesAsync(cancellationToken), complaints.AgenciesAsync(cancellationToken));
        var categories = await asked;
        return categories.IsValue ? Html.Page<CategoryRulesPage>(new CategoryRulesModel(categories.Value.Items, (await agencies).Value?.Items ?? [])) : Html.Trouble(categories.Problem);
    }

    public static Task<IResult> ShowOneAsync(string code, string? kabar, ComplaintsApi complaints, RulesApi rules, Regency regency, TimeProvider time, CancellationToken cancellationToken)
        => PageAsync(code, typed: null, kabar, problem: null, sent: null, complaints, rules, regency, time, cancellationToken);

    public static async Task<IResult> ChangeAsync(
        string code, Posted posted, ComplaintsApi complaints, RulesApi rules, Words words, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = RuleForm.Of(posted);
        var problem = !posted.IsGenuine ? Problem.Expired
            : form.NoNumber() is { } field ? Problem.Invalid(field, words["Rules.NoNumber"])
            : (await rules.ChangeRuleAsync(code, form.Body(), cancellationToken)).Problem;
        return problem is null
            ? Html.SeeOther($"{PathOf(code)}?kabar=rule-changed")
            : await PageAsync(code, form, news: null, problem, posted, complaints, rules, regency, time, cancellationToken);
    }

    private static async Task<IResult> PageAsync(
        string code, RuleForm? typed, string? news, Problem? problem, Posted? sent, ComplaintsApi complaints, RulesApi rules, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var (asked, categories, agencies) = (rules.RulesAsync(code, cancellationToken), complaints.CategoriesAsync(cancellationToken), complaints.AgenciesAsync(cancellationToken));
        var history = await asked;
        if (!history.IsValue)
            return Html.Trouble(history.Problem, sent);

        var today = regency.TimeZone.DateOf(time.GetUtcNow());
        var model = new CategoryRuleModel(code, (await categories).Value?.Items ?? [], (await agencies).Value?.Items ?? [], history.Value.Items, today, typed, news, problem);
        return Html.Page<CategoryRulePage>(model, problem?.Status ?? StatusCodes.Status200OK);
    }
}

/// <param name="Categories">With the rule that is in force today.</param>
public sealed record CategoryRulesModel(IReadOnlyList<Category> Categories, IReadOnlyList<Agency> Agencies)
{
    public string AgencyName(string code) => Agencies.FirstOrDefault(agency => string.Equals(agency.Code, code, StringComparison.Ordinal))?.Name ?? code;
}

/// <param name="Rules">Newest first.</param>
/// <param name="Typed">A change that was refused; null shows the rule in force.</param>
public sealed record CategoryRuleModel(
    string Code, IReadOnlyList<Category> Categories, IReadOnlyList<Agency> Agencies, IReadOnlyList<CategoryRule> Rules, DateOnly Today, RuleForm? Typed, string? News, Problem? Problem)
{
    public Category? Category => Categories.FirstOrDefault(category => string.Equals(category.Code, Code, StringComparison.Ordinal));

    /// <summary>As the service chooses: the newest that has begun, and before the first one that one.</summary>
    public CategoryRule InForce => Rules.Where(rule => rule.EffectiveFrom <= Today).MaxBy(rule => rule.EffectiveFrom) ?? Rules.MinBy(rule => rule.EffectiveFrom)!;

    public RuleForm Form => Typed ?? RuleForm.From(InForce);

    public string AgencyName(string code) => Agencies.FirstOrDefault(agency => string.Equals(agency.Code, code, StringComparison.Ordinal))?.Name ?? code;
}

/// <summary>As typed.</summary>
/// <param name="Lead">Code of the agency that leads.</param>
public sealed record RuleForm(
    string EffectiveFrom, string Lead, IReadOnlyList<string> Supporting, string Clock, string ClockMinutes, string LocalTargetDays, string LocalTarget, string MobileUnit, bool PhotoOnClosing, bool ForcesSecret)
{
    internal static RuleForm Of(Posted posted) => new(
        posted["effectiveFrom"], posted["agencyCodes"], [.. posted.Values("supporting")], posted["clock"], posted["clockMinutes"], posted["localTargetDays"], posted["localTarget"],
        posted["mobileUnit"], posted["photoOnClosing"] == "yes", posted["forcesSecret"] == "yes");

    internal static RuleForm From(CategoryRule rule) => new(
        "", rule.AgencyCodes.Count > 0 ? rule.AgencyCodes[0] : "", [.. rule.AgencyCodes.Skip(1)], rule.Clock, Number(rule.ClockMinutes), Number(rule.LocalTargetDays), rule.LocalTarget ?? "", rule.MobileUnit,
        rule.PhotoOnClosing, rule.ForcesSecret);

    /// <summary>The first field with something in it that is no whole number; null without one.</summary>
    internal string? NoNumber()
        => new[] { ("clockMinutes", ClockMinutes), ("localTargetDays", LocalTargetDays) }.Where(field => Posted.Said(field.Item2) is not null && WholeNumber(field.Item2) is null).Select(field => field.Item1).FirstOrDefault();

    internal object Body() => new
    {
        effectiveFrom = CallLog.DayIn(EffectiveFrom),
        agencyCodes = new[] { Lead }.Concat(Supporting.Where(code => code != Lead)).Where(code => code.Length > 0),
        clock = Posted.Said(Clock),
        clockMinutes = WholeNumber(ClockMinutes),
        localTargetDays = WholeNumber(LocalTargetDays),
        localTarget = Posted.Said(LocalTarget),
        mobileUnit = Posted.Said(MobileUnit),
        photoOnClosing = PhotoOnClosing,
        forcesSecret = ForcesSecret,
    };

    internal static int? WholeNumber(string typed) => int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
