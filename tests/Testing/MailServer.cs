using System.Net.Sockets;
using PlanningPlatform.AppHost.Native.Processes;

namespace PlanningPlatform.Testing;

/// <summary>
/// A real SMTP server (Debian's python3-aiosmtpd) on a loopback port, which keeps what it is sent in a Maildir. It does not know whose address
/// begins with <c>tidak-ada</c>, takes nothing for <c>ditolak</c>, and the mailbox of whose address begins with <c>penuh</c> is full: mail_server.py.
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("planning-mail-").FullName;
    private readonly int? _largestMessage;
    private ChildProcess? _process;

    /// <param name="largestMessage">Bytes; what is larger is refused for good (552).</param>
    public MailServer(int? largestMessage = null) => _largestMessage = largestMessage;

    public int Port { get; } = LoopbackPorts.Take();

    public async Task StartAsync()
    {
        string[] size = _largestMessage is { } largest ? ["--size", $"{largest}"] : [];
        _process = ChildProcess.Start(
            new Command(
                "/usr/bin/python3", ["-m", "aiosmtpd", "--nosetuid", "--listen", $"127.0.0.1:{Port}", .. size, "--class", "mail_server.Post", Path.Combine(_folder, "box")],
                _folder, new Dictionary<string, string?>(StringComparer.Ordinal) { ["PYTHONPATH"] = AppContext.BaseDirectory, ["PYTHONDONTWRITEBYTECODE"] = "1" }),
            _ => { });
        await Eventually.TrueAsync(AnswersAsync, "the mail server answers");
    }

    /// <summary>What has arrived, each as it was sent: headers, an empty line, the body.</summary>
    public IReadOnlyList<string> Arrived()
    {
        var fresh = Path.Combine(_folder, "box", "new");
        return Directory.Exists(fresh) ? [.. Directory.EnumerateFiles(fresh).Order(StringComparer.Ordinal).Select(File.ReadAllText)] : [];
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.EndAsync();
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        if (_process!.Exited.IsCompleted)
        {
            throw new InvalidOperationException("The mail server ended at once; it needs Debian's python3-aiosmtpd.");
        }

        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
