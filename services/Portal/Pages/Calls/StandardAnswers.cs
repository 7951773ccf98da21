using System.Globalization;
using System.Security.Claims;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Pages.Calls;

/// <summary>The standard answers: read by whoever is at the desk, written by a supervisor.</summary>
internal static class StandardAnswers
{
    private const int Most = 200;

    /// <param name="ubah">Code of the one to be edited, or BARU for a new one.</param>
    public static Task<IResult> ShowAsync(string? cari, string? ubah, string? kabar, ClaimsPrincipal user, CallsApi calls, CancellationToken cancellationToken)
        => PageAsync(cari, ubah, kabar, problem: null, typed: null, user, calls, cancellationToken);

    public static async Task<IResult> EditAsync(Posted posted, ClaimsPrincipal user, CallsApi calls, CancellationToken cancellationToken)
    {
        var typed = new AnswerForm(posted["code"].Trim().ToUpperInvariant(), posted["title"], posted["text"].ReplaceLineEndings("\n"), posted["keywords"], posted["version"]);
        var problem = posted.IsGenuine ? (await calls.EditAnswerAsync(typed.Code, new(typed.Title, typed.Text, typed.Keywords), typed.VersionOrNull, cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther("/112/jawaban?kabar=answer-saved") : await PageAsync(search: null, edit: typed.Code, news: null, problem, typed, user, calls, cancellationToken);
    }

    public static async Task<IResult> RetireAsync(string code, Posted posted, ClaimsPrincipal user, CallsApi calls, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await calls.RetireAnswerAsync(code, cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther("/112/jawaban?kabar=answer-retired") : await PageAsync(search: null, edit: null, news: null, problem, typed: null, user, calls, cancellationToken);
    }

    private static async Task<IResult> PageAsync(
        string? search, string? edit, string? news, Problem? problem, AnswerForm? typed, ClaimsPrincipal user, CallsApi calls, CancellationToken cancellationToken)
    {
        var answers = await calls.AnswersAsync(Posted.Said(search ?? ""), Most, cancellationToken);
        if (!answers.IsValue)
            return Html.Trouble(answers.Problem);

        var mayEdit = user.IsInRole(Roles.Supervisor112);
        var form = !mayEdit || edit is null ? null
            : typed ?? (answers.Value.Items.FirstOrDefault(answer => answer.Code == edit) is { } known
                ? new(known.Code, known.Title, known.Text, known.Keywords, known.Version.ToString(CultureInfo.InvariantCulture)) : new("", "", "", "", ""));
        return Html.Page<StandardAnswersPage>(new StandardAnswersModel(answers.Value.Items, search ?? "", mayEdit, form, news, problem), problem?.Status ?? StatusCodes.Status200OK);
    }
}

/// <param name="Version">Empty for a new one.</param>
public sealed record AnswerForm(string Code, string Title, string Text, string Keywords, string Version)
{
    internal int? VersionOrNull => int.TryParse(Version, CultureInfo.InvariantCulture, out var version) ? version : null;
}

/// <param name="Form">Null while nothing is edited.</param>
public sealed record StandardAnswersModel(IReadOnlyList<StandardAnswer> Answers, string Search, bool MayEdit, AnswerForm? Form, string? News, Problem? Problem);
