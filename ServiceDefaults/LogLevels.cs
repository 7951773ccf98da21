using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration.Memory;

namespace PlanningPlatform.ServiceDefaults;

internal static class LogLevels
{
    private static readonly Dictionary<string, string?> QuietFrameworks = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        // Keys lie in the data folder, which only its owner can enter; the warning would come at every first start.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
        ["Logging:LogLevel:Yarp"] = "Warning",
        // A stack trace for every request to a service that is being restarted; the gateway says it in a line.
        ["Logging:LogLevel:Yarp.ReverseProxy.Forwarder"] = "Error",
    };

    /// <summary>
    /// Quiet frameworks: at Information they log every query and every address with its query, and with it set-up tokens and user
    /// names. Comes before every other source of configuration, so <c>Logging__LogLevel__...</c> still decides.
    /// </summary>
    public static void AddLogLevels(this WebApplicationBuilder builder)
        => ((Microsoft.Extensions.Configuration.IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = QuietFrameworks });
}
