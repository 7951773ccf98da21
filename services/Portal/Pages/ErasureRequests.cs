using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>Requests to erase what somebody wrote, and the officer's decision; those overdue on top.</summary>
internal static class ErasureRequests
{
    private const int PageSize = 25;

    public static IReadOnlyList<string> States { get; } = ["Open", "Granted", "Refused"];

    public static Task<IResult> ShowAsync(string? status, int? halaman, string? kabar, ComplaintsApi complaints, CancellationToken cancellationToken)
        => PageAsync(status, halaman, kabar, problem: null, typed: null, complaints, cancellationToken);

    public static async Task<IResult> GrantAsync(Guid id, Posted posted, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await complaints.GrantErasureAsync(id, cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther("/privasi/permintaan?kabar=erasure-granted") : await PageAsync(status: null, halaman: null, news: null, problem, typed: null, complaints, cancellationToken);
    }

    public static async Task<IResult> RefuseAsync(Guid id, Posted posted, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var (field, reason) = (ReasonOf(id), posted[ReasonOf(id)]);
        var problem = posted.IsGenuine ? (await complaints.RefuseErasureAsync(id, reason.ReplaceLineEndings("\n"), cancellationToken)).Problem : Problem.Expired;
        return problem is null
            ? Html.SeeOther("/privasi/permintaan?kabar=erasure-refused")
            : await PageAsync(status: null, halaman: null, news: null, problem.Renaming("reason", field), (field, reason), complaints, cancellationToken);
    }

    /// <summary>The field for the reason; there is one for each request on the page.</summary>
    public static string ReasonOf(Guid id) => $"reason-{id:N}";

    private static async Task<IResult> PageAsync(
        string? status, int? halaman, string? news, Problem? problem, (string Field, string Reason)? typed, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var chosen = States.FirstOrDefault(known => string.Equals(known, status, StringComparison.OrdinalIgnoreCase)) ?? States[0];
        var (list, categories) = (complaints.ErasureRequestsAsync(chosen, Math.Clamp(halaman ?? 1, 1, 10_000), PageSize, cancellationToken), complaints.CategoriesAsync(cancellationToken));
        var page = await list;
        return page.IsValue
            ? Html.Page<ErasureRequestsPage>(
                new ErasureRequestsModel(chosen, page.Value, Category.ByCode(await categories), news, problem, typed?.Field, typed?.Reason), problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(page.Problem);
    }
}

/// <param name="TypedField">Which reason was refused; null when none was.</param>
public sealed record ErasureRequestsModel(
    string State, Listed<ErasureRequest> Requests, IReadOnlyDictionary<string, Category> Categories, string? News, Problem? Problem, string? TypedField, string? TypedReason);
