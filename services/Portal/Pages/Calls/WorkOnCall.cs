using System.Globalization;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Calls;

/// <summary>The steps on one call, from the screen and from the call's own page. Each comes back to where it was sent from.</summary>
internal static class WorkOnCall
{
    /// <summary>Where a form says that it stands on the call's own page.</summary>
    public const string FromOwnPage = "halaman";

    public static Task<IResult> StepAsync(Guid id, string step, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => DoAsync(id, posted, () => calls.StepAsync(id, step, cancellationToken), $"call-{step}", calls, complaints, cancellationToken);

    public static Task<IResult> AnswerAsync(Guid id, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => StepAsync(id, "answer", posted, calls, complaints, cancellationToken);

    public static Task<IResult> TakeOverAsync(Guid id, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => StepAsync(id, "take-over", posted, calls, complaints, cancellationToken);

    public static Task<IResult> HangUpAsync(Guid id, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => StepAsync(id, "hang-up", posted, calls, complaints, cancellationToken);

    public static Task<IResult> TurnAwayAsync(Guid id, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => StepAsync(id, "turn-away", posted, calls, complaints, cancellationToken);

    public static Task<IResult> FinishAsync(Guid id, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => StepAsync(id, "finish", posted, calls, complaints, cancellationToken);

    /// <summary>One keystroke. What ends with it can be put right on the screen that follows.</summary>
    public static async Task<IResult> CategoriseAsync(Guid id, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var kind = posted["kind"];
        var problem = posted.IsGenuine ? (await calls.CategoriseAsync(id, kind, Posted.Said(posted["reason"]), cancellationToken)).Problem : Problem.Expired;
        return problem is not null ? await AgainAsync(id, problem, posted, calls, complaints, cancellationToken)
            : IsOnOwnPage(posted) ? Html.SeeOther($"/112/panggilan/{id}?kabar=call-sorted")
            : Html.SeeOther(kind is "Ghost" or "Prank" ? $"{CallScreen.Path}?akhir={id}" : CallScreen.Path);
    }

    public static Task<IResult> NoteAsync(Guid id, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => DoAsync(id, posted, () => calls.NoteAsync(id, posted["note"].ReplaceLineEndings("\n"), cancellationToken), "call-noted", calls, complaints, cancellationToken, ("text", "note"));

    public static Task<IResult> BlockAsync(Guid id, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => DoAsync(
            id, posted, () => calls.BlockAsync(id, int.TryParse(posted["minutes"], CultureInfo.InvariantCulture, out var minutes) ? minutes : null, posted["blockReason"], cancellationToken), "number-blocked",
            calls, complaints, cancellationToken, ("reason", "blockReason"));

    /// <summary>An emergency goes on to its card; anything else shows the number to read aloud.</summary>
    public static async Task<IResult> LodgeAsync(Guid id, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var categories = complaints.CategoriesAsync(cancellationToken);
        var form = CallForm.From(posted);
        var lodged = posted.IsGenuine ? await calls.LodgeAsync(id, form.ToReport(), cancellationToken) : Problem.Expired;
        if (!lodged.IsValue)
            return await AgainAsync(id, lodged.Problem.Renaming("reporter.phone", "news").Renaming("reporter.name", "name"), posted, calls, complaints, cancellationToken);

        return Category.ByCode(await categories).GetValueOrDefault(form.CategoryCode)?.Emergency == true
            ? Html.SeeOther($"/112/darurat/{lodged.Value.Id}?kabar=emergency-lodged")
            : Slip(id, lodged.Value, stillOpen: true);
    }

    /// <summary>Said and closed.</summary>
    public static async Task<IResult> AnswerQuestionAsync(Guid id, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var answered = posted.IsGenuine ? await calls.AnswerAsync(id, posted["code"], Posted.Said(posted["question"]), cancellationToken) : Problem.Expired;
        return answered.IsValue ? Slip(id, answered.Value, stillOpen: false) : await AgainAsync(id, answered.Problem, posted, calls, complaints, cancellationToken);
    }

    private static IResult Slip(Guid id, CallReport report, bool stillOpen) => Html.Page<CallSlipPage>(new CallSlipModel(id, report.TrackingNumber, report.TrackingSecret, stillOpen));

    private static async Task<IResult> DoAsync<T>(
        Guid id, Posted posted, Func<Task<Answer<T>>> step, string news, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken, (string Theirs, string Ours)? field = null)
        where T : class
    {
        var problem = posted.IsGenuine ? (await step()).Problem : Problem.Expired;
        if (field is { } renamed)
            problem = problem?.Renaming(renamed.Theirs, renamed.Ours);

        return problem is not null ? await AgainAsync(id, problem, posted, calls, complaints, cancellationToken)
            : Html.SeeOther($"{(IsOnOwnPage(posted) ? $"/112/panggilan/{id}" : CallScreen.Path)}?kabar={news}");
    }

    private static Task<IResult> AgainAsync(Guid id, Problem problem, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => IsOnOwnPage(posted) ? CallRecord.AgainAsync(id, problem, posted, calls, complaints, cancellationToken) : CallScreen.AgainAsync(problem, posted, calls, complaints, cancellationToken);

    private static bool IsOnOwnPage(Posted posted) => posted[FromOwnPage].Length > 0;
}

/// <param name="StillOpen">The operator has the caller on the line yet.</param>
public sealed record CallSlipModel(Guid CallId, string Number, string Secret, bool StillOpen);
