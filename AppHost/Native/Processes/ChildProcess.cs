using System.Diagnostics;

namespace PlanningPlatform.AppHost.Native.Processes;

/// <summary>
/// A running program in a session of its own. The session keeps a terminal's Ctrl-C away from it, so that things stop in the
/// order we choose (services before the broker), and makes whatever it started itself reachable when it must end.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process system;
    private readonly TaskCompletionSource<int> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly bool stopsByInterrupt;

    private ChildProcess(Process system, bool stopsByInterrupt) => (this.system, this.stopsByInterrupt) = (system, stopsByInterrupt);

    public int Id { get; private set; }

    /// <summary>Ends with the exit code. Does not wait for the output's end: a grandchild may hold it open.</summary>
    public Task<int> Exited => exited.Task;

    /// <summary>Ends when the program has ended and everything it printed has been reported.</summary>
    public Task FinishedAsync(CancellationToken cancellation) => system.WaitForExitAsync(cancellation);

    /// <summary>Starts the program; each line it prints goes to <paramref name="line"/>.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program <c>setsid</c> (Debian's util-linux) is missing.</exception>
    public static ChildProcess Start(Command command, Action<string> line)
    {
        // setsid replaces itself by the program, so the id stays the one we are given here.
        var start = new ProcessStartInfo("setsid", [command.Program, .. command.Arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = command.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in command.Environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var child = new ChildProcess(process, command.StopsByInterrupt);
        process.Exited += (_, _) => child.exited.TrySetResult(process.ExitCode);
        process.OutputDataReceived += (_, received) => Report(received.Data, line);
        process.ErrorDataReceived += (_, received) => Report(received.Data, line);

        process.Start();
        child.Id = process.Id;
        try
        {
            Guard.Watch(child.Id);
        }
        catch
        {
            // Nothing runs unguarded, nor without anybody who knows of it.
            process.Kill();
            throw;
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Asks the program to stop, waits up to <paramref name="grace"/>, then ends it and all it started.</summary>
    /// <param name="grace">How long it may take.</param>
    /// <param name="force">Ends the waiting early.</param>
    /// <returns>Whether it stopped by itself in time.</returns>
    public async Task<bool> StopAsync(TimeSpan grace, CancellationToken force = default)
    {
        if (!Exited.IsCompleted)
        {
            if (stopsByInterrupt)
                Signals.Interrupt(Id);
            else
                Signals.AskToStop(Id);
        }

        var inTime = await Task.WhenAny(Exited, Task.Delay(grace, force)) == Exited;
        await EndAsync();
        return inTime;
    }

    /// <summary>Ends the program and all it started, at once.</summary>
    public async Task EndAsync()
    {
        Signals.EndGroup(Id);
        await Exited;
        Guard.Forget(Id);
    }

    public void Dispose() => system.Dispose();

    private static void Report(string? text, Action<string> line)
    {
        if (!string.IsNullOrEmpty(text))
            line(text);
    }
}
