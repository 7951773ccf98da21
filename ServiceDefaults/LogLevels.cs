using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration.Memory;

namespace PlanningPlatform.ServiceDefaults;

internal static class LogLevels
{
    /// <summary>
    /// Quiet frameworks: at Information they log every address with its query, and with it set-up tokens and user names. Comes before
    /// every other source of configuration, so <c>Logging__LogLevel__...</c> still decides.
    /// </summary>
    public static void AddLogLevels(this WebApplicationBuilder builder)
        => ((Microsoft.Extensions.Configuration.IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Logging:LogLevel:Default"] = "Information",
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
                ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
                ["Logging:LogLevel:Yarp"] = "Warning",
            },
        });
}
