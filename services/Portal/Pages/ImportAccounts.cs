using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>Many accounts from a spreadsheet: all of its rows or none.</summary>
internal static class ImportAccounts
{
    // What the identity service takes.
    private const long LargestFile = 512 * 1024;

    public static IResult Show() => Html.Page<ImportAccountsPage>(new ImportModel(null, null));

    public static async Task<IResult> SubmitAsync(Posted posted, IdentityApi identity, Words words, CancellationToken cancellationToken)
    {
        if (!posted.IsGenuine)
            return Again(Problem.Expired);
        if (posted.File("file") is not { Length: > 0 } file)
            return Again(Problem.Invalid("file", words["Import.NoFile"]));
        if (file.Length > LargestFile)
            return Again(Problem.Invalid("file", words["Import.TooLarge"]));

        await using var csv = file.OpenReadStream();
        var answer = await identity.ImportAsync(csv, cancellationToken);
        return answer.IsValue ? Html.Page<ImportAccountsPage>(new ImportModel(answer.Value, null)) : Again(answer.Problem);

        static IResult Again(Problem problem) => Html.Page<ImportAccountsPage>(new ImportModel(null, problem), problem.Status);
    }
}

/// <param name="Imported">Null before and after a refusal.</param>
public sealed record ImportModel(Imported? Imported, Problem? Problem);
