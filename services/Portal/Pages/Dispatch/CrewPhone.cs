using System.Globalization;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Dispatch;

/// <summary>Where next? The journey that is under way first, with one big button for one thumb.</summary>
internal static class CrewPhone
{
    public static Task<IResult> ShowAsync(string? kabar, DispatchApi dispatch, TimeProvider time, CancellationToken cancellationToken)
        => PageAsync(kabar, problem: null, sent: null, dispatch, time, cancellationToken);

    /// <summary>A step from the form, where there is no script.</summary>
    public static async Task<IResult> StepAsync(Guid journeyId, string step, Posted posted, DispatchApi dispatch, Words words, TimeProvider time, CancellationToken cancellationToken)
    {
        var problem = !posted.IsGenuine ? Problem.Expired
            : Posted.Said(posted["odometer"]) is { } typed && Kilometres(typed) is null ? Problem.Invalid("odometer", words["Crew.OdometerWrong"])
            : (await dispatch.StepAsync(journeyId, step, ReportOf(posted), cancellationToken)).Problem;
        return problem is null ? Html.SeeOther($"/kru?kabar={(step == "fail" ? "journey-failed" : step)}") : await PageAsync(news: null, problem, posted, dispatch, time, cancellationToken);
    }

    private static Dictionary<string, object> ReportOf(Posted posted)
    {
        var report = new Dictionary<string, object>(StringComparer.Ordinal);
        // Pressed twice it is one report.
        if (Guid.TryParse(posted["reportId"], out var id))
            report["reportId"] = id;
        if (Kilometres(posted["odometer"]) is { } kilometres)
            report["odometer"] = kilometres;
        foreach (var name in (string[])["cause", "note", "requestId", "kind"])
        {
            if (Posted.Said(posted[name]) is { } said)
                report[name] = said;
        }

        return report;
    }

    /// <summary>45.012, 45 012 and 45012 are the same.</summary>
    private static int? Kilometres(string typed)
        => int.TryParse(typed.Trim().Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var kilometres) ? kilometres : null;

    /// <param name="problem">Why the last step was refused.</param>
    public static async Task<IResult> PageAsync(string? news, Problem? problem, Posted? sent, DispatchApi dispatch, TimeProvider time, CancellationToken cancellationToken)
    {
        var journeys = await dispatch.OpenJourneysAsync(cancellationToken);
        return journeys.IsValue
            ? Html.Page<CrewPhonePage>(new CrewPhoneModel(Ordered(journeys.Value.Items), news, problem, time.GetUtcNow()), problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(journeys.Problem, sent);
    }

    private static IReadOnlyList<Journey> Ordered(IReadOnlyList<Journey> journeys)
        => [.. journeys.OrderBy(journey => journey.State is not ("EnRoute" or "Arrived" or "OnBoard")).ThenBy(journey => journey.SlotFrom).ThenBy(journey => journey.JourneyId)];
}

/// <param name="Now">Makes the ids of reports.</param>
public sealed record CrewPhoneModel(IReadOnlyList<Journey> Journeys, string? News, Problem? Problem, DateTimeOffset Now);
