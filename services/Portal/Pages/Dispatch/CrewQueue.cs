using System.Net.Mime;
using Microsoft.AspNetCore.Antiforgery;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Pages.Dispatch;

/// <summary>
/// Where a crew's phone sends what was pressed, one by one and in order, as soon as there is a network. It answers a script: JSON, never a page.
/// </summary>
internal static class CrewQueue
{
    private static readonly string[] Steps = ["accept", "depart", "arrive", "board", "complete", "fail"];

    /// <summary>Who is signed in and the token that a report has to carry: a page from before may be hours old, and its token, too.</summary>
    public static IResult Open(HttpContext http, IAntiforgery antiforgery)
        => Results.Json(new { user = http.User.UserName(), token = antiforgery.GetAndStoreTokens(http).RequestToken });

    /// <summary>One report, passed on with the id that the phone gave it.</summary>
    public static async Task<IResult> TellAsync(Report report, HttpContext http, IAntiforgery antiforgery, DispatchApi dispatch, CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return Refused(Problem.Expired);
        if (!Steps.Contains(report.Step))
            return Refused(new(400, "unknown_step", "", []));

        var body = new Dictionary<string, object>(StringComparer.Ordinal) { ["reportId"] = report.ReportId };
        (string, object?)[] said = report.Step == "fail"
            ? [("at", report.At), ("odometer", report.Odometer), ("cause", report.Cause), ("note", report.Note), ("requestId", report.RequestId)]
            : [("at", report.At), ("odometer", report.Odometer), ("requestId", report.RequestId), ("kind", report.Kind)];
        foreach (var (name, value) in said)
        {
            if (value is not null)
                body[name] = value;
        }

        var answer = await dispatch.StepAsync(report.JourneyId, report.Step, body, cancellationToken);
        return answer.IsValue ? Results.Json(answer.Value) : Refused(answer.Problem);
    }

    public static IResult Refused(Problem problem)
        => Results.Json(new { code = problem.Code, detail = problem.Errors is [{ Detail: var of }, ..] ? of : problem.Detail, field = problem.Errors is [{ Field: var field }, ..] ? field : null }, contentType: MediaTypeNames.Application.Json, statusCode: problem.Status);

    /// <param name="At">When it was pressed, by the phone's clock; null when that clock was wrong.</param>
    /// <param name="Cause">With fail: what went wrong.</param>
    /// <param name="RequestId">With fail: the one that could not be served; null for all. Else with <paramref name="Kind"/> the stop that it was pressed for.</param>
    internal sealed record Report(Guid JourneyId, string Step, Guid ReportId, DateTimeOffset? At, int? Odometer, string? Cause, string? Note, Guid? RequestId, string? Kind);
}
