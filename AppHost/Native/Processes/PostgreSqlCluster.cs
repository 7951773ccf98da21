using System.Globalization;
using System.Net.Sockets;

namespace PlanningPlatform.AppHost.Native.Processes;

/// <summary>
/// A PostgreSQL cluster of our own, from Debian's package: its own port, password and data, on loopback only and without Unix
/// sockets (their paths must be short, ours need not be). PostgreSQL refuses to run as root; in a user namespace root is somebody
/// else to it and still owns its files.
/// </summary>
internal sealed class PostgreSqlCluster
{
    private const string User = "planning";

    /// <summary>What one process is given at most, and needs under load.</summary>
    private const int LargestPool = 30;

    /// <summary>Kept for migrations, which use no pool, and for PostgreSQL's superuser.</summary>
    private const int OutsidePools = 60;

    private readonly string folder;
    private readonly string password;
    private readonly int port = LoopbackPorts.Take();
    private readonly IReadOnlyList<string> settings;

    /// <param name="folder">Holds everything of the cluster; what is in it survives a restart.</param>
    /// <param name="settings">More of postgresql.conf, such as <c>fsync=off</c> where the data may be lost.</param>
    public PostgreSqlCluster(string folder, params IReadOnlyList<string> settings)
    {
        this.folder = Path.GetFullPath(folder);
        this.settings = settings;
        Directory.CreateDirectory(this.folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        password = SecretFile.ReadOrCreate(PasswordFile);
    }

    /// <summary>Where the newest of Debian's postgresql packages keeps its programs, or null where there is none.</summary>
    public static string? Programs { get; } = FindPrograms();

    /// <summary>All that the server takes at once.</summary>
    public static int MaxConnections => 600;

    private string DataFolder => Path.Combine(folder, "data");

    private string PasswordFile => Path.Combine(folder, "password");

    /// <summary>Whether the folder holds a cluster with data.</summary>
    public static bool IsMade(string folder) => File.Exists(Path.Combine(folder, "made"));

    /// <summary>Makes the cluster when there is none yet (a few seconds), and starts the server.</summary>
    /// <remarks>
    /// A cluster that is only half made has no <c>made</c> beside it and is made anew. A server that was killed leaves its process id
    /// behind, which may be anybody's by now; the server would refuse to start, so the file goes unless that process serves this folder.
    /// </remarks>
    public Command Server => AsOurselves(
        "sh",
        [
            "-c",
            """
            set -e
            if [ ! -e made ]; then
                rm -rf data
                "$1/initdb" --pgdata data --username "$2" --pwfile password --auth scram-sha-256 --encoding UTF8 --locale C.UTF-8
                touch made
            fi
            left=$(head -n 1 data/postmaster.pid 2>/dev/null || true)
            if [ -n "$left" ] && ! tr '\0' ' ' <"/proc/$left/cmdline" 2>/dev/null | grep -qF "$3"; then rm -f data/postmaster.pid; fi
            programs=$1 data=$3
            shift 3
            exec "$programs/postgres" -D "$data" "$@"
            """,
            "sh", Programs ?? throw new InvalidOperationException("The package postgresql is not installed."), User, DataFolder,
            .. Options,
        ],
        folder) with { StopsByInterrupt = true };

    /// <summary>The connection string of a database, which whoever opens it first creates.</summary>
    /// <param name="processes">How many share the server: together their pools stay below what it takes.</param>
    public string ConnectionString(string database, int processes = 1)
        => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username={User};Password={password};Database={database};Maximum Pool Size={Math.Min(LargestPool, (MaxConnections - OutsidePools) / Math.Max(1, processes))}");

    /// <summary>Whether the server takes connections: it answers the question whether it speaks TLS (it does not: N) before anybody signs in.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, patience.Token);
            await client.GetStream().WriteAsync(new byte[] { 0, 0, 0, 8, 4, 210, 22, 47 }, patience.Token);
            var answer = new byte[1];
            return await client.GetStream().ReadAsync(answer, patience.Token) == 1 && answer[0] is (byte)'N' or (byte)'S';
        }
        catch (Exception failure) when (failure is SocketException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>False where root may not become somebody else: a container without user namespaces.</summary>
    public static async Task<bool> MayRunAsync()
    {
        var attempt = ChildProcess.Start(AsOurselves("true", [], Environment.CurrentDirectory), _ => { });
        var code = await attempt.Exited;
        await attempt.EndAsync();
        attempt.Dispose();
        return code == 0;
    }

    private IEnumerable<string> Options =>
        ((IReadOnlyList<string>)
        [
            "listen_addresses=127.0.0.1",
            $"port={port.ToString(CultureInfo.InvariantCulture)}",
            "unix_socket_directories=",
            $"max_connections={MaxConnections.ToString(CultureInfo.InvariantCulture)}",
            // What a statement was refused for the service hears itself; the values in it are residents' and belong in no log.
            "log_min_messages=fatal",
            "log_min_error_statement=panic",
            .. settings,
        ]).SelectMany(setting => (IEnumerable<string>)["-c", setting]);

    private static string? FindPrograms() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql")
                .Where(version => File.Exists(Path.Combine(version, "bin", "initdb")))
                .OrderByDescending(version => int.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out var number) ? number : 0)
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault()
            : null;

    private static Command AsOurselves(string program, IReadOnlyList<string> arguments, string folder) => Environment.IsPrivilegedProcess
        ? new Command("unshare", ["--user", "--map-user=1000", "--map-group=1000", program, .. arguments], folder, OwnEnvironment())
        : new Command(program, arguments, folder, OwnEnvironment());

    private static Dictionary<string, string?> OwnEnvironment()
    {
        // What other clients on this machine are configured with must not reach ours.
        var environment = Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("PG", StringComparison.Ordinal) || name.StartsWith("LC_", StringComparison.Ordinal))
            .ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal);
        environment["LANG"] = "C.UTF-8";
        return environment;
    }
}
