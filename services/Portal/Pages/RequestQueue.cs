using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>The dispatcher's two questions: who waits longest, and what is on the road?</summary>
internal static class RequestQueue
{
    public static async Task<IResult> ShowAsync(string? kabar, DispatchApi dispatch, CancellationToken cancellationToken)
    {
        var (waiting, journeys) = (dispatch.WaitingAsync(cancellationToken), dispatch.OpenJourneysAsync(cancellationToken));
        var requests = await waiting;
        return requests.IsValue
            ? Html.Page<RequestQueuePage>(new RequestQueueModel([.. requests.Value.Items.OrderBy(request => request.WaitingSince)], (await journeys).Value?.Items, kabar))
            : Html.Trouble(requests.Problem);
    }
}

/// <param name="Journeys">Null when they could not be had; the queue is shown anyway.</param>
public sealed record RequestQueueModel(IReadOnlyList<UnitRequest> Waiting, IReadOnlyList<Journey>? Journeys, string? News);
