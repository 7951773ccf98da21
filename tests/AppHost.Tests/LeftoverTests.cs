using System.Diagnostics;
using PlanningPlatform.AppHost.Native.Engine;

namespace PlanningPlatform.AppHost.Tests;

public sealed class LeftoverTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("planning-leftovers-");

    private string File => Path.Combine(folder.FullName, "processes.json");

    [Fact]
    public async Task What_an_earlier_run_left_behind_is_ended_at_the_next_start()
    {
        using var left = Process.Start("setsid", ["sleep", "300"]);
        new ProcessLedger(File).Started("shop", left.Id);

        var ended = await new ProcessLedger(File).EndLeftoversAsync();

        Assert.Equal(["shop"], ended);
        await left.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_stranger_that_was_given_the_same_process_id_is_left_alone()
    {
        using var stranger = Process.Start("setsid", ["sleep", "300"]);
        new ProcessLedger(File).Started("shop", stranger.Id);
        await System.IO.File.WriteAllTextAsync(File, (await System.IO.File.ReadAllTextAsync(File)).Replace("/", "/9", StringComparison.Ordinal));

        Assert.Empty(await new ProcessLedger(File).EndLeftoversAsync());

        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    [Fact]
    public async Task A_list_cut_short_by_a_power_cut_stops_nobody_from_starting()
    {
        await System.IO.File.WriteAllTextAsync(File, "[{\"name\": \"sh");

        Assert.Empty(await new ProcessLedger(File).EndLeftoversAsync());
    }

    public void Dispose() => folder.Delete(recursive: true);
}
