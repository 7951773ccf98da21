using PlanningPlatform.AppHost.Native.Engine;

namespace PlanningPlatform.AppHost.Tests;

/// <summary>Where nothing can be written: /dev/full has no room, /proc takes no file.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("planning-full-");

    [Fact]
    public void A_log_that_cannot_be_written_stops_nobody()
    {
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "logs"), "/proc");
        using var journal = new Journal(Path.Combine(folder.FullName, "logs"), ["shop"]);

        journal.Keep("shop", "no room for this");
    }

    [Fact]
    public void A_list_of_processes_that_cannot_be_written_stops_nobody()
    {
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "processes.json.new"), "/dev/full");

        new ProcessLedger(Path.Combine(folder.FullName, "processes.json")).Started("shop", Environment.ProcessId);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
