using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace PlanningPlatform.ServiceDefaults;

internal static class LogSettings
{
    private static readonly Dictionary<string, string?> QuietFrameworks = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        // Keys lie in the data folder, which only its owner can enter; the warning would come at every first start.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        // Each time that somebody asks; what is wrong, /health itself answers.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
        // At Information it repeats each failed connection, twice, and lists every reaction at each start.
        ["Logging:LogLevel:MassTransit"] = "Warning",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
        ["Logging:LogLevel:Yarp"] = "Warning",
        // A stack trace for every request to a service that is being restarted; the gateway says it in a line.
        ["Logging:LogLevel:Yarp.ReverseProxy.Forwarder"] = "Error",
    };

    private static readonly Dictionary<string, string?> Json = new()
    {
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-ddTHH:mm:ss.fffZ",
        // The trace id comes in a scope. The framework's scope of a request would add its path, which holds tracking numbers.
        ["Logging:Console:FormatterOptions:IncludeScopes"] = "true",
        ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None",
    };

    /// <summary>
    /// Quiet frameworks: at Information they log every query and every address with its query, and with it set-up tokens and user
    /// names. With <c>Logging:Console:FormatterName</c> set to <c>json</c> every line has its time and trace id. Comes before every
    /// other source of configuration, so <c>Logging__...</c> still decides.
    /// </summary>
    public static void AddLogSettings(this WebApplicationBuilder builder)
    {
        var json = builder.Configuration["Logging:Console:FormatterName"] == "json";
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(
            0, new MemoryConfigurationSource { InitialData = json ? QuietFrameworks.Concat(Json) : QuietFrameworks });
        builder.Services.AddBriefOutages();
        if (json)
        {
            TraceIds.AlwaysCarry();
        }
    }
}
