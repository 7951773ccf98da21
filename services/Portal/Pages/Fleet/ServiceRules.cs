using System.Globalization;
using System.Security.Claims;
using PlanningPlatform.Portal.Pages.Calls;
using PlanningPlatform.Portal.Pages.Rules;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.Regions;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Pages.Fleet;

/// <summary>The rules of the service, each from a day on, and the destinations that people choose from.</summary>
internal static class ServiceRules
{
    public const string Path = "/armada/aturan";
    public const string DestinationsPath = "/armada/aturan/tujuan";

    public static Task<IResult> ShowAsync(string? kabar, ClaimsPrincipal user, FleetApi fleet, Regency regency, TimeProvider time, CancellationToken cancellationToken)
        => PageAsync(typed: null, kabar, problem: null, sent: null, user, fleet, regency, time, cancellationToken);

    public static async Task<IResult> AddAsync(Posted posted, ClaimsPrincipal user, FleetApi fleet, Words words, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = RulesForm.Of(posted);
        var problem = !posted.IsGenuine ? Problem.Expired
            : form.NoNumber() is { } field ? Problem.Invalid(field, words["Rules.NoNumber"])
            : (await fleet.AddRulesAsync(form.Body(), cancellationToken)).Problem;
        return problem is null ? Html.SeeOther($"{Path}?kabar=mobmas-rules-added") : await PageAsync(form, news: null, form.Renamed(problem), posted, user, fleet, regency, time, cancellationToken);
    }

    public static Task<IResult> ShowDestinationsAsync(string? kabar, FleetApi fleet, CancellationToken cancellationToken)
        => DestinationsAsync(_ => "", kabar, problem: null, sent: null, fleet, cancellationToken);

    public static async Task<IResult> ChangeDestinationAsync(Posted posted, FleetApi fleet, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine
            ? (await fleet.ChangeDestinationAsync(new { code = Posted.Said(posted["code"]), name = Posted.Said(posted["name"]), villageCode = Posted.Said(posted["villageCode"]) }, cancellationToken)).Problem
            : Problem.Expired;
        return problem is null ? Html.SeeOther($"{DestinationsPath}?kabar=destination-changed") : await DestinationsAsync(field => posted[field], news: null, problem, posted, fleet, cancellationToken);
    }

    public static async Task<IResult> RemoveDestinationAsync(string code, Posted posted, FleetApi fleet, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await fleet.RemoveDestinationAsync(code, cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther($"{DestinationsPath}?kabar=destination-removed") : await DestinationsAsync(_ => "", news: null, problem, posted, fleet, cancellationToken);
    }

    private static async Task<IResult> PageAsync(
        RulesForm? typed, string? news, Problem? problem, Posted? sent, ClaimsPrincipal user, FleetApi fleet, Regency regency, TimeProvider time, CancellationToken cancellationToken)
    {
        var rules = await fleet.RulesAsync(cancellationToken);
        return rules.IsValue
            ? Html.Page<ServiceRulesPage>(
                new ServiceRulesModel(rules.Value.Items, regency.TimeZone.DateOf(time.GetUtcNow()), typed, user.IsInRole(Roles.Admin), news, problem), problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(rules.Problem, sent);
    }

    private static async Task<IResult> DestinationsAsync(Func<string, string> typed, string? news, Problem? problem, Posted? sent, FleetApi fleet, CancellationToken cancellationToken)
    {
        var destinations = await fleet.DestinationsAsync(cancellationToken);
        return destinations.IsValue
            ? Html.Page<DestinationsPage>(new DestinationsModel(destinations.Value.Items, typed, news, problem), problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(destinations.Problem, sent);
    }
}

/// <param name="Rules">Newest first.</param>
/// <param name="Typed">Those that were refused; null shows the ones in force.</param>
/// <param name="MayAdd">A program manager reads only.</param>
public sealed record ServiceRulesModel(IReadOnlyList<MobmasRules> Rules, DateOnly Today, RulesForm? Typed, bool MayAdd, string? News, Problem? Problem)
{
    public MobmasRules? InForce => Rules.Where(rules => rules.EffectiveFrom <= Today).MaxBy(rules => rules.EffectiveFrom);

    public RulesForm Form => Typed ?? RulesForm.From(InForce);
}

public sealed record DestinationsModel(IReadOnlyList<Destination> Destinations, Func<string, string> Typed, string? News, Problem? Problem);

/// <summary>As typed, by the names of the interface.</summary>
public sealed record RulesForm(IReadOnlyDictionary<string, string> Typed)
{
    /// <summary>Blank rows below those in force.</summary>
    private const int MoreRows = 2;

    private const int MostRows = 20;

    public static IReadOnlyList<string> Numbers { get; } =
    [
        "mostDaysAhead", "mostRepeatDays", "leastMinutesAhead", "mostTripsInSevenDays", "remindMinutesBefore", "staleAfterMinutes", "mostWorkMinutes", "mostDrivingMinutes", "stopMinutes", "visitMinutes",
        "mostDetourMinutes", "unmannedAfterMinutes", "targetUnitsPerVillage", "targetYear",
    ];

    public string Of(string field) => Typed.GetValueOrDefault(field) ?? "";

    public string Of(int row, string field) => Of(Field(row, field));

    public int Rows => Math.Min(MostRows, Enumerable.Range(0, MostRows).LastOrDefault(row => Of(row, "code").Length > 0, -1) + 1 + MoreRows);

    public static string Field(int row, string field) => string.Create(CultureInfo.InvariantCulture, $"purposes[{row}].{field}");

    /// <summary>Whoever writes new rules begins with what holds now.</summary>
    internal static RulesForm From(MobmasRules? rules)
        => new((rules is null ? [] : Numbers.Zip(rules.Numbers, (field, number) => (field, number.ToString(CultureInfo.InvariantCulture)))
            .Concat(rules.Purposes.SelectMany((purpose, row) => new[]
            {
                (Field(row, "code"), purpose.Code), (Field(row, "indonesian"), purpose.Indonesian), (Field(row, "english"), purpose.English), (Field(row, "isAllowed"), purpose.IsAllowed ? "yes" : ""),
                (Field(row, "approval"), purpose.Approval == "VillageHead" ? "yes" : ""),
            }))).ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal));

    internal static RulesForm Of(Posted posted) => new(posted.Fields.DistinctBy(field => field.Name).ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal));

    internal string? NoNumber() => Numbers.FirstOrDefault(field => Posted.Said(Of(field)) is not null && RuleForm.WholeNumber(Of(field)) is null);

    internal object Body() => Numbers.Select(field => (field, (object?)RuleForm.WholeNumber(Of(field))))
        .Concat(
        [
            ("code", Posted.Said(Of("code"))), ("legalBasis", Posted.Said(Of("legalBasis"))), ("effectiveFrom", CallLog.DayIn(Of("effectiveFrom"))),
            ("purposes", FilledRows.Select(row => new
            {
                code = Posted.Said(Of(row, "code")), indonesian = Posted.Said(Of(row, "indonesian")), english = Posted.Said(Of(row, "english")), isAllowed = Of(row, "isAllowed").Length > 0,
                approval = Of(row, "approval").Length > 0 ? "VillageHead" : "None",
            })),
        ])
        .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>The service counts the rows that were sent; the form has empty ones between them.</summary>
    internal Problem Renamed(Problem problem)
    {
        var rows = FilledRows.ToList();
        return problem with
        {
            Errors = [.. problem.Errors.Select(error => error.Field.Split('[', ']') is ["purposes", var sent, var rest] && int.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < rows.Count
                ? error with { Field = $"purposes[{rows[index].ToString(CultureInfo.InvariantCulture)}]{rest}" } : error)],
        };
    }

    private IEnumerable<int> FilledRows => Enumerable.Range(0, MostRows).Where(row => Of(row, "code").Length + Of(row, "indonesian").Length + Of(row, "english").Length > 0);
}
