using System.Net;
using PlanningPlatform.Gateway.Tls;

namespace PlanningPlatform.Gateway;

/// <summary>Where the gateway listens, and when it had better not.</summary>
internal static class BindAddress
{
    private const string Default = "127.0.0.1:8080";

    /// <summary>
    /// Listens on the default address unless told otherwise. With the demo on, everybody on the network could sign in with accounts
    /// whose names are printed in the documentation, so a wider bind needs a password that somebody chose.
    /// </summary>
    /// <returns>A sentence when the combination is refused, otherwise null.</returns>
    public static string? Choose(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var addresses = Addresses(configuration).ToList();
        if (addresses.Count == 0)
        {
            builder.WebHost.UseUrls((CertificateFiles.Of(configuration) is null ? "http://" : "https://") + Default);
            return null;
        }

        var wide = addresses.Find(address => !IsLoopback(address));
        return wide is not null && configuration.GetValue<bool>("Demo:Enabled") && !configuration.GetValue<bool>("Demo:PasswordSetByUser")
            ? $"The demo is on, so the gateway does not listen on {wide}: set Demo__Password to a password of your own, or listen on 127.0.0.1 only."
            : null;
    }

    /// <summary>Every place from which Kestrel takes an address.</summary>
    public static IEnumerable<string> Addresses(IConfiguration configuration)
        => Split(configuration["urls"])
            .Concat(Split(configuration["http_ports"]).Select(port => $"http://*:{port}"))
            .Concat(Split(configuration["https_ports"]).Select(port => $"https://*:{port}"))
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>());

    private static string[] Split(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Kestrel listens on every address for any host name it cannot read as an IP address, localhost excepted.
    private static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address).Host.Trim('[', ']');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }
}
