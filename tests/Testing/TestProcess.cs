using System.Collections.Concurrent;
using System.Reflection;
using PlanningPlatform.AppHost.Native.Processes;

namespace PlanningPlatform.Testing;

/// <summary>A program in a process of its own, that ends as processes do: without warning, or frozen and back again.</summary>
public sealed class TestProcess : IAsyncDisposable
{
    private readonly Command _command;
    private ChildProcess _process;

    /// <param name="program">Its assembly; it sees the test's environment.</param>
    public TestProcess(Assembly program, params IReadOnlyList<string> arguments)
        : this(program, new Dictionary<string, string?>(StringComparer.Ordinal), arguments)
    {
    }

    /// <param name="environment">Besides the test's.</param>
    public TestProcess(Assembly program, IReadOnlyDictionary<string, string?> environment, params IReadOnlyList<string> arguments)
    {
        _command = new Command("dotnet", ["exec", program.Location, .. arguments], AppContext.BaseDirectory, environment);
        _process = Start();
    }

    /// <summary>Ends when it ended by itself.</summary>
    public Task EndedAsync() => _process.Exited;

    /// <summary>What it wrote so far, line by line, the first first.</summary>
    public ConcurrentQueue<string> Output { get; } = new();

    public async Task KillAndStartAgainAsync()
    {
        await _process.EndAsync();
        _process.Dispose();
        _process = Start();
    }

    /// <summary>Freezes it, in the middle of whatever it does.</summary>
    public async Task PauseAsync(TimeSpan duration)
    {
        Signals.Stop(_process.Id);
        await Task.Delay(duration);
        Signals.Continue(_process.Id);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.EndAsync();
        _process.Dispose();
    }

    private ChildProcess Start() => ChildProcess.Start(_command, Output.Enqueue);
}
