using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>Where is my report? By number and secret, without an account.</summary>
internal static class TrackComplaint
{
    public static IResult Show() => Html.Page<TrackPage>(TrackForm.Empty);

    public static async Task<IResult> FindAsync(Posted posted, HttpContext http, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var number = TrackForm.Tidy(posted["number"]);
        var form = TrackForm.Empty with { Number = posted["number"] };
        if (!posted.IsGenuine)
            return Again(Problem.Expired);
        if (KeptSecret.OfComplaint.PathOf(number) is null)
            return Again(Problem.WrongNumberOrSecret);

        var answer = await complaints.TrackAsync(number, posted["secret"].Trim(), cancellationToken);
        if (!answer.IsValue)
            return Again(answer.Problem.Status == 404 ? Problem.WrongNumberOrSecret : answer.Problem);

        KeptSecret.OfComplaint.Keep(http, answer.Value.TrackingNumber, posted["secret"].Trim());
        return Html.SeeOther($"/lacak/{answer.Value.TrackingNumber}");

        IResult Again(Problem problem) => Html.Page<TrackPage>(form with { Problem = problem }, problem.Status);
    }

    public static async Task<IResult> FollowAsync(string number, string? kabar, HttpContext http, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        if (KeptSecret.Of(http) is not { } secret)
            return Html.Page<TrackPage>(TrackForm.Empty with { Number = number });

        var answer = await complaints.TrackAsync(number, secret, cancellationToken);
        return answer switch
        {
            { IsValue: true } => Html.Page<FollowComplaintPage>(new FollowComplaintModel(answer.Value, kabar, Refused: null)),
            { Problem.Status: 404 } => Html.Page<TrackPage>(TrackForm.Empty with { Number = number, Problem = Problem.WrongNumberOrSecret }, 404),
            _ => Html.Trouble(answer.Problem!),
        };
    }

    /// <summary>Number and secret in large type, to keep, to print, to copy by hand.</summary>
    public static async Task<IResult> ShowSlipAsync(string number, HttpContext http, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        if (KeptSecret.Of(http) is not { } secret)
            return Html.SeeOther(KeptSecret.OfComplaint.PathOf(number) ?? "/lacak");

        // Whoever has the right secret gets the slip also while the service is away: it was lodged, and this is what proves it.
        var answer = await complaints.TrackAsync(number, secret, cancellationToken);
        return answer is { Problem.Status: 404 }
            ? Html.SeeOther(KeptSecret.OfComplaint.PathOf(number) ?? "/lacak")
            : Html.Page<ComplaintSlipPage>(new TrackComplaintSlip(number, secret, answer.Value?.IsEmergency == true, answer.Value?.ReceivedAt));
    }

    public static IResult Forget(string number, Posted posted, HttpContext http)
    {
        if (posted.IsGenuine)
            KeptSecret.OfComplaint.Forget(http, number);
        return Html.SeeOther("/lacak");
    }
}

/// <param name="News">Key of what the last step did.</param>
/// <param name="Refused">What the reporter sent and was not done, with what they typed; null otherwise.</param>
public sealed record FollowComplaintModel(TrackedComplaint Complaint, string? News, RefusedStep? Refused)
{
    /// <summary>What was typed into a form that was refused; empty for every other.</summary>
    public string Typed(string form, string field) => Refused?.Form == form ? Refused.Sent[$"{form}.{field}"] : "";

    public Problem? ProblemOf(string form) => Refused?.Form == form ? Refused.Problem : null;
}

public sealed record TrackComplaintSlip(string Number, string Secret, bool Emergency, DateTimeOffset? ReceivedAt);
