using PlanningPlatform.Testing;

namespace PlanningPlatform.AppHost.Tests;

/// <summary>The small platform of tests/TinyPlatform: a door, a shop behind it and, when asked for, a broker.</summary>
internal static class Tiny
{
    private const string Host = "tests/TinyPlatform";

    public static Task<PlatformProcess> StartAsync(params (string Name, string Value)[] environment) =>
        PlatformProcess.StartAsync(environment, host: Host);

    public static Task<PlatformProcess> StartAsync(string dataFolder, params string[] switches) =>
        PlatformProcess.StartAsync(switches: switches, dataFolder: dataFolder, host: Host);

    public static Task<(int ExitCode, string Output)> RunToEndAsync(params (string Name, string Value)[] environment) =>
        PlatformProcess.RunToEndAsync(environment, host: Host);

    public static Task<(int ExitCode, string Output)> RunToEndAsync(string? dataFolder, params string[] switches) =>
        PlatformProcess.RunToEndAsync(switches: switches, dataFolder: dataFolder, host: Host);

    /// <summary>An environment variable as the shop sees it; the door asks the shop.</summary>
    public static async Task<string> InShopAsync(this PlatformProcess platform, string variable)
    {
        using var client = platform.CreateClient();
        return await client.GetStringAsync(new Uri($"/shop/{variable}", UriKind.Relative));
    }
}
