using System.Globalization;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Calls;

/// <summary>Who can be called to an emergency, as a supervisor keeps the list.</summary>
internal static class EmergencyUnits
{
    /// <param name="ubah">Code of the one to be corrected.</param>
    public static Task<IResult> ShowAsync(string? ubah, string? kabar, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => PageAsync(ubah, kabar, problem: null, typed: null, calls, complaints, cancellationToken);

    public static async Task<IResult> EditAsync(Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var typed = new EmergencyUnit(
            posted["code"].Trim().ToUpperInvariant(), posted["name"], Posted.Said(posted["agencyCode"]), Posted.Said(posted["phone"]), posted["outside"].Length > 0, posted["ambulance"].Length > 0,
            int.TryParse(posted["version"], CultureInfo.InvariantCulture, out var version) ? version : 0);
        var problem = posted.IsGenuine ? (await calls.EditUnitAsync(typed, typed.Version == 0 ? null : typed.Version, cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther("/112/unit?kabar=unit-saved") : await PageAsync(edit: null, news: null, problem, typed, calls, complaints, cancellationToken);
    }

    public static async Task<IResult> RemoveAsync(string code, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await calls.RemoveUnitAsync(code, cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther("/112/unit?kabar=unit-removed") : await PageAsync(edit: null, news: null, problem, typed: null, calls, complaints, cancellationToken);
    }

    private static async Task<IResult> PageAsync(
        string? edit, string? news, Problem? problem, EmergencyUnit? typed, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var (asked, agencies) = (calls.UnitsAsync(cancellationToken), complaints.AgenciesAsync(cancellationToken));
        var units = await asked;
        if (!units.IsValue)
            return Html.Trouble(units.Problem);

        var form = typed ?? units.Value.Items.FirstOrDefault(unit => unit.Code == edit) ?? new("", "", AgencyCode: null, Phone: null, Outside: false, Ambulance: false, Version: 0);
        return Html.Page<EmergencyUnitsPage>(new EmergencyUnitsModel(units.Value.Items, (await agencies).Value?.Items ?? [], form, news, problem), problem?.Status ?? StatusCodes.Status200OK);
    }
}

/// <param name="Form">Version 0: a new one.</param>
public sealed record EmergencyUnitsModel(IReadOnlyList<EmergencyUnit> Units, IReadOnlyList<Agency> Agencies, EmergencyUnit Form, string? News, Problem? Problem);
