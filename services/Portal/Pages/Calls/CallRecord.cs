using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Calls;

/// <summary>One call: what happened to it, and what can still be done.</summary>
internal static class CallRecord
{
    public static Task<IResult> ShowAsync(Guid id, string? kabar, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => PageAsync(id, kabar, problem: null, sent: null, number: null, calls, complaints, cancellationToken);

    /// <summary>The whole number, shown once; the audit log says who asked.</summary>
    public static async Task<IResult> RevealAsync(Guid id, Posted posted, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var revealed = posted.IsGenuine ? await calls.RevealAsync(id, cancellationToken) : Problem.Expired;
        return await PageAsync(id, news: null, revealed.Problem, posted, revealed.Value?.Number, calls, complaints, cancellationToken);
    }

    public static Task<IResult> AgainAsync(Guid id, Problem problem, Posted sent, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => PageAsync(id, news: null, problem, sent, number: null, calls, complaints, cancellationToken);

    private static async Task<IResult> PageAsync(
        Guid id, string? news, Problem? problem, Posted? sent, string? number, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var (asked, categories, units) = (calls.FindAsync(id, cancellationToken), complaints.CategoriesAsync(cancellationToken), calls.UnitsAsync(cancellationToken));
        var file = await asked;
        return file.IsValue
            ? Html.Page<CallRecordPage>(
                new CallRecordModel(file.Value, number, (await categories).Value?.Items ?? [], (await units).Value?.Items ?? [], news, problem, CallForm.From(sent)), problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(file.Problem, sent);
    }
}

/// <param name="Number">The whole one, when somebody just asked for it.</param>
public sealed record CallRecordModel(CallFile File, string? Number, IReadOnlyList<Category> Categories, IReadOnlyList<EmergencyUnit> Units, string? News, Problem? Problem, CallForm Typed);
