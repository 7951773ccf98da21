using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using PlanningPlatform.AppHost.Native.Processes;

namespace PlanningPlatform.Testing;

/// <summary>
/// The whole platform as a person starts it: AppHost with its broker, services and gateway, on a data folder and ports of its
/// own, so that it runs beside any other. The test project must build AppHost (a reference without its assembly).
/// </summary>
public sealed class PlatformProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    private readonly bool ownsFolder;
    private readonly List<string> output = [];
    private TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChildProcess? host;
    private Command? command;

    private PlatformProcess(string? dataFolder)
    {
        ownsFolder = dataFolder is null;
        DataFolder = dataFolder ?? Directory.CreateTempSubdirectory("planning-platform-").FullName;
        Port = LoopbackPorts.Take();
        BaseAddress = new Uri($"http://127.0.0.1:{Port}");
    }

    /// <summary>The gateway.</summary>
    public Uri BaseAddress { get; }

    public int Port { get; }

    public string DataFolder { get; }

    /// <summary>Of every demo account.</summary>
    public string DemoPassword => File.ReadAllText(Path.Combine(DataFolder, "demo-password")).Trim();

    /// <summary>With which an application posts to the demo by Open311.</summary>
    public string DemoOpen311Key => File.ReadAllText(Path.Combine(DataFolder, "demo-open311-key")).Trim();

    /// <summary>Process id of AppHost itself.</summary>
    public int HostProcessId => host?.Id ?? throw new InvalidOperationException("The platform has been stopped.");

    /// <summary>Ends when AppHost has ended.</summary>
    public Task Ended => host?.Exited ?? Task.CompletedTask;

    /// <summary>Process ids of all that runs now, by name.</summary>
    public IReadOnlyDictionary<string, int> ProcessIds => Processes().ToDictionary(process => process.Name, process => process.Id, StringComparer.Ordinal);

    /// <summary>Everything printed so far, by AppHost and by all it runs.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (output)
                return [.. output];
        }
    }

    /// <summary>What must be in no log, besides what <see cref="LogScan"/> knows by its form: tests add the secrets they are given.</summary>
    public ConcurrentBag<string> Secrets { get; } = [];

    /// <summary>Starts it and waits until everything is ready.</summary>
    /// <param name="environment">Settings, such as <c>("Region__Code", "35.71")</c>.</param>
    /// <param name="switches">AppHost's, such as <c>--no-demo</c>; data folder and port are given already.</param>
    /// <param name="dataFolder">Of an earlier one, to start again on its data; otherwise a fresh one, removed at the end.</param>
    /// <param name="host">The project that starts it, from the repository's folder.</param>
    /// <exception cref="InvalidOperationException">It did not become ready; the message holds what was printed.</exception>
    public static async Task<PlatformProcess> StartAsync(
        IEnumerable<(string Name, string Value)>? environment = null,
        IEnumerable<string>? switches = null,
        string? dataFolder = null,
        string host = "AppHost")
    {
        var platform = new PlatformProcess(dataFolder);
        try
        {
            platform.StartHost(host, environment ?? [], switches ?? []);
            await platform.ReadyAsync();
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    /// <summary>Process id of a part by its name in AppHost.cs (<c>complaints</c>, <c>messaging</c>, ...), for a test that ends it.</summary>
    /// <exception cref="KeyNotFoundException">It does not run at this moment; after a kill, ask again.</exception>
    public int ProcessIdOf(string name) =>
        ProcessIds.TryGetValue(name, out var id) ? id : throw new KeyNotFoundException($"{name} does not run.");

    /// <summary>Ends a part without warning (kill -9) and returns once another process has taken its place.</summary>
    public async Task KillAsync(string name)
    {
        var killed = ProcessIdOf(name);
        Signals.EndGroup(killed);
        using var limit = new CancellationTokenSource(StopLimit);
        while (!ProcessIds.TryGetValue(name, out var next) || next == killed)
            await Task.Delay(20, limit.Token);
    }

    /// <summary>Ends AppHost itself without warning, which leaves it no time to stop anything, and starts it again on the same data and port.</summary>
    public async Task KillHostAndStartAgainAsync()
    {
        await host!.EndAsync();
        host.Dispose();
        ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host = ChildProcess.Start(command!, Note);
        await ReadyAsync();
    }

    /// <summary>Runs a start that is expected to end by itself, such as one with a switch that does not exist.</summary>
    /// <returns>Its exit code and what it printed.</returns>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(
        IEnumerable<(string Name, string Value)>? environment = null,
        IEnumerable<string>? switches = null,
        string? dataFolder = null,
        string host = "AppHost")
    {
        await using var platform = new PlatformProcess(dataFolder);
        platform.StartHost(host, environment ?? [], switches ?? []);
        using var limit = new CancellationTokenSource(StopLimit);
        await platform.host!.FinishedAsync(limit.Token);
        var code = await platform.host.Exited;
        await platform.host.EndAsync();
        platform.host = null;
        return (code, string.Join('\n', platform.Output));
    }

    /// <summary>A client of the gateway; each has connections of its own.</summary>
    public HttpClient CreateClient() => new() { BaseAddress = BaseAddress };

    /// <summary>Stops it as Ctrl-C does.</summary>
    /// <exception cref="InvalidOperationException">It took too long, or a process is left.</exception>
    public async Task StopAsync()
    {
        if (host is null)
            return;
        var ours = Processes().Select(process => process.Id).Append(host.Id).ToList();
        if (!host.Exited.IsCompleted)
            Signals.Interrupt(host.Id);
        var stopped = await Task.WhenAny(host.Exited, Task.Delay(StopLimit)) == host.Exited;
        var left = ours.Where(id => Directory.Exists($"/proc/{id}")).ToList();
        await host.EndAsync();
        if (left.Count == 0)
        {
            // Its last words come after its end; nobody is left to hold them back.
            using var limit = new CancellationTokenSource(StopLimit);
            await host.FinishedAsync(limit.Token);
        }

        host.Dispose();
        host = null;
        if (!stopped || left.Count > 0)
            throw new InvalidOperationException($"The platform did not stop cleanly; left: {string.Join(", ", left)}\n{LastOutput()}");
    }

    /// <exception cref="InvalidOperationException">It did not stop cleanly, or a secret is in its logs.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
            RefuseSecretsInLogs();
        }
        finally
        {
            if (ownsFolder)
                Directory.Delete(DataFolder, recursive: true);
        }
    }

    private void StartHost(string project, IEnumerable<(string Name, string Value)> environment, IEnumerable<string> switches)
    {
        var root = RepositoryFolder();
        // The same configuration as the tests: bin/Debug/net10.0.
        var ours = new DirectoryInfo(AppContext.BaseDirectory);
        var assembly = Path.Combine(root, project, "bin", ours.Parent!.Name, ours.Name, $"PlanningPlatform.{Path.GetFileName(project)}.dll");
        command = new Command(
            "dotnet",
            ["exec", assembly, "--data", DataFolder, "--port", Port.ToString(CultureInfo.InvariantCulture), .. switches],
            root,
            environment.ToDictionary(variable => variable.Name, variable => (string?)variable.Value, StringComparer.Ordinal));
        host = ChildProcess.Start(command, Note);
    }

    private async Task ReadyAsync()
    {
        if (await Task.WhenAny(ready.Task, host!.Exited, Task.Delay(StartLimit)) != ready.Task)
            throw new InvalidOperationException($"The platform did not become ready:\n{LastOutput()}");
    }

    private void RefuseSecretsInLogs()
    {
        var ours = new[] { "demo-password", "demo-open311-key" }.Select(name => Path.Combine(DataFolder, name)).Where(File.Exists).Select(file => File.ReadAllText(file).Trim());
        var findings = LogScan.Find(Path.Combine(DataFolder, "logs"), Secrets.Concat(ours));
        if (findings.Count > 0)
            throw new InvalidOperationException($"The logs hold what they must not:\n{string.Join('\n', findings)}");
    }

    private void Note(string line)
    {
        lock (output)
            output.Add(line);
        if (line.StartsWith("Platform siap", StringComparison.Ordinal))
            ready.TrySetResult();
    }

    private string LastOutput() => string.Join('\n', Output.TakeLast(80));

    private List<(string Name, int Id)> Processes()
    {
        if (!File.Exists(Path.Combine(DataFolder, "processes.json")))
            return [];
        using var ledger = JsonDocument.Parse(File.ReadAllText(Path.Combine(DataFolder, "processes.json")));
        return [.. ledger.RootElement.EnumerateArray().Select(entry => (entry.GetProperty("name").GetString()!, entry.GetProperty("processId").GetInt32()))];
    }

    /// <summary>Where the solution lies.</summary>
    public static string RepositoryFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PlanningPlatform.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
