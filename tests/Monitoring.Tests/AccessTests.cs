using System.Net;
using PlanningPlatform.ServiceDefaults;

namespace PlanningPlatform.Monitoring.Tests;

public sealed class AccessTests
{
    [Fact]
    public async Task The_summary_is_for_those_who_steer_plan_and_inspect()
    {
        await using var monitoring = await MonitoringService.StartAsync();
        string[] allowed = [Roles.ProgramManager, Roles.Leader, Roles.Planner, Roles.Inspector];

        foreach (var role in Roles.All)
        {
            Assert.Equal((role, allowed.Contains(role) ? HttpStatusCode.OK : HttpStatusCode.Forbidden), (role, (await monitoring.AskAsync(role)).StatusCode));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await monitoring.AskAsync(role: null)).StatusCode);
    }
}
