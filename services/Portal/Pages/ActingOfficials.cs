using System.Globalization;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>Who acts for whom, by which decree and until when.</summary>
internal static class ActingOfficials
{
    private const int PageSize = 25;

    public static Task<IResult> ShowAsync(string? untuk, int? halaman, string? kabar, IdentityApi identity, CancellationToken cancellationToken)
        => PageAsync(ActingForm.Empty with { ForUsername = untuk ?? "" }, kabar, problem: null, sent: null, Math.Clamp(halaman ?? 1, 1, 10_000), identity, cancellationToken);

    public static async Task<IResult> AppointAsync(Posted posted, IdentityApi identity, Words words, CancellationToken cancellationToken)
    {
        var form = ActingForm.Of(posted);
        var problem = posted.IsGenuine ? await AppointAsync(form, identity, words, cancellationToken) : Problem.Expired;
        return problem is null
            ? Html.SeeOther("/akun/pengganti?kabar=acting-registered")
            : await PageAsync(form, news: null, problem, posted, page: 1, identity, cancellationToken);
    }

    public static async Task<IResult> EndAsync(Guid id, Posted posted, IdentityApi identity, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await identity.EndActingAsync(id, cancellationToken)).Problem : Problem.Expired;
        return problem is null
            ? Html.SeeOther("/akun/pengganti?kabar=acting-ended")
            : await PageAsync(ActingForm.Empty, news: null, problem, posted, page: 1, identity, cancellationToken);
    }

    /// <summary>People know user names; the service wants to be told exactly whom.</summary>
    private static async Task<Problem?> AppointAsync(ActingForm form, IdentityApi identity, Words words, CancellationToken cancellationToken)
    {
        var (account, holder) = (await FindAsync(form.Username, identity, cancellationToken), await FindAsync(form.ForUsername, identity, cancellationToken));
        if ((account.Problem ?? holder.Problem) is { } trouble)
            return trouble;
        if (account.Value!.Items.Count == 0)
            return Problem.Invalid("accountId", words["Acting.Unknown"]);
        if (holder.Value!.Items.Count == 0)
            return Problem.Invalid("forAccountId", words["Acting.Unknown"]);

        return (await identity.AppointAsync(
            new { accountId = account.Value.Items[0].Id, forAccountId = holder.Value.Items[0].Id, kind = Posted.Said(form.Kind), decree = Posted.Said(form.Decree), from = Day(form.From), until = Day(form.Until) }, cancellationToken)).Problem;
    }

    private static async Task<Answer<Listed<AccountRow>>> FindAsync(string userName, IdentityApi identity, CancellationToken cancellationToken)
    {
        var found = await identity.AccountsAsync(Posted.Said(userName), role: null, state: null, page: 1, pageSize: 200, cancellationToken);
        return found.IsValue
            ? found.Value with { Items = [.. found.Value.Items.Where(account => string.Equals(account.Username, userName.Trim(), StringComparison.OrdinalIgnoreCase))] }
            : found.Problem;
    }

    private static async Task<IResult> PageAsync(ActingForm typed, string? news, Problem? problem, Posted? sent, int page, IdentityApi identity, CancellationToken cancellationToken)
    {
        var acting = await identity.ActingAsync(page, PageSize, cancellationToken);
        return acting.IsValue
            ? Html.Page<ActingOfficialsPage>(new ActingModel(acting.Value, typed, news, problem), problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(acting.Problem, sent);
    }

    private static DateOnly? Day(string typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

public sealed record ActingForm(string Username, string ForUsername, string Kind, string Decree, string From, string Until)
{
    public static ActingForm Empty { get; } = new("", "", "", "", "", "");

    internal static ActingForm Of(Posted posted) => new(posted["accountId"], posted["forAccountId"], posted["kind"], posted["decree"], posted["from"], posted["until"]);
}

public sealed record ActingModel(Listed<Acting> Acting, ActingForm Typed, string? News, Problem? Problem);
