using System.Diagnostics;
using PlanningPlatform.AppHost.Native.Engine;
using PlanningPlatform.AppHost.Native.Processes;

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
    public async Task What_does_not_end_is_named_and_not_waited_for_for_ever()
    {
        // In no group of its own, so that ending its group misses it.
        using var stubborn = Process.Start(new ProcessStartInfo("sh", ["-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        await stubborn.StandardOutput.ReadLineAsync();
        new ProcessLedger(File).Started("shop", stubborn.Id);

        var ending = new ProcessLedger(File) { Patience = TimeSpan.FromMilliseconds(300) }.EndLeftoversAsync();

        var refusal = await Assert.ThrowsAsync<Refusal>(() => ending.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Contains($"shop ({stubborn.Id})", refusal.Message, StringComparison.Ordinal);
        stubborn.Kill();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_guard_ends_what_it_watches_and_not_a_stranger_that_was_given_the_same_id(bool stranger)
    {
        using var process = Process.Start("setsid", ["sleep", "300"]);
        using var guard = Process.Start(new ProcessStartInfo("sh", ["-c", Guard.Script]) { UseShellExecute = false, RedirectStandardInput = true })!;
        await guard.StandardInput.WriteLineAsync($"watch {process.Id}:{(stranger ? "1" : StartTime.Of(process.Id))}");

        guard.StandardInput.Close();
        await guard.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(stranger, StartTime.Of(process.Id) is not null);
        process.Kill();
    }

    [Fact]
    public async Task The_guard_leaves_alone_what_it_was_told_to_forget()
    {
        using var forgotten = Process.Start("setsid", ["sleep", "300"]);
        using var watched = Process.Start("setsid", ["sleep", "300"]);
        using var guard = Process.Start(new ProcessStartInfo("sh", ["-c", Guard.Script]) { UseShellExecute = false, RedirectStandardInput = true })!;
        foreach (var process in (Process[])[forgotten, watched])
            await guard.StandardInput.WriteLineAsync($"watch {process.Id}:{StartTime.Of(process.Id)}");
        await guard.StandardInput.WriteLineAsync($"forget {forgotten.Id}");

        guard.StandardInput.Close();
        await guard.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.NotNull(StartTime.Of(forgotten.Id));
        Assert.Null(StartTime.Of(watched.Id));
        forgotten.Kill();
    }

    [Fact]
    public async Task A_list_cut_short_by_a_power_cut_stops_nobody_from_starting()
    {
        await System.IO.File.WriteAllTextAsync(File, "[{\"name\": \"sh");

        Assert.Empty(await new ProcessLedger(File).EndLeftoversAsync());
    }

    public void Dispose() => folder.Delete(recursive: true);
}
