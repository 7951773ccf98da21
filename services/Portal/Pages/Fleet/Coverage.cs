using System.Globalization;
using System.Security.Claims;
using PlanningPlatform.Portal.Pages.Calls;
using PlanningPlatform.Portal.Pages.Public;
using PlanningPlatform.Portal.Pages.Rules;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Pages.Fleet;

/// <summary>How near the city is to a unit for every village; the camat registers here what villages need.</summary>
internal static class Coverage
{
    public const string Path = "/armada/cakupan";

    /// <param name="tahun">As of its end; without one, today.</param>
    /// <param name="kelurahan">The village whose need is to be registered.</param>
    public static Task<IResult> ShowAsync(int? tahun, string? kelurahan, string? kabar, ClaimsPrincipal user, FleetApi fleet, CityOutline outline, CancellationToken cancellationToken)
        => PageAsync(tahun, field => field == "villageCode" ? kelurahan ?? "" : null, kabar, problem: null, sent: null, user, fleet, outline, cancellationToken);

    public static async Task<IResult> DownloadAsync(int? tahun, FleetApi fleet, CancellationToken cancellationToken)
    {
        var csv = await fleet.CoverageCsvAsync(tahun, cancellationToken);
        return csv.IsValue ? Results.File(csv.Value.Bytes, "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"cakupan-mobmas{(tahun is null ? "" : "-")}{tahun}.csv")) : Html.Trouble(csv.Problem);
    }

    public static async Task<IResult> RegisterAsync(Posted posted, ClaimsPrincipal user, FleetApi fleet, Words words, CityOutline outline, CancellationToken cancellationToken)
    {
        var problem = !posted.IsGenuine ? Problem.Expired
            : Posted.Said(posted["unitsNeeded"]) is { } said && RuleForm.WholeNumber(said) is null ? Problem.Invalid("unitsNeeded", words["Unit.NoNumber"])
            : (await fleet.RegisterNeedAsync(
                new { villageCode = Posted.Said(posted["villageCode"]), unitsNeeded = RuleForm.WholeNumber(posted["unitsNeeded"]), plannedOn = CallLog.DayIn(posted["plannedOn"]), note = Posted.Said(posted["note"]) },
                cancellationToken)).Problem;
        return problem is null
            ? Html.SeeOther($"{Path}?kabar=need-registered")
            : await PageAsync(year: null, field => posted[field], news: null, problem, posted, user, fleet, outline, cancellationToken);
    }

    private static async Task<IResult> PageAsync(
        int? year, Func<string, string?> typed, string? news, Problem? problem, Posted? sent, ClaimsPrincipal user, FleetApi fleet, CityOutline outline, CancellationToken cancellationToken)
    {
        var coverage = await fleet.CoverageAsync(year, cancellationToken);
        return coverage.IsValue
            ? Html.Page<CoveragePage>(new CoverageModel(coverage.Value, year, typed, user.IsInRole(Roles.DistrictHead), outline, news, problem), problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(coverage.Problem, sent);
    }
}

/// <param name="Year">As asked for; null for today.</param>
/// <param name="Typed">Of the form of a need; null for what nobody typed.</param>
public sealed record CoverageModel(FleetCoverage Coverage, int? Year, Func<string, string?> Typed, bool MayRegister, CityOutline Outline, string? News, Problem? Problem)
{
    public IReadOnlyDictionary<string, VillageCoverage> Villages { get; } = Coverage.Villages.ToDictionary(village => village.Code, StringComparer.Ordinal);

    public VillageCoverage? Chosen => Villages.GetValueOrDefault(Typed("villageCode") ?? "");

    /// <summary>The villages' land in one drawing; null where nothing is known of the city.</summary>
    public MapBox? Box => Coverage.Villages.Count == 0 ? null : Outline.BoxOf(Coverage.Districts is [var one] ? one.Code : null) ?? Outline.Whole;

    public string PathTo(string path) => Year is { } year ? string.Create(CultureInfo.InvariantCulture, $"{path}?tahun={year}") : path;
}
