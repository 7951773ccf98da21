using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>Where next? One big button per journey, for one thumb.</summary>
internal static class CrewTasks
{
    public static Task<IResult> ShowAsync(string? kabar, DispatchApi dispatch, CancellationToken cancellationToken)
        => PageAsync(kabar, problem: null, sent: null, dispatch, cancellationToken);

    public static async Task<IResult> StepAsync(Guid journeyId, string step, Posted posted, DispatchApi dispatch, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await dispatch.StepAsync(journeyId, step, cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther($"/kru?kabar={step}") : await PageAsync(news: null, problem, posted, dispatch, cancellationToken);
    }

    /// <summary>The one thing to do in a state; null when the journey is over.</summary>
    public static string? NextStep(string state) => state switch
    {
        "Assigned" => "accept",
        "Accepted" => "depart",
        "EnRoute" => "arrive",
        "Arrived" => "complete",
        _ => null,
    };

    private static async Task<IResult> PageAsync(string? news, Problem? problem, Posted? sent, DispatchApi dispatch, CancellationToken cancellationToken)
    {
        var journeys = await dispatch.OpenJourneysAsync(cancellationToken);
        return journeys.IsValue
            ? Html.Page<CrewTasksPage>(new CrewTasksModel(journeys.Value.Items, news, problem), problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(journeys.Problem, sent);
    }
}

public sealed record CrewTasksModel(IReadOnlyList<Journey> Journeys, string? News, Problem? Problem);
