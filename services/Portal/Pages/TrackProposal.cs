using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>What became of my proposal? By number and secret, without an account.</summary>
internal static class TrackProposal
{
    public static async Task<IResult> FindAsync(Posted posted, HttpContext http, ProposalsApi proposals, CancellationToken cancellationToken)
    {
        var number = TrackForm.Tidy(posted["number"]);
        var form = TrackForm.ForProposals with { Number = posted["number"] };
        if (!posted.IsGenuine)
            return Again(Problem.Expired);
        if (KeptSecret.OfProposal.PathOf(number) is null)
            return Again(Problem.WrongNumberOrSecret);

        var answer = await proposals.TrackAsync(number, posted["secret"].Trim(), cancellationToken);
        if (!answer.IsValue)
            return Again(answer.Problem.Status == 404 ? Problem.WrongNumberOrSecret : answer.Problem);

        KeptSecret.OfProposal.Keep(http, answer.Value.TrackingNumber, posted["secret"].Trim());
        return Html.SeeOther($"/usulan/{answer.Value.TrackingNumber}");

        IResult Again(Problem problem) => Html.Page<ProposalsPage>(form with { Problem = problem }, problem.Status);
    }

    public static async Task<IResult> FollowAsync(string number, string? kabar, HttpContext http, ProposalsApi proposals, CancellationToken cancellationToken)
    {
        if (KeptSecret.Of(http) is not { } secret)
            return Html.Page<ProposalsPage>(TrackForm.ForProposals with { Number = number });

        var answer = await proposals.TrackAsync(number, secret, cancellationToken);
        return answer switch
        {
            { IsValue: true } => Html.Page<FollowProposalPage>(new FollowProposalModel(answer.Value, kabar)),
            { Problem.Status: 404 } => Html.Page<ProposalsPage>(TrackForm.ForProposals with { Number = number, Problem = Problem.WrongNumberOrSecret }, 404),
            _ => Html.Trouble(answer.Problem!),
        };
    }

    public static async Task<IResult> ShowSlipAsync(string number, HttpContext http, ProposalsApi proposals, CancellationToken cancellationToken)
    {
        if (KeptSecret.Of(http) is not { } secret)
            return Html.SeeOther(KeptSecret.OfProposal.PathOf(number) ?? "/usulan");

        var answer = await proposals.TrackAsync(number, secret, cancellationToken);
        return answer is { Problem.Status: 404 }
            ? Html.SeeOther(KeptSecret.OfProposal.PathOf(number) ?? "/usulan")
            : Html.Page<ProposalSlipPage>(new TrackProposalSlip(number, secret, answer.Value?.ReceivedAt));
    }

    public static IResult Forget(string number, Posted posted, HttpContext http)
    {
        if (posted.IsGenuine)
            KeptSecret.OfProposal.Forget(http, number);
        return Html.SeeOther("/usulan");
    }
}

/// <param name="News">Key of what the last step did.</param>
public sealed record FollowProposalModel(TrackedProposal Proposal, string? News);

public sealed record TrackProposalSlip(string Number, string Secret, DateTimeOffset? ReceivedAt);
