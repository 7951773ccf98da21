using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>A mail a day about what residents report in an area: asking for it, and where the links of the mails lead.</summary>
internal static class Alerts
{
    public static IResult Show(string? wilayah) => Html.Page<AlertsPage>(new AlertsModel(AlertForm.Empty with { Area = wilayah ?? "" }, AskedFor: null, Problem: null));

    public static async Task<IResult> AskAsync(Posted posted, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var form = AlertForm.From(posted);
        if (!posted.IsGenuine)
            return Again(Problem.Expired);

        var answer = await complaints.AskForAlertsAsync(form.ToRequest(), cancellationToken);
        return answer.IsValue ? Html.Page<AlertsPage>(new AlertsModel(AlertForm.Empty, answer.Value.Area, Problem: null)) : Again(answer.Problem);

        IResult Again(Problem problem) => Html.Page<AlertsPage>(new AlertsModel(form, AskedFor: null, problem), problem.Status);
    }

    public static async Task<IResult> ShowLinkAsync(string code, ComplaintsApi complaints, CancellationToken cancellationToken)
        => Answer(code, await complaints.AlertAsync(code, cancellationToken), justDone: false);

    public static async Task<IResult> ConfirmAsync(string code, Posted posted, ComplaintsApi complaints, CancellationToken cancellationToken)
        => Answer(code, posted.IsGenuine ? await complaints.ConfirmAlertAsync(code, cancellationToken) : Problem.Expired, justDone: true);

    public static async Task<IResult> StopAsync(string code, Posted posted, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? await complaints.StopAlertAsync(code, cancellationToken) : Problem.Expired;
        return problem is null ? Html.Page<AlertStoppedPage>(AlertForm.Empty) : Html.Trouble(problem);
    }

    private static IResult Answer(string code, Answer<AreaAlert> answer, bool justDone)
        => answer.IsValue ? Html.Page<AlertLinkPage>(new AlertLinkModel(code, answer.Value, justDone)) : Html.Trouble(answer.Problem);
}

/// <summary>What was typed, as typed.</summary>
/// <param name="Area">Code of a village, a district or the city.</param>
/// <param name="PrivacyNotice">Version of the notice beside the box that was ticked; empty when it was not.</param>
public sealed record AlertForm(string Email, string Area, string PrivacyNotice)
{
    public static AlertForm Empty { get; } = new("", "", "");

    internal static AlertForm From(Posted posted) => new(posted["email"], posted["area"], posted["privacyNotice"]);

    internal object ToRequest() => new { email = Posted.Said(Email), area = Posted.Said(Area), privacyNotice = Posted.Said(PrivacyNotice) };
}

/// <param name="AskedFor">The area that was asked for a moment ago; null on the empty form.</param>
public sealed record AlertsModel(AlertForm Form, string? AskedFor, Problem? Problem);

/// <param name="JustDone">The person pressed a button a moment ago.</param>
public sealed record AlertLinkModel(string Code, AreaAlert Alert, bool JustDone);
