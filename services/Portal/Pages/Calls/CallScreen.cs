using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Calls;

/// <summary>The operator's screen: the one open call on top, who waits and which emergencies are open beside it.</summary>
internal static class CallScreen
{
    public const string Path = "/112";

    /// <summary>As many as there are keys.</summary>
    public const int AnswersShown = 9;

    /// <param name="cari">What is looked for among the standard answers.</param>
    /// <param name="akhir">The call that was just sorted: its kind can be put right, its number blocked.</param>
    public static Task<IResult> ShowAsync(string? cari, Guid? akhir, string? kabar, CallsApi calls, ComplaintsApi complaints, TimeProvider time, CancellationToken cancellationToken)
        => PageAsync(cari, akhir, kabar, problem: null, sent: null, LodgeForm.NewKey(time), calls, complaints, cancellationToken);

    public static async Task<IResult> RingAsync(Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await calls.RingAsync(Posted.Said(posted["number"]), posted["emergency"].Length > 0, posted["key"], cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther(Path) : await AgainAsync(problem, posted, calls, complaints, cancellationToken);
    }

    public static async Task<IResult> NextAsync(Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await calls.NextAsync(cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther(Path) : await AgainAsync(problem, posted, calls, complaints, cancellationToken);
    }

    /// <param name="step">A step of <see cref="CallsApi.ShiftAsync"/>.</param>
    public static async Task<IResult> ShiftAsync(string step, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await calls.ShiftAsync(step, cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther($"{Path}?kabar=shift-{step}") : await AgainAsync(problem, posted, calls, complaints, cancellationToken);
    }

    /// <summary>The screen as it is now, with what was typed and why it was refused.</summary>
    public static Task<IResult> AgainAsync(Problem problem, Posted sent, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => PageAsync(search: null, last: null, news: null, problem, sent, sent["key"], calls, complaints, cancellationToken);

    private static async Task<IResult> PageAsync(
        string? search, Guid? last, string? news, Problem? problem, Posted? sent, string key, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var (asked, categories, units) = (calls.DeskAsync(cancellationToken), complaints.CategoriesAsync(cancellationToken), calls.UnitsAsync(cancellationToken));
        var desk = await asked;
        if (!desk.IsValue)
            return Html.Trouble(desk.Problem, sent);

        var lastCall = last is { } id && desk.Value.Open is null ? (await calls.FindAsync(id, cancellationToken)).Value : null;
        var answers = desk.Value.Open?.Call.Kind == "Information" ? (await calls.AnswersAsync(Posted.Said(search ?? ""), AnswersShown, cancellationToken)).Value?.Items : null;
        return Html.Page<CallScreenPage>(
            new CallScreenModel(desk.Value, (await categories).Value?.Items ?? [], (await units).Value?.Items ?? [], answers ?? [], search ?? "", lastCall, key, news, problem, CallForm.From(sent)),
            problem?.Status ?? StatusCodes.Status200OK);
    }
}

/// <param name="Answers">For a question; empty otherwise.</param>
/// <param name="Last">The call that was just sorted; null when there is none or another one is open.</param>
/// <param name="Key">Of the next new call.</param>
public sealed record CallScreenModel(
    CallDesk Desk, IReadOnlyList<Category> Categories, IReadOnlyList<EmergencyUnit> Units, IReadOnlyList<StandardAnswer> Answers, string Search, CallFile? Last, string Key, string? News, Problem? Problem, CallForm Typed);

/// <summary>The fields of all steps of a call, as typed.</summary>
public sealed record CallForm(
    string Number, string CategoryCode, string Description, string VillageCode, string Street, string Landmark, string Visibility, string Name, bool News, string OutsideParty, string Note, string Reason, string BlockReason, string Minutes)
{
    internal static CallForm From(Posted? posted) => posted is null
        ? new("", "", "", "", "", "", "Public", "", News: false, "", "", "", "", "")
        : new(
            posted["number"], posted["categoryCode"], posted["description"], posted["villageCode"], posted["address.street"], posted["address.landmark"],
            posted["visibility"] is { Length: > 0 } chosen ? chosen : "Public", posted["name"], posted["news"].Length > 0, posted["outsideParty"], posted["note"], posted["reason"], posted["blockReason"], posted["minutes"]);

    internal NewCallReport ToReport() => new(
        Posted.Said(CategoryCode), Posted.Said(Description)?.ReplaceLineEndings("\n"), Posted.Said(VillageCode), new Address(Posted.Said(Street), Rt: null, Rw: null, Posted.Said(Landmark)).OrNull(),
        Posted.Said(Visibility), Posted.Said(Name), News, Unit: null, Posted.Said(OutsideParty));
}
