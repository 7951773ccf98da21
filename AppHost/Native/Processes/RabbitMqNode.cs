using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PlanningPlatform.AppHost.Native.Processes;

/// <summary>
/// A RabbitMQ node of our own, from Debian's package: its own name, home, ports, password and data, listening on loopback only,
/// beside whatever broker the machine has. Two programs make it: epmd, through which Erlang nodes find each other, and the
/// broker. Left to itself the broker starts an epmd that listens on every address and outlives it; so ours runs first.
/// </summary>
internal sealed class RabbitMqNode
{
    private const string User = "planning";

    /// <summary>An address and not a name, so that it works where no name resolves, localhost included.</summary>
    private const string NodeName = "planning@127.0.0.1";

    private readonly string folder;
    private readonly string password;
    private readonly int port = LoopbackPorts.Take();
    private readonly int distributionPort = LoopbackPorts.Take();
    private readonly int epmdPort = LoopbackPorts.Take();

    /// <param name="folder">Holds everything of the node; what is in it survives a restart.</param>
    public RabbitMqNode(string folder)
    {
        this.folder = Path.GetFullPath(folder);
        foreach (var part in (string[])["home", "data", "log"])
            Directory.CreateDirectory(Path.Combine(this.folder, part));
        password = SecretFile.ReadOrCreate(Path.Combine(this.folder, "password"));
        SecretFile.ReadOrCreate(Path.Combine(this.folder, "home", ".erlang.cookie"));
        WriteConfiguration();
    }

    /// <summary>The node's own log; the broker prints nothing but its banner.</summary>
    public string LogFolder => Path.Combine(folder, "log");

    /// <summary>The server script of Debian's package rabbitmq-server, or null where it is not installed.</summary>
    public static string? ServerScript { get; } = FindServerScript();

    public Command Epmd => new("epmd",
        ["-port", epmdPort.ToString(CultureInfo.InvariantCulture), "-address", "127.0.0.1"], folder, Environment());

    /// <remarks>
    /// The package's own script under lib, because the wrapper in sbin switches to the user rabbitmq. "Allowing input" makes
    /// the script replace itself by the broker, so that the process we watch is the broker; -noinput +B i is what it would add
    /// otherwise (read nothing, ignore SIGINT).
    /// </remarks>
    public Command Server => new(
        ServerScript ?? throw new InvalidOperationException("The package rabbitmq-server is not installed."), [], folder, Environment());

    /// <summary>amqp address of a virtual host; "/" is the one a fresh node has.</summary>
    public string ConnectionString(string virtualHost = "/") =>
        $"amqp://{User}:{password}@127.0.0.1:{port}" + (string.Equals(virtualHost, "/", StringComparison.Ordinal) ? "" : "/" + virtualHost);

    /// <summary>Ends when epmd takes connections; the broker does not start without it.</summary>
    public async Task EpmdAnswersAsync(CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, epmdPort, cancellation);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, cancellation);
            }
        }
    }

    /// <summary>
    /// Whether the broker speaks AMQP: it opens its listener when everything else is up, and answers a protocol header with
    /// its first method frame (type 1).
    /// </summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
            await client.GetStream().WriteAsync("AMQP\0\0\x09\x01"u8.ToArray(), patience.Token);
            var answer = new byte[1];
            return await client.GetStream().ReadAsync(answer, patience.Token) == 1 && answer[0] == 1;
        }
        catch (Exception failure) when (failure is SocketException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>
    /// Evaluates an Erlang expression in the node, in milliseconds (rabbitmqctl starts a whole Erlang for it: seconds).
    /// </summary>
    /// <remarks>Each caller has a name of its own (-h): the node turns away the second of two that call at once by the same name.</remarks>
    /// <returns>The value, as Erlang prints it.</returns>
    public Command Evaluate(string expression) => new(
        "sh", ["-c", $"printf '%s\\n' \"$1\" | erl_call -h call$$ -name {NodeName} -e", "sh", expression], folder, Environment());

    private static string? FindServerScript() =>
        Directory.Exists("/usr/lib/rabbitmq/lib")
            ? Directory.EnumerateDirectories("/usr/lib/rabbitmq/lib", "rabbitmq_server-*")
                .Select(version => Path.Combine(version, "sbin", "rabbitmq-server"))
                .FirstOrDefault(File.Exists)
            : null;

    private Dictionary<string, string?> Environment()
    {
        // What the machine's own broker is configured with must not reach ours.
        var environment = System.Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("RABBITMQ_", StringComparison.Ordinal) || name.StartsWith("ERL_", StringComparison.Ordinal))
            .ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        environment["HOME"] = Path.Combine(folder, "home");
        environment["TERM"] = "dumb";
        environment["RABBITMQ_NODENAME"] = NodeName;
        environment["RABBITMQ_USE_LONGNAME"] = "true";
        environment["RABBITMQ_NODE_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        environment["RABBITMQ_DIST_PORT"] = distributionPort.ToString(CultureInfo.InvariantCulture);
        environment["ERL_EPMD_PORT"] = epmdPort.ToString(CultureInfo.InvariantCulture);
        environment["ERL_EPMD_ADDRESS"] = "127.0.0.1";
        environment["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "data");
        environment["RABBITMQ_LOG_BASE"] = LogFolder;
        environment["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf");
        environment["RABBITMQ_CONFIG_FILES"] = Path.Combine(folder, "conf.d");
        environment["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(folder, "advanced.config");
        environment["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(folder, "rabbitmq-env.conf");
        environment["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "enabled_plugins");
        environment["RABBITMQ_ALLOW_INPUT"] = "true";
        environment["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-noinput +B i -start_epmd false -kernel inet_dist_use_interface {127,0,0,1}";
        return environment;
    }

    private void WriteConfiguration()
    {
        SecretFile.Write(Path.Combine(folder, "rabbitmq.conf"),
            $"""
            listeners.tcp.1 = 127.0.0.1:{port}
            default_user = {User}
            default_pass = {password}
            log.console = false
            log.file.rotation.size = 10000000
            log.file.rotation.count = 3

            """);
        // No plugin: management would open a port that nobody needs here.
        File.WriteAllText(Path.Combine(folder, "enabled_plugins"), "[].\n");
        File.WriteAllText(Path.Combine(folder, "rabbitmq-env.conf"), "");
    }
}
