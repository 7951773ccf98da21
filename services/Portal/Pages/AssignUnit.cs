using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>Which unit goes? Every unit with its reasons, the recommended first; the dispatcher decides.</summary>
internal static class AssignUnit
{
    public static Task<IResult> ShowAsync(Guid requestId, DispatchApi dispatch, CancellationToken cancellationToken)
        => PageAsync(requestId, problem: null, sent: null, dispatch, cancellationToken);

    public static async Task<IResult> AssignAsync(Guid requestId, Posted posted, DispatchApi dispatch, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await dispatch.AssignAsync(requestId, posted["unitId"], Posted.Said(posted["reason"]), cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther("/armada?kabar=assigned") : await PageAsync(requestId, problem, posted, dispatch, cancellationToken);
    }

    private static async Task<IResult> PageAsync(
        Guid requestId, Problem? problem, Posted? sent, DispatchApi dispatch, CancellationToken cancellationToken)
    {
        var (waiting, suggested) = (dispatch.WaitingAsync(cancellationToken), dispatch.SuggestionsAsync(requestId, cancellationToken));
        var (requests, suggestions) = (await waiting, await suggested);
        if (!requests.IsValue)
            return Html.Trouble(requests.Problem, sent);
        if (suggestions is { Problem: { Status: not 409 } trouble })
            return Html.Trouble(trouble, sent);

        var request = requests.Value.Items.FirstOrDefault(each => each.Id == requestId);
        return Html.Page<AssignUnitPage>(
            new AssignUnitModel(request, suggestions.Value?.Items ?? [], problem, sent?["unitId"] ?? "", sent?["reason"] ?? ""), problem?.Status ?? StatusCodes.Status200OK);
    }
}

/// <param name="Request">Null when it no longer waits.</param>
/// <param name="TypedUnit">The unit whose assignment was refused, with the reason typed for it.</param>
public sealed record AssignUnitModel(UnitRequest? Request, IReadOnlyList<Suggestion> Suggestions, Problem? Problem, string TypedUnit, string TypedReason);
