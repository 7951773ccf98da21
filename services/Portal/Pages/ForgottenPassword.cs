using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>Asks for a link by mail. The page says the same whoever is asked for.</summary>
internal static class ForgottenPassword
{
    public static IResult Show() => Html.Page<ForgottenPasswordPage>(new ForgottenPasswordModel("", null, null));

    public static async Task<IResult> SubmitAsync(Posted posted, IdentityApi identity, CancellationToken cancellationToken)
    {
        var answer = posted.IsGenuine ? await identity.ForgetPasswordAsync(posted["username"], cancellationToken) : Problem.Expired;
        return Html.Page<ForgottenPasswordPage>(new ForgottenPasswordModel(posted["username"], answer.Value, answer.Problem), answer.Problem?.Status ?? StatusCodes.Status200OK);
    }
}

/// <param name="Asked">Null until somebody asked.</param>
public sealed record ForgottenPasswordModel(string Username, LinkMayComeByMail? Asked, Problem? Problem);
