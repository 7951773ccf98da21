using PlanningPlatform.AppHost.Native.Processes;

namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>
/// A program that is kept running: one that ends is started again, the first time almost at once, then after 1, 2, 4 ... 30
/// seconds; half a minute of running makes it trusted again.
/// </summary>
internal sealed class Supervised(string name, Command command, TimeSpan grace, Action<string> line, Journal journal, ProcessLedger ledger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(30);

    /// <summary>Something that cannot start will not start the fourth time either; its own words explain why.</summary>
    private const int TriesToStart = 3;

    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource<Refusal> cannotStart = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task running = Task.CompletedTask;

    /// <summary>Set once it has been seen to work; before that three ends are the end.</summary>
    public bool Works { get; set; }

    /// <summary>Ends, with the reason, when the program could not be started.</summary>
    public Task<Refusal> CannotStart => cannotStart.Task;

    /// <param name="force">Cuts the grace of a stop short.</param>
    public void Start(CancellationToken force) => running = KeepRunningAsync(force);

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        try
        {
            await running;
        }
        catch (Exception failure)
        {
            // Whoever stops after this one must be stopped, too.
            journal.Say($"{name} tidak berhenti dengan baik (did not stop well): {failure.Message}");
        }
    }

    private async Task KeepRunningAsync(CancellationToken force)
    {
        var pause = FirstPause;
        for (var starts = 1; !stop.IsCancellationRequested; starts++)
        {
            var startedAt = TimeProvider.System.GetTimestamp();
            (string Indonesian, string English, Refusal Refusal) what;
            try
            {
                if (await RunAsync(force) is not { } code)
                    return;
                what = ($"berhenti sendiri (kode {code})", "ended by itself", CannotStartFor($"kode {code}", $"exit code {code}"));
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                // No memory or no process left on the machine, for instance: a later try may do better.
                what = ($"tidak dapat dijalankan: {failure.Message}", "cannot be run", CannotStartFor(failure.Message, failure.Message));
            }

            if (!Works && starts >= TriesToStart)
            {
                cannotStart.TrySetResult(what.Refusal);
                return;
            }

            pause = TimeProvider.System.GetElapsedTime(startedAt) > Trusted ? FirstPause : pause;
            journal.Say($"{name} {what.Indonesian}; dimulai lagi dalam {pause.TotalSeconds:0.#} s ({what.English}, starting again)");
            await Task.Delay(pause, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            pause = pause == FirstPause ? TimeSpan.FromSeconds(1) : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }
    }

    /// <returns>The exit code, or null when it was stopped.</returns>
    private async Task<int?> RunAsync(CancellationToken force)
    {
        using var child = ChildProcess.Start(command, line);
        ledger.Started(name, child.Id);
        try
        {
            await child.Exited.WaitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            if (!await child.StopAsync(grace, force))
                journal.Say($"{name} tidak berhenti dalam {grace.TotalSeconds:0} s dan diakhiri paksa (did not stop in time and was ended)");
            ledger.Ended(child.Id);
            return null;
        }

        var code = await child.Exited;
        await child.EndAsync();
        ledger.Ended(child.Id);
        return code;
    }

    private Refusal CannotStartFor(string indonesian, string english) => new(
        $"{name} tidak dapat dimulai ({indonesian}); lihat {journal.LogOf(name)}",
        $"{name} cannot start ({english}); see that log.");
}
