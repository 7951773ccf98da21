using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PlanningPlatform.Notifications.Tests;

/// <summary>A line to a mail server that breaks at the worst moment: the server has the whole message, its answer does not come back.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private static readonly byte[] EndOfMessage = Encoding.ASCII.GetBytes("\r\n.\r\n");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _server;
    private readonly bool _hold;

    /// <param name="hold">The line does not break but goes dead.</param>
    public CuttingProxy(int server, bool hold = false)
    {
        (_server, _hold) = (server, hold);
        _listener.Start();
        _ = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether messages come through from now on.</summary>
    public bool Repaired { get; set; }

    /// <summary>Whole messages that went through to the server.</summary>
    public int Messages { get; private set; }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task ListenAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient caller)
    {
        using var server = new TcpClient();
        using (caller)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
                var answers = server.GetStream().CopyToAsync(caller.GetStream(), _end.Token);
                await CarryAsync(caller.GetStream(), server);
                await answers;
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One of the two has gone.
            }
        }
    }

    private async Task CarryAsync(NetworkStream from, TcpClient server)
    {
        var (buffer, tail) = (new byte[64 * 1024], new List<byte>());
        int read;
        while ((read = await from.ReadAsync(buffer, _end.Token)) > 0)
        {
            tail.AddRange(buffer.AsSpan(0, read));
            var complete = tail.Count >= 5 && tail[^5..].SequenceEqual(EndOfMessage);
            if (complete)
            {
                Messages++;
                tail.Clear();
            }

            if (!complete || Repaired)
            {
                await server.GetStream().WriteAsync(buffer.AsMemory(0, read), _end.Token);
                continue;
            }

            if (_hold)
            {
                await Task.Delay(Timeout.Infinite, _end.Token);
            }

            // The caller's side goes first, so that no answer of the server gets through.
            from.Socket.Close();
            await server.GetStream().WriteAsync(buffer.AsMemory(0, read), _end.Token);
            var rest = new byte[1024];
            while (await server.GetStream().ReadAsync(rest, _end.Token) is > 0 and var answered && !Encoding.ASCII.GetString(rest, 0, answered).StartsWith("250", StringComparison.Ordinal))
            {
                // Until the server has confirmed it to nobody.
            }

            return;
        }
    }
}
