using PlanningPlatform.AppHost.Native.Processes;

namespace PlanningPlatform.Testing;

/// <summary>
/// A real PostgreSQL cluster for tests, started by the code that starts the platform's own. Whatever ends the test process ends
/// the cluster too. Its commits do not wait for the disk: a test kills processes, not the machine.
/// </summary>
public sealed class PrivatePostgreSql : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly Lazy<Task<PrivatePostgreSql>> Shared = new(StartAsync);
    private static int databases;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("planning-postgresql-");
    private readonly PostgreSqlCluster _cluster;
    private readonly List<string> _output = [];
    private ChildProcess? _server;

    private PrivatePostgreSql() => _cluster = new PostgreSqlCluster(_folder.FullName, "fsync=off", "full_page_writes=off");

    /// <summary>The cluster of this test process, started when it is first asked for. Never stop this one: it ends with the process.</summary>
    public static Task<PrivatePostgreSql> SharedAsync() => Shared.Value;

    /// <summary>A cluster of the caller's own.</summary>
    public static async Task<PrivatePostgreSql> StartAsync()
    {
        var cluster = new PrivatePostgreSql();
        try
        {
            await cluster.StartServerAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The connection string of a database that nobody used before.</summary>
    public string NewDatabase() => ConnectionString($"test-{Interlocked.Increment(ref databases)}");

    public string ConnectionString(string database) => _cluster.ConnectionString(database);

    /// <summary>Starts the server (again), with the data it had, and waits until it answers.</summary>
    /// <exception cref="TimeoutException">It did not answer within 90 seconds.</exception>
    public async Task StartServerAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        _server = ChildProcess.Start(_cluster.Server, Note);
        Guard.RemoveAtEnd(_folder);
        while (!await _cluster.AnswersAsync(limit.Token))
        {
            if (_server.Exited.IsCompleted || limit.IsCancellationRequested)
            {
                throw new TimeoutException($"PostgreSQL did not start:\n{Said()}");
            }

            await Task.Delay(50);
        }
    }

    /// <summary>Ends the server without warning, as kill -9 would.</summary>
    public async Task KillServerAsync()
    {
        if (_server is not null)
        {
            await _server.EndAsync();
            _server.Dispose();
            _server = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillServerAsync();
        if (_folder.Exists)
        {
            _folder.Delete(recursive: true);
        }
    }

    private void Note(string line)
    {
        lock (_output)
        {
            _output.Add(line);
        }
    }

    private string Said()
    {
        lock (_output)
        {
            return string.Join('\n', _output);
        }
    }
}
