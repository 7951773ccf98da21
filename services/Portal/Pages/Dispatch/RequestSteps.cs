using PlanningPlatform.Portal.Pages.Public;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Dispatch;

/// <summary>What the dispatcher does with one request. A refusal names its rule above the panel, and what was typed is still there.</summary>
internal static class RequestSteps
{
    /// <summary>To a unit of its own, or along with a journey that is open.</summary>
    public static Task<IResult> AssignAsync(Guid requestId, Posted posted, DispatchApi dispatch, CityOutline outline, Words words, TimeProvider time, CancellationToken cancellationToken)
        => DoAsync(requestId, posted, "assigned", async () => (await dispatch.AssignAsync(
            requestId, posted["unitId"], Posted.Said(posted["reason"]), Guid.TryParse(posted["journeyId"], out var journey) ? journey : null, cancellationToken)).Problem, dispatch, outline, words, time, cancellationToken);

    public static Task<IResult> ReassignAsync(Guid requestId, Posted posted, DispatchApi dispatch, CityOutline outline, Words words, TimeProvider time, CancellationToken cancellationToken)
        => DoAsync(requestId, posted, "reassigned", async () => (await dispatch.ReassignAsync(requestId, posted["unitId"], posted["reason"], cancellationToken)).Problem, dispatch, outline, words, time, cancellationToken);

    public static Task<IResult> UnassignAsync(Guid requestId, Posted posted, DispatchApi dispatch, CityOutline outline, Words words, TimeProvider time, CancellationToken cancellationToken)
        => DoAsync(requestId, posted, "unassigned", async () => (await dispatch.UnassignAsync(requestId, posted["reason"], cancellationToken)).Problem, dispatch, outline, words, time, cancellationToken);

    public static Task<IResult> CloseAsync(Guid requestId, Posted posted, DispatchApi dispatch, CityOutline outline, Words words, TimeProvider time, CancellationToken cancellationToken)
        => DoAsync(requestId, posted, "request-closed", async () => (await dispatch.CloseAsync(requestId, Posted.Said(posted["outcome"]), posted["reason"], cancellationToken)).Problem, dispatch, outline, words, time, cancellationToken);

    /// <summary>The journey that has the request, for a crew whose phone is lost or dead.</summary>
    public static Task<IResult> EndJourneyAsync(Guid requestId, Posted posted, DispatchApi dispatch, CityOutline outline, Words words, TimeProvider time, CancellationToken cancellationToken)
        => DoAsync(requestId, posted, "journey-ended", async () => Guid.TryParse(posted["journeyId"], out var journey)
            ? (await dispatch.EndJourneyAsync(journey, Posted.Said(posted["outcome"]), posted["reason"], cancellationToken)).Problem : new(404, "not_found", "", []), dispatch, outline, words, time, cancellationToken);

    private static async Task<IResult> DoAsync(
        Guid requestId, Posted posted, string news, Func<Task<Problem?>> step, DispatchApi dispatch, CityOutline outline, Words words, TimeProvider time, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? await step() : Problem.Expired;
        return problem is null
            ? Html.SeeOther($"{Board.Path}?kabar={news}")
            : await Board.PageAsync(new(Search: null, Part: null, News: null), requestId, problem, posted, dispatch, outline, words, time, cancellationToken);
    }
}
