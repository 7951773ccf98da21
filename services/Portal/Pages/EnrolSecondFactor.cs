using System.Security.Claims;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>An authenticator app: take the picture, type its first code, keep the recovery codes. Secret and codes are in no address and no cookie.</summary>
internal static class EnrolSecondFactor
{
    public static async Task<IResult> OfferAsync(Posted posted, ClaimsPrincipal user, IdentityApi identity, CancellationToken cancellationToken)
    {
        var offer = posted.IsGenuine ? await identity.OfferSecondFactorAsync(posted["password"], Posted.Said(posted["code"]), cancellationToken) : Problem.Expired;
        return offer.IsValue
            ? Html.Page<EnrolSecondFactorPage>(new EnrolModel(offer.Value.Secret, offer.Value.Uri, null))
            : await Me.PageAsync(news: null, offer.Problem, user, identity, cancellationToken);
    }

    public static async Task<IResult> ConfirmAsync(Posted posted, IdentityApi identity, CancellationToken cancellationToken)
    {
        var confirmed = posted.IsGenuine ? await identity.ConfirmSecondFactorAsync(posted["code"], cancellationToken) : Problem.Expired;
        return confirmed.IsValue
            ? Html.Page<RecoveryCodesPage>(confirmed.Value.Codes)
            : Html.Page<EnrolSecondFactorPage>(new EnrolModel(posted["secret"], posted["uri"], confirmed.Problem), confirmed.Problem.Status);
    }
}

/// <param name="Secret">For typing.</param>
/// <param name="Uri">For the picture.</param>
public sealed record EnrolModel(string Secret, string Uri, Problem? Problem)
{
    public string Picture => QrCode.Of(Uri);
}
