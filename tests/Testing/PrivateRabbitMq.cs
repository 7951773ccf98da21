using PlanningPlatform.AppHost.Native.Processes;

namespace PlanningPlatform.Testing;

/// <summary>
/// A real RabbitMQ node for tests, started by the code that starts the platform's own. <see cref="SharedAsync"/> is the one of
/// this test process; a test that stops the broker starts its own with <see cref="StartAsync"/>. Whatever ends the test
/// process ends the node too.
/// </summary>
public sealed class PrivateRabbitMq : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly Lazy<Task<PrivateRabbitMq>> Shared = new(StartAsync);
    private static int virtualHosts;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("planning-rabbitmq-");
    private readonly RabbitMqNode node;
    private readonly List<string> output = [];
    private ChildProcess? epmd;
    private ChildProcess? server;

    private PrivateRabbitMq() => node = new RabbitMqNode(folder.FullName);

    /// <summary>amqp address of the default virtual host; the same before and after a restart of the node.</summary>
    public string ConnectionString => node.ConnectionString();

    /// <summary>Process id of the broker, for a test that ends it with kill -9; null while it is stopped.</summary>
    public int? ProcessId => server?.Id;

    /// <summary>
    /// The node of this test process, started when it is first asked for. Never stop this one: it ends with the process.
    /// </summary>
    public static Task<PrivateRabbitMq> SharedAsync() => Shared.Value;

    /// <summary>A node of the caller's own.</summary>
    public static async Task<PrivateRabbitMq> StartAsync()
    {
        var rabbit = new PrivateRabbitMq();
        try
        {
            await rabbit.StartNodeAsync();
            return rabbit;
        }
        catch
        {
            await rabbit.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the node (again), with the data it had, and waits until it answers.</summary>
    /// <exception cref="TimeoutException">It did not answer within 90 seconds.</exception>
    public async Task StartNodeAsync()
    {
        if (server is { Exited.IsCompleted: true })
            await StopNodeAsync();
        using var limit = new CancellationTokenSource(StartLimit);
        if (epmd is null)
        {
            epmd = ChildProcess.Start(node.Epmd, Note);
            Guard.RemoveAtEnd(folder);
        }

        await node.EpmdAnswersAsync(limit.Token);
        server ??= ChildProcess.Start(node.Server, Note);
        while (!await node.AnswersAsync(limit.Token))
        {
            if (server.Exited.IsCompleted || limit.IsCancellationRequested)
                throw new TimeoutException($"The RabbitMQ node did not start:\n{Said()}\n{LastLog()}");
            await Task.Delay(50);
        }
    }

    /// <summary>Stops the broker as an administrator would; its data stays. Clients see their connection closed.</summary>
    public async Task StopNodeAsync()
    {
        if (server is not null)
        {
            await server.StopAsync(TimeSpan.FromSeconds(20));
            server.Dispose();
            server = null;
        }
    }

    /// <summary>Ends the broker without warning, as a power cut or kill -9 would.</summary>
    public async Task KillNodeAsync()
    {
        if (server is not null)
        {
            await server.EndAsync();
            server.Dispose();
            server = null;
        }
    }

    /// <summary>Makes an empty virtual host, so that tests do not meet each other's queues.</summary>
    /// <returns>Its amqp address.</returns>
    public async Task<string> CreateVirtualHostAsync()
    {
        var name = $"test-{Interlocked.Increment(ref virtualHosts)}";
        await EvaluateAsync(
            $"ok = rabbit_vhost:add(<<\"{name}\">>, <<\"tests\">>), " +
            $"ok = rabbit_auth_backend_internal:set_permissions(<<\"planning\">>, <<\"{name}\">>, <<\".*\">>, <<\".*\">>, <<\".*\">>, <<\"tests\">>).");
        return node.ConnectionString(name);
    }

    /// <summary>Evaluates an Erlang expression (ending in a full stop) in the node; for looking inside the broker.</summary>
    public async Task<string> EvaluateAsync(string expression)
    {
        List<string> answer = [];
        var call = ChildProcess.Start(node.Evaluate(expression), line =>
        {
            lock (answer)
                answer.Add(line);
        });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await call.FinishedAsync(limit.Token);
        var code = await call.Exited;
        await call.EndAsync();
        call.Dispose();
        string said;
        lock (answer)
            said = string.Join('\n', answer);
        return code == 0 && said.StartsWith("{ok, ", StringComparison.Ordinal)
            ? said["{ok, ".Length..^1]
            : throw new InvalidOperationException($"{expression} answered {said}");
    }

    /// <summary>What the node wrote into its log so far; what clients asked for and did not get stands there.</summary>
    public IEnumerable<string> Log() => Directory.EnumerateFiles(node.LogFolder, "*.log").SelectMany(File.ReadLines);

    public async ValueTask DisposeAsync()
    {
        await KillNodeAsync();
        if (epmd is not null)
        {
            await epmd.EndAsync();
            epmd.Dispose();
            epmd = null;
        }

        if (folder.Exists)
            folder.Delete(recursive: true);
    }

    private void Note(string line)
    {
        lock (output)
            output.Add(line);
    }

    private string Said()
    {
        lock (output)
            return string.Join('\n', output);
    }

    private string LastLog() => string.Join('\n', Log().TakeLast(40));
}
