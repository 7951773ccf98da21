using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>A resident's proposal for the development plan.</summary>
internal static class SubmitProposal
{
    public static IResult Show() => Html.Page<ProposalsPage>(TrackForm.ForProposals);

    public static IResult ShowForm(TimeProvider time) => Html.Page<SubmitProposalPage>(new SubmitProposalModel(ProposalForm.New(time), null));

    public static async Task<IResult> SubmitAsync(Posted posted, HttpContext http, ProposalsApi proposals, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = ProposalForm.From(posted);
        if (!posted.IsGenuine)
            return Again(form, Problem.Expired);

        var answer = await proposals.SubmitAsync(form.ToProposal(), form.Key, cancellationToken);
        if (answer.IsValue)
        {
            KeptSecret.OfProposal.Keep(http, answer.Value.TrackingNumber, answer.Value.TrackingSecret);
            return Html.SeeOther($"/usulan/{answer.Value.TrackingNumber}/tanda-terima");
        }

        return Again(answer.Problem.Code == "idempotency_key_reused" ? form with { Key = LodgeForm.NewKey(time) } : form, answer.Problem);

        static IResult Again(ProposalForm typed, Problem problem) => Html.Page<SubmitProposalPage>(new SubmitProposalModel(typed, problem), problem.Status);
    }
}

/// <summary>What the resident typed, as typed.</summary>
/// <param name="Key">Drawn with the form: pressing twice sends once.</param>
public sealed record ProposalForm(string Key, string Title, string Problem, string VillageCode, string Name, string Phone, string Email)
{
    public bool HasContact => (Name + Phone + Email).Length > 0;

    public static ProposalForm New(TimeProvider time) => new(LodgeForm.NewKey(time), "", "", "", "", "", "");

    internal static ProposalForm From(Posted posted) => new(
        posted["key"], posted["title"], posted["problem"], posted["villageCode"], posted["proposer.name"], posted["proposer.phone"], posted["proposer.email"]);

    internal NewProposal ToProposal() => new(
        Title, Problem.ReplaceLineEndings("\n"), Posted.Said(VillageCode),
        new Reporter(Posted.Said(Name), Posted.Said(Phone), Posted.Said(Email)).OrNull());
}

public sealed record SubmitProposalModel(ProposalForm Form, Problem? Problem);
