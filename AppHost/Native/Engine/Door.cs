using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using PlanningPlatform.AppHost.Native.Processes;

namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>Where the platform is reached from outside: an address (Gateway:Bind, 127.0.0.1 unless set) and a port.</summary>
internal sealed record Door(IPAddress Address, int Port)
{
    /// <summary>What the gateway listens on.</summary>
    public string Listen => $"http://{new IPEndPoint(Address, Port)}";

    /// <summary>What a browser on this machine opens.</summary>
    public string Url => Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any)
        ? string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}")
        : Listen;

    /// <exception cref="Refusal">
    /// The port is in use, or demo accounts with a password of ours would be open to the network.
    /// </exception>
    public static Door Open(IConfiguration configuration, int port)
    {
        var address = Settings.GatewayAddress(configuration);
        if (!IPAddress.IsLoopback(address) && Settings.DemoIsOn(configuration) && string.IsNullOrEmpty(configuration["Demo:Password"]))
        {
            throw new Refusal(
                $"Dengan demo, gerbang hanya terbuka di 127.0.0.1: tetapkan Demo__Password sendiri untuk membukanya di {address}, atau pakai --no-demo.",
                $"With the demo on, the gateway opens on 127.0.0.1 only: set Demo__Password yourself to open it on {address}, or use --no-demo.",
                exitCode: 2);
        }

        if (!LoopbackPorts.IsFree(address, port))
        {
            throw new Refusal(
                $"Porta {port} sudah dipakai program lain: hentikan program itu, atau pilih porta lain dengan --port.",
                $"Port {port} is in use by another program: stop it, or choose another with --port.",
                exitCode: 8);
        }

        return new Door(address, port);
    }
}
