using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>A resident's proposal for the development plan.</summary>
internal static class SubmitProposal
{
    public static IResult Show() => Html.Page<ProposalsPage>(TrackForm.ForProposals);

    public static Task<IResult> ShowFormAsync(ProposalsApi proposals, TimeProvider time, CancellationToken cancellationToken)
        => FormAsync(ProposalForm.New(time), problem: null, proposals, cancellationToken);

    public static async Task<IResult> SubmitAsync(Posted posted, HttpContext http, ProposalsApi proposals, TimeProvider time, CancellationToken cancellationToken)
    {
        var form = ProposalForm.From(posted);
        if (!posted.IsGenuine)
            return await FormAsync(form, Problem.Expired, proposals, cancellationToken);

        var answer = await proposals.SubmitAsync(form.ToProposal(), form.Key, cancellationToken);
        if (answer.IsValue)
        {
            KeptSecret.OfProposal.Keep(http, answer.Value.TrackingNumber, answer.Value.TrackingSecret);
            return Html.SeeOther($"/usulan/{answer.Value.TrackingNumber}/tanda-terima");
        }

        var typed = answer.Problem.Code == "idempotency_key_reused" ? form with { Key = LodgeForm.NewKey(time) } : form;
        return await FormAsync(typed, answer.Problem, proposals, cancellationToken);
    }

    // Without its sectors a proposal can be made all the same.
    private static async Task<IResult> FormAsync(ProposalForm form, Problem? problem, ProposalsApi proposals, CancellationToken cancellationToken)
    {
        var sectors = await proposals.SectorsAsync(cancellationToken);
        return Html.Page<SubmitProposalPage>(new SubmitProposalModel(form, sectors.Value?.Items ?? [], problem), problem?.Status ?? StatusCodes.Status200OK);
    }
}

/// <summary>What the resident typed, as typed.</summary>
/// <param name="Key">Drawn with the form: pressing twice sends once.</param>
public sealed record ProposalForm(string Key, string Title, string Problem, string VillageCode, string Sector, ContactForm Contact)
{
    public static ProposalForm New(TimeProvider time) => new(LodgeForm.NewKey(time), "", "", "", "", ContactForm.Empty);

    internal static ProposalForm From(Posted posted) => new(
        posted["key"], posted["title"], posted["problem"], posted["villageCode"], posted["sector"], ContactForm.From(posted, "proposer"));

    internal NewProposal ToProposal() => new(
        Title, Problem.ReplaceLineEndings("\n"), Posted.Said(VillageCode), Posted.Said(Sector), Contact.ToReporter());
}

public sealed record SubmitProposalModel(ProposalForm Form, IReadOnlyList<Sector> Sectors, Problem? Problem);
