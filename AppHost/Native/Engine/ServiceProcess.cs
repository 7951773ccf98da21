using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using PlanningPlatform.AppHost.Native.Processes;

namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>How a service is started: its built output, in the configuration (Debug, Release) that we were built in.</summary>
internal static class ServiceProcess
{
    /// <param name="project">The service.</param>
    /// <param name="listen">What it listens on, such as <c>http://127.0.0.1:5001</c>.</param>
    /// <param name="dataFolder">Where it may keep files of its own (signing and Data Protection keys).</param>
    /// <exception cref="Refusal">The service has not been built.</exception>
    public static Command CommandOf(ProjectResource project, string listen, string dataFolder)
    {
        // We run from AppHost/bin/Release/net10.0/; the service's output is at the same place in its own folder.
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var appHost = output.Parent!.Parent!.Parent!.FullName;
        var file = Path.GetFullPath(Path.Combine(appHost, project.ProjectPath));
        var folder = Path.GetDirectoryName(file)!;
        var assembly = Path.Combine(
            folder, "bin", output.Parent.Name, output.Name, $"PlanningPlatform.{Path.GetFileNameWithoutExtension(file)}.dll");
        if (!File.Exists(assembly))
        {
            throw new Refusal(
                $"{project.Name} belum dibangun; jalankan dotnet build AppHost.",
                $"{project.Name} has not been built; run dotnet build AppHost.");
        }

        var environment = project.Environment.ToDictionary(variable => variable.Key, variable => variable.Value(), StringComparer.Ordinal);
        environment["ASPNETCORE_URLS"] = listen;
        // Set in .NET's container images; a service would warn that ASPNETCORE_URLS overrides them.
        environment["ASPNETCORE_HTTP_PORTS"] = null;
        environment["HTTP_PORTS"] = null;
        environment["OTEL_SERVICE_NAME"] = project.Name;
        environment["Data__Folder"] = dataFolder;
        // One line a message: each stands under its service's name in the console.
        environment["Logging__Console__FormatterName"] = "simple";
        environment["Logging__Console__FormatterOptions__SingleLine"] = "true";
        return new Command(DotNet(), ["exec", assembly], folder, environment);
    }

    /// <summary>The dotnet that runs us: RUNTIME/shared/Microsoft.NETCore.App/10.0.x/ is where our runtime lies.</summary>
    private static string DotNet() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
}
