using Microsoft.Extensions.Configuration;

namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>The demo city: on unless Demo:Enabled is false (--no-demo).</summary>
internal static class Demo
{
    public static bool IsOn(IConfiguration configuration) => configuration.GetValue("Demo:Enabled", true);
}
