using System.Security.Claims;
using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Portal.Pages.Calls;

/// <summary>The end of a shift, and what was handed over.</summary>
internal static class ShiftHandovers
{
    private const int PageSize = 25;

    public static Task<IResult> ListAsync(int? halaman, CallsApi calls, CancellationToken cancellationToken) => ListPageAsync(halaman, problem: null, note: "", calls, cancellationToken);

    /// <summary>Off duty: the handover is written by the service as things stand.</summary>
    public static async Task<IResult> EndShiftAsync(Posted posted, CallsApi calls, CancellationToken cancellationToken)
    {
        var note = posted["note"].ReplaceLineEndings("\n");
        var written = posted.IsGenuine ? await calls.EndShiftAsync(Posted.Said(note), cancellationToken) : Problem.Expired;
        return written.IsValue ? Html.SeeOther($"/112/serah/{written.Value.Id}?kabar=shift-end") : await ListPageAsync(halaman: null, written.Problem, note, calls, cancellationToken);
    }

    public static Task<IResult> ShowAsync(Guid id, string? kabar, ClaimsPrincipal user, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
        => PageAsync(id, kabar, problem: null, user, calls, complaints, cancellationToken);

    public static async Task<IResult> AcknowledgeAsync(Guid id, Posted posted, ClaimsPrincipal user, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await calls.AcknowledgeAsync(id, cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther($"/112/serah/{id}?kabar=handover-taken") : await PageAsync(id, news: null, problem, user, calls, complaints, cancellationToken);
    }

    private static async Task<IResult> ListPageAsync(int? halaman, Problem? problem, string note, CallsApi calls, CancellationToken cancellationToken)
    {
        var (asked, desk) = (calls.HandoversAsync(Math.Clamp(halaman ?? 1, 1, 10_000), PageSize, cancellationToken), calls.DeskAsync(cancellationToken));
        var list = await asked;
        return list.IsValue
            ? Html.Page<HandoversPage>(new HandoversModel(list.Value, (await desk).Value?.Shift, problem, note), problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(list.Problem);
    }

    private static async Task<IResult> PageAsync(Guid id, string? news, Problem? problem, ClaimsPrincipal user, CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var (asked, categories) = (calls.HandoverAsync(id, cancellationToken), complaints.CategoriesAsync(cancellationToken));
        var handover = await asked;
        return handover.IsValue
            ? Html.Page<HandoverPage>(
                new HandoverModel(handover.Value, Category.ByCode(await categories), handover.Value.AcknowledgedBy is null && handover.Value.WrittenBy != user.UserName(), news, problem),
                problem?.Status ?? StatusCodes.Status200OK)
            : Html.Trouble(handover.Problem);
    }
}

/// <param name="Shift">Of the reader; null when off duty.</param>
public sealed record HandoversModel(Listed<ShiftHandoverItem> Handovers, DutyShift? Shift, Problem? Problem, string Note);

/// <param name="MayTake">Nobody took it over yet, and the reader did not write it.</param>
public sealed record HandoverModel(ShiftHandover Handover, IReadOnlyDictionary<string, Category> Categories, bool MayTake, string? News, Problem? Problem);
