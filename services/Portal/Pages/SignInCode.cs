using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>The second step of signing in; like the first, the gateway takes the form.</summary>
internal static class SignInCode
{
    public static IResult Show(string? error, string? returnUrl) => Html.Page<SignInCodePage>(new SignInModel(error, "", LocalPath.Or(returnUrl, "/kerja"), News: null));
}
