using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>Keys with which other applications post complaints by Open311: issue one, which is shown once, and revoke.</summary>
internal static class ApiKeys
{
    private const int PageSize = 25;

    public static Task<IResult> ShowAsync(int? halaman, string? kabar, ComplaintsApi complaints, CancellationToken cancellationToken)
        => PageAsync(ApiKeyForm.Empty, kabar, problem: null, sent: null, Math.Clamp(halaman ?? 1, 1, 10_000), complaints, cancellationToken);

    public static async Task<IResult> IssueAsync(Posted posted, ComplaintsApi complaints, Words words, CancellationToken cancellationToken)
    {
        var form = ApiKeyForm.Of(posted);
        var answer = !posted.IsGenuine ? Problem.Expired
            : !form.TryReadRate(out var perMinute) ? Problem.Invalid("requestsPerMinute", words["ApiKeys.RateWrong"])
            : await complaints.IssueOpen311KeyAsync(
                new { client = Posted.Said(form.Client), contact = Posted.Said(form.Contact), requestsPerMinute = perMinute, privacyNoticeAccepted = form.PrivacyNoticeAccepted }, cancellationToken);
        return answer.IsValue
            ? Html.Page<ApiKeyIssuedPage>(answer.Value)
            : await PageAsync(form, news: null, answer.Problem, posted, page: 1, complaints, cancellationToken);
    }

    public static async Task<IResult> RevokeAsync(Guid id, Posted posted, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await complaints.RevokeOpen311KeyAsync(id, cancellationToken)).Problem : Problem.Expired;
        return problem is null
            ? Html.SeeOther("/kunci-api?kabar=api-key-revoked")
            : await PageAsync(ApiKeyForm.Empty, news: null, problem, posted, page: 1, complaints, cancellationToken);
    }

    private static async Task<IResult> PageAsync(ApiKeyForm typed, string? news, Problem? problem, Posted? sent, int page, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var keys = await complaints.Open311KeysAsync(page, PageSize, cancellationToken);
        return keys.IsValue
            ? Html.Page<ApiKeysPage>(new ApiKeysModel(keys.Value, typed, news, problem), problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(keys.Problem, sent);
    }
}

/// <param name="RequestsPerMinute">As typed; empty: the usual.</param>
public sealed record ApiKeyForm(string Client, string Contact, string RequestsPerMinute, bool PrivacyNoticeAccepted)
{
    public static ApiKeyForm Empty { get; } = new("", "", "", false);

    internal static ApiKeyForm Of(Posted posted) => new(posted["client"], posted["contact"], posted["requestsPerMinute"], posted["privacyNoticeAccepted"] == "yes");

    /// <returns>False for what is no whole number.</returns>
    internal bool TryReadRate(out int? perMinute)
    {
        perMinute = Posted.Said(RequestsPerMinute) is { } typed && int.TryParse(typed, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
        return perMinute is not null || Posted.Said(RequestsPerMinute) is null;
    }
}

public sealed record ApiKeysModel(Listed<Open311Key> Keys, ApiKeyForm Typed, string? News, Problem? Problem);
