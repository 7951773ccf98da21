using System.Net;
using System.Net.Sockets;

namespace PlanningPlatform.AppHost.Native.Processes;

/// <summary>
/// Free TCP ports on the loopback address. They lie below the range from which the kernel takes ports for outgoing connections
/// (32768 and up), so that a service which crashed finds its port free when it starts again, and each process looks in a block
/// of its own first, so that two platforms (or test runs) starting at the same moment do not choose the same one.
/// </summary>
internal static class LoopbackPorts
{
    private const int First = 20_000;
    private const int Blocks = 600;
    private const int BlockSize = 20;

    private static readonly Lock Gate = new();
    private static int taken;

    public static int Take()
    {
        lock (Gate)
        {
            while (taken < Blocks * BlockSize)
            {
                var offset = (Environment.ProcessId % Blocks * BlockSize) + taken++;
                var port = First + (offset % (Blocks * BlockSize));
                if (IsFree(IPAddress.Loopback, port))
                    return port;
            }
        }

        throw new InvalidOperationException($"No free TCP port between {First} and {First + (Blocks * BlockSize) - 1}.");
    }

    /// <summary>Whether nobody listens on the port at this address.</summary>
    public static bool IsFree(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
