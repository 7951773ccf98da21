using System.Security.Claims;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Pages.Fleet;

/// <summary>The units of one's region, those first that somebody has to look after.</summary>
internal static class UnitList
{
    public const string Path = "/armada/unit";

    private const int PageSize = 200;

    public static async Task<IResult> ShowAsync(int? halaman, string? kabar, ClaimsPrincipal user, FleetApi fleet, CancellationToken cancellationToken)
    {
        var units = await fleet.UnitsAsync(Math.Clamp(halaman ?? 1, 1, 10_000), PageSize, cancellationToken);
        return units.IsValue
            ? Html.Page<UnitListPage>(new UnitListModel(units.Value, user.IsInRole(Roles.DistrictHead) || user.IsInRole(Roles.ProgramManager), kabar))
            : Html.Trouble(units.Problem);
    }
}

public sealed record UnitListModel(Listed<FleetUnit> Units, bool MayRegister, string? News)
{
    public IReadOnlyList<FleetUnit> Serving => [.. Units.Items.Where(unit => unit.RetiredOn is null).OrderByDescending(unit => unit.Warnings.Count > 0).ThenBy(unit => unit.Code, StringComparer.Ordinal)];

    public IReadOnlyList<FleetUnit> Left => [.. Units.Items.Where(unit => unit.RetiredOn is not null)];

    public int Warned => Units.Items.Count(unit => unit.Warnings.Count > 0);
}
