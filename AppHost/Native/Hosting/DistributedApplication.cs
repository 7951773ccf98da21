using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using PlanningPlatform.AppHost.Native.Engine;

namespace Aspire.Hosting;

/// <summary>Runs the resources of AppHost.cs on this machine, without Docker.</summary>
internal sealed class DistributedApplication(IReadOnlyList<IResource> resources, ConfigurationManager configuration, bool fresh)
{
    /// <summary>Reads the command line; <c>--help</c> and a switch that does not exist end the program here.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        try
        {
            var switches = Switches.Read(args);
            if (!switches.Help)
                return new DistributedApplicationBuilder(switches);
            Console.WriteLine(Switches.Description);
            Environment.Exit(0);
        }
        catch (Refusal refusal)
        {
            Console.Error.WriteLine(refusal.Message);
            Environment.Exit(refusal.ExitCode);
        }

        throw new InvalidOperationException("The program has ended.");
    }

    /// <summary>Starts everything, returns after a signal (Ctrl-C, TERM) when everything has stopped. Sets the exit code.</summary>
    public void Run() => Environment.ExitCode = RunAsync().GetAwaiter().GetResult();

    private async Task<int> RunAsync()
    {
        using var interrupts = new Interrupts();
        try
        {
            using var data = DataFolder.Open(Settings.DataFolder(configuration));
            await using var platform = new Platform(resources, configuration, data, fresh, interrupts);
            await platform.RunAsync();
            return 0;
        }
        catch (Refusal refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return refusal.ExitCode;
        }
    }
}
