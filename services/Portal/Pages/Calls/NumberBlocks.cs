using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Calls;

/// <summary>The record of blocked numbers; whoever is at the desk lifts a block.</summary>
internal static class NumberBlocks
{
    private const int PageSize = 50;

    public static Task<IResult> ShowAsync(int? halaman, string? kabar, CallsApi calls, CancellationToken cancellationToken) => PageAsync(halaman, kabar, problem: null, calls, cancellationToken);

    public static async Task<IResult> LiftAsync(Guid id, Posted posted, CallsApi calls, CancellationToken cancellationToken)
    {
        var problem = posted.IsGenuine ? (await calls.LiftAsync(id, cancellationToken)).Problem : Problem.Expired;
        return problem is null ? Html.SeeOther("/112/blokir?kabar=block-lifted") : await PageAsync(halaman: null, news: null, problem, calls, cancellationToken);
    }

    private static async Task<IResult> PageAsync(int? halaman, string? news, Problem? problem, CallsApi calls, CancellationToken cancellationToken)
    {
        var blocks = await calls.BlocksAsync(inForce: false, Math.Clamp(halaman ?? 1, 1, 10_000), PageSize, cancellationToken);
        return blocks.IsValue ? Html.Page<NumberBlocksPage>(new NumberBlocksModel(blocks.Value, news, problem), problem?.Status ?? StatusCodes.Status200OK) : Html.Trouble(blocks.Problem);
    }
}

public sealed record NumberBlocksModel(Listed<NumberBlock> Blocks, string? News, Problem? Problem);
