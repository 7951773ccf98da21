using PlanningPlatform.Monitoring.Features;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Monitoring;

/// <summary>The service's table of contents.</summary>
internal static class MonitoringEndpoints
{
    public static void MapMonitoring(this IEndpointRouteBuilder app)
    {
        var watchers = app.MapGroup("/api/monitoring").WithTags("monitoring")
            .RequireRoles(Roles.ProgramManager, Roles.Leader, Roles.Planner, Roles.Inspector);
        watchers.MapGet("/summary", GetSummary.Handle);
    }
}
