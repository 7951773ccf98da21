using PlanningPlatform.Portal.Services;
using PlanningPlatform.Portal.Shell;

namespace PlanningPlatform.Portal.Pages;

/// <summary>The manager's minute: each figure's title says what it shows.</summary>
internal static class Overview
{
    public static async Task<IResult> ShowAsync(MonitoringApi monitoring, CancellationToken cancellationToken)
    {
        var summary = await monitoring.SummaryAsync(cancellationToken);
        return summary.IsValue ? Html.Page<OverviewPage>(summary.Value) : Html.Trouble(summary.Problem);
    }
}
