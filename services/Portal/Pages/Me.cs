using System.Security.Claims;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>The own account: password, second factor, other sessions. What has to be done first stands alone.</summary>
internal static class Me
{
    /// <summary>The gateway fetches new tokens there, because what the person may do has just changed.</summary>
    public const string Renew = "/sesi/perbarui?returnUrl=";

    public static Task<IResult> ShowAsync(string? kabar, ClaimsPrincipal user, IdentityApi identity, CancellationToken cancellationToken)
        => PageAsync(kabar, problem: null, user, identity, cancellationToken);

    public static async Task<IResult> ChangePasswordAsync(Posted posted, ClaimsPrincipal user, IdentityApi identity, Words words, CancellationToken cancellationToken)
    {
        var problem = !posted.IsGenuine ? Problem.Expired
            : !string.Equals(posted["newPassword"], posted["repeated"], StringComparison.Ordinal) ? Problem.Invalid("repeated", words["SetUp.Different"])
            : (await identity.ChangePasswordAsync(posted["password"], posted["newPassword"], cancellationToken)).Problem;
        return problem is null
            ? Html.SeeOther(Renew + Uri.EscapeDataString(user.Must() is null ? "/saya?kabar=password-changed" : "/kerja"))
            : await PageAsync(news: null, problem, user, identity, cancellationToken);
    }

    public static async Task<IResult> SignOutElsewhereAsync(Posted posted, ClaimsPrincipal user, IdentityApi identity, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await identity.SignOutElsewhereAsync(cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther("/saya?kabar=signed-out-elsewhere") : await PageAsync(news: null, problem, user, identity, cancellationToken);
    }

    public static async Task<IResult> PageAsync(string? news, Problem? problem, ClaimsPrincipal user, IdentityApi identity, CancellationToken cancellationToken)
    {
        var factor = await identity.SecondFactorAsync(cancellationToken);
        return factor.IsValue
            ? Html.Page<MePage>(new MeModel(user.Must(), factor.Value, news, problem), problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(factor.Problem);
    }
}

/// <param name="Must">password or second_factor; null when nothing comes first.</param>
public sealed record MeModel(string? Must, SecondFactorState Factor, string? News, Problem? Problem);
