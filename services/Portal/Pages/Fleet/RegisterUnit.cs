using System.Globalization;
using PlanningPlatform.Portal.Pages.Calls;
using PlanningPlatform.Portal.Pages.Rules;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Fleet;

/// <summary>A unit joins the fleet.</summary>
internal static class RegisterUnit
{
    public const string Path = "/armada/unit/baru";

    public static IResult Show() => Html.Page<RegisterUnitPage>(new RegisterUnitModel(new UnitForm(_ => ""), Problem: null));

    public static async Task<IResult> SubmitAsync(Posted posted, FleetApi fleet, CancellationToken cancellationToken)
    {
        var form = new UnitForm(field => posted[field]);
        var answer = posted.IsGenuine ? await fleet.RegisterAsync(form.Body(("code", Posted.Said(form.Of("code")))), cancellationToken) : Problem.Expired;
        return answer.IsValue
            ? Html.SeeOther($"{UnitPage.PathOf(answer.Value.Id)}?kabar=unit-registered")
            : Html.Page<RegisterUnitPage>(new RegisterUnitModel(form, answer.Problem), answer.Problem.Status);
    }
}

public sealed record RegisterUnitModel(UnitForm Form, Problem? Problem);

/// <summary>What is written down about a unit, as typed; names are those of the interface.</summary>
public sealed record UnitForm(Func<string, string> Of)
{
    public static UnitForm From(UnitDetail unit) => new(field => field switch
    {
        "version" => unit.Version.ToString(CultureInfo.InvariantCulture),
        "baseCode" => unit.BaseCode,
        "ownerVillageCode" => unit.OwnerVillageCode ?? "",
        "seats" => unit.Seats.ToString(CultureInfo.InvariantCulture),
        "hasWheelchairLift" => unit.HasWheelchairLift ? "yes" : "",
        "handedOverOn" => Written(unit.HandedOverOn),
        "serviceDueOn" => Written(unit.ServiceDueOn),
        "taxDueOn" => Written(unit.TaxDueOn),
        _ => "",
    });

    internal object Body(params (string Name, object? Value)[] more) => more.Concat<(string Name, object? Value)>(
    [
        ("baseCode", Posted.Said(Of("baseCode"))), ("ownerVillageCode", Posted.Said(Of("ownerVillageCode"))), ("seats", RuleForm.WholeNumber(Of("seats"))),
        ("hasWheelchairLift", Of("hasWheelchairLift").Length > 0), ("handedOverOn", CallLog.DayIn(Of("handedOverOn"))), ("serviceDueOn", CallLog.DayIn(Of("serviceDueOn"))),
        ("taxDueOn", CallLog.DayIn(Of("taxDueOn"))),
    ]).ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    internal static string Written(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
