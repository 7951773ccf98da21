using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages.Calls;

/// <summary>The line at this moment, for its supervisor.</summary>
internal static class LiveView
{
    public static async Task<IResult> ShowAsync(CallsApi calls, ComplaintsApi complaints, CancellationToken cancellationToken)
    {
        var (asked, categories) = (calls.LiveAsync(cancellationToken), complaints.CategoriesAsync(cancellationToken));
        var live = await asked;
        return live.IsValue ? Html.Page<LiveViewPage>(new LiveViewModel(live.Value, (await categories).Value?.Items ?? [])) : Html.Trouble(live.Problem);
    }
}

public sealed record LiveViewModel(LiveLine Line, IReadOnlyList<Category> Categories);
