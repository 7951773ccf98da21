using System.Security.Claims;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>The gateway takes the form, keeps the tokens and comes back here with <c>?error=</c> when it could not.</summary>
internal static class SignIn
{
    public static IResult Show(ClaimsPrincipal user, string? error, string? username, string? returnUrl, string? kabar)
        => user.IsSignedIn() && error is null
            ? Html.SeeOther("/kerja")
            : Html.Page<SignInPage>(new SignInModel(error, username ?? "", LocalPath.Or(returnUrl, "/kerja"), kabar));
}

/// <param name="Error">Code of why signing in failed; null at first.</param>
/// <param name="ReturnUrl">Where the person wanted to go.</param>
public sealed record SignInModel(string? Error, string Username, string ReturnUrl, string? News);
