using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PlanningPlatform.ServiceDefaults;

/// <summary>
/// Clients of the platform's own services. A service is called by its name; its replicas are the addresses in
/// <c>services:{name}:http:0</c>, <c>:1</c> and so on or, where none are given (a cluster), the host of that name.
/// </summary>
public static class ServiceClients
{
    /// <summary>Other replicas get their share of the requests after at most this long.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromSeconds(30);

    public static IHttpClientBuilder AddServiceClient<TClient>(this IServiceCollection services, IConfiguration configuration, string name)
        where TClient : class
        => services.AddHttpClient<TClient>(http => http.BaseAddress = AddressOf(name)).ConfigurePrimaryHttpMessageHandler(() => HandlerFor(configuration, name));

    public static Uri AddressOf(string name) => new($"http://{name}");

    /// <summary>Where the replicas of a service listen; empty when no address is given.</summary>
    public static IReadOnlyList<string> AddressesOf(IConfiguration configuration, string name)
        => [.. configuration.GetSection($"services:{name}:http").GetChildren().Select(child => child.Value).OfType<string>().Where(address => address.Length > 0)];

    /// <summary>Connects to the replicas in turn; one that does not take the connection is passed over.</summary>
    public static SocketsHttpHandler HandlerFor(IConfiguration configuration, string name)
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = ConnectionLifetime };
        Uri[] replicas = [.. AddressesOf(configuration, name).Select(address => new Uri(address))];
        if (replicas.Length == 0)
        {
            return handler;
        }

        var turn = Random.Shared.Next(replicas.Length);
        handler.ConnectCallback = async (_, cancellationToken) =>
        {
            var first = Interlocked.Increment(ref turn);
            for (var tried = 1; ; tried++)
            {
                var replica = replicas[(uint)(first + tried) % replicas.Length];
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(replica.Host, replica.Port, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch (SocketException) when (tried < replicas.Length)
                {
                    socket.Dispose();
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            }
        };
        return handler;
    }
}
