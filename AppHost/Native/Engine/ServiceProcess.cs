using System.Globalization;
using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using PlanningPlatform.AppHost.Native.Processes;

namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>How a service is started: its built output, in the configuration (Debug, Release) that we were built in.</summary>
internal static class ServiceProcess
{
    /// <summary>We run from AppHost/bin/Release/net10.0/; a service's output is at the same place in its own folder.</summary>
    private static readonly DirectoryInfo Output = new(AppContext.BaseDirectory);

    /// <param name="project">The service.</param>
    /// <param name="listen">What it, or this replica of it, listens on, such as <c>http://127.0.0.1:5001</c>.</param>
    public static Command CommandOf(ProjectResource project, string listen)
    {
        var environment = project.Environment.ToDictionary(variable => variable.Key, variable => variable.Value(), StringComparer.Ordinal);
        foreach (var other in project.References)
        {
            for (var replica = 0; replica < other.Urls.Count; replica++)
                environment[string.Create(CultureInfo.InvariantCulture, $"services__{other.Name}__http__{replica}")] = other.Urls[replica];
        }

        environment["ASPNETCORE_URLS"] = listen;
        // Set in .NET's container images; a service would warn that ASPNETCORE_URLS overrides them.
        environment["ASPNETCORE_HTTP_PORTS"] = null;
        environment["HTTP_PORTS"] = null;
        environment["OTEL_SERVICE_NAME"] = project.Name;
        // One line a message: each stands under its service's name in the console. (JSON, if somebody asked for it, is a line each, too.)
        environment["Logging__Console__FormatterName"] = Environment.GetEnvironmentVariable("Logging__Console__FormatterName") ?? "simple";
        environment["Logging__Console__FormatterOptions__SingleLine"] = "true";
        return new Command(DotNet(), ["exec", AssemblyOf(project)], Path.GetDirectoryName(FileOf(project))!, environment);
    }

    /// <exception cref="Refusal">The service has not been built.</exception>
    public static string AssemblyOf(ProjectResource project)
    {
        var file = FileOf(project);
        var assembly = Path.Combine(
            Path.GetDirectoryName(file)!, "bin", Output.Parent!.Name, Output.Name, $"PlanningPlatform.{Path.GetFileNameWithoutExtension(file)}.dll");
        return File.Exists(assembly)
            ? assembly
            : throw new Refusal(
                $"{project.Name} belum dibangun; jalankan dotnet build AppHost.",
                $"{project.Name} has not been built; run dotnet build AppHost.",
                exitCode: 3);
    }

    private static string FileOf(ProjectResource project) =>
        Path.GetFullPath(Path.Combine(Output.Parent!.Parent!.Parent!.FullName, project.ProjectPath));

    /// <summary>The dotnet that runs us: RUNTIME/shared/Microsoft.NETCore.App/10.0.x/ is where our runtime lies.</summary>
    private static string DotNet() => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
}
