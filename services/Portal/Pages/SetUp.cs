using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>The one-time link of an empty installation makes its first administrator.</summary>
internal static class SetUp
{
    /// <summary>A dead link is told at once. Whatever else goes wrong is told when there is something to send.</summary>
    public static async Task<IResult> ShowAsync(string? token, IdentityApi identity, CancellationToken cancellationToken)
    {
        var model = new SetUpModel(token ?? "", "", null);
        if (model.Token.Length == 0)
            return Html.Page<SetUpPage>(model, StatusCodes.Status404NotFound);

        var link = await identity.CheckSetUpAsync(model.Token, cancellationToken);
        return link.Problem is { IsDeadLink: true } dead
            ? Html.Page<SetUpPage>(model with { Problem = dead }, dead.Status)
            : Html.Page<SetUpPage>(model);
    }

    public static async Task<IResult> SubmitAsync(string? token, Posted posted, IdentityApi identity, Words words, CancellationToken cancellationToken)
    {
        var model = new SetUpModel(token ?? "", posted["username"], null);
        if (model.Token.Length == 0)
            return Html.Page<SetUpPage>(model, StatusCodes.Status404NotFound);
        if (!posted.IsGenuine)
            return Again(Problem.Expired);
        if (!string.Equals(posted["password"], posted["repeated"], StringComparison.Ordinal))
            return Again(Problem.Invalid("repeated", words["SetUp.Different"]));

        var answer = await identity.SetUpAsync(model.Token, model.Username, posted["password"], cancellationToken);
        return answer.IsValue ? Html.SeeOther($"/masuk?kabar=account-made&username={Uri.EscapeDataString(model.Username)}") : Again(answer.Problem);

        IResult Again(Problem problem) => Html.Page<SetUpPage>(model with { Problem = problem }, problem.Status);
    }
}

/// <param name="Token">Stays in the address of a refused form, so that opening it once more asks for the same link; empty when the address has none.</param>
public sealed record SetUpModel(string Token, string Username, Problem? Problem);
