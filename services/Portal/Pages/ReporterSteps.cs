using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>What a resident does with their own report: answers, reopens, rates. The secret comes from the cookie of the report's pages.</summary>
internal static class ReporterSteps
{
    public static Task<IResult> ReplyAsync(string number, Posted posted, HttpContext http, ComplaintsApi complaints, CancellationToken cancellationToken)
        => StepAsync(number, "balas", "reply", form => new { text = form.Text("text") }, posted, http, complaints, cancellationToken);

    public static Task<IResult> ReopenAsync(string number, Posted posted, HttpContext http, ComplaintsApi complaints, CancellationToken cancellationToken)
        => StepAsync(number, "buka-lagi", "reopen", form => new { reason = form.Text("reason") }, posted, http, complaints, cancellationToken);

    public static Task<IResult> RateAsync(string number, Posted posted, HttpContext http, ComplaintsApi complaints, CancellationToken cancellationToken)
        => StepAsync(number, "nilai", "rate", form => new { stars = form.Number("stars"), comment = form.Said("comment") }, posted, http, complaints, cancellationToken);

    private static async Task<IResult> StepAsync(
        string number, string form, string step, Func<StepFields, object> bodyOf, Posted posted, HttpContext http, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        if (KeptSecret.OfComplaint.PathOf(number) is not { } path)
        {
            return Html.SeeOther("/lacak");
        }

        if (KeptSecret.Of(http) is not { } secret)
        {
            return Html.SeeOther(path);
        }

        var problem = posted.IsGenuine ? (await complaints.AsReporterAsync(number, secret, step, bodyOf(new StepFields(posted, form)), cancellationToken)).Problem : Problem.Expired;
        if (problem is null)
        {
            return Html.SeeOther($"{path}?kabar={step}");
        }

        var tracked = await complaints.TrackAsync(number, secret, cancellationToken);
        return tracked switch
        {
            { IsValue: true } => Html.Page<FollowComplaintPage>(new FollowComplaintModel(tracked.Value, News: null, new RefusedStep(form, posted, problem)), problem.Status),
            { Problem.Status: 404 } => Html.SeeOther(path),
            _ => Html.Trouble(tracked.Problem!, posted),
        };
    }
}
