using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using PlanningPlatform.AppHost.Native.Processes;

namespace PlanningPlatform.AppHost.Native.Engine;

/// <summary>Where the platform is reached from outside: an address (Gateway:Bind, 127.0.0.1 unless set) and a port.</summary>
/// <param name="InnerPort">With TLS (Gateway:Certificate): also listened on, on loopback without TLS, where the engine asks for health.</param>
/// <param name="RedirectPort">With TLS: also listened on without, to lead callers to https (Gateway:RedirectPort).</param>
internal sealed record Door(IPAddress Address, int Port, int? InnerPort, int? RedirectPort)
{
    /// <summary>What the gateway listens on.</summary>
    public string Listen => string.Join(';', (string[])
    [
        $"{Scheme}://{new IPEndPoint(Address, Port)}",
        .. InnerPort is { } inner ? [$"http://{new IPEndPoint(IPAddress.Loopback, inner)}"] : (string[])[],
        .. RedirectPort is { } redirect ? [$"http://{new IPEndPoint(Address, redirect)}"] : (string[])[],
    ]);

    /// <summary>What a browser on this machine opens.</summary>
    public string Url => Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any)
        ? string.Create(CultureInfo.InvariantCulture, $"{Scheme}://127.0.0.1:{Port}")
        : $"{Scheme}://{new IPEndPoint(Address, Port)}";

    /// <summary>Where the engine asks for health.</summary>
    public string InnerUrl => InnerPort is { } inner ? string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{inner}") : Url;

    private string Scheme => InnerPort is null ? "http" : "https";

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

        return string.IsNullOrEmpty(configuration["Gateway:Certificate"])
            ? new Door(address, port, null, null)
            : new Door(address, port, LoopbackPorts.Take(), configuration.GetValue<int?>("Gateway:RedirectPort"));
    }
}
